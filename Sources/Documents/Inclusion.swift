internal import SourceText
internal import TextRepair

/// A page's text with the text of its includes put in, and the way back to the files that it comes from.
struct Inclusion: Sendable {
    /// A stretch of the text that comes from one stretch of one file.
    struct Segment: Sendable {
        var text: UInt32
        /// In the file's decoded text.
        var source: UInt32
        /// Which insertion it belongs to, by its index in `insertions`.
        var insertion: UInt32
    }

    var bytes: [UInt8] = []
    /// By text offset, the first at 0.
    var segments: [Segment] = [Segment(text: 0, source: 0, insertion: 0)]
    /// The file of every insertion, by its index in `files`; the first is the page.
    var insertions: [Int] = [0]
    /// The files that take part, the page first.
    var files: [IncludeFile]
    /// Findings about includes, and about the decoding of included files.
    var diagnostics: [Diagnostic] = []
    var includes: [PageInclude] = []
    /// Where in the text includes stand that were not followed.
    var unfollowed: Set<Int> = []

    /// Puts in what a page includes; nil where it includes nothing, at the cost of one look at its bytes.
    ///
    /// - Parameters:
    ///   - text: the page's, made of `original`.
    ///   - bodyStart: where the page's text begins, behind its front matter.
    init?(
        _ text: DecodedText, path: String, original: [UInt8], bodyStart: Int, reader: IncludeReader?
    ) {
        guard let reader, IncludeMarks.mayStand(in: text.bytes, from: bodyStart) else { return nil }
        let page = IncludeFile(path: path, text: text, original: original, bodyStart: bodyStart)
        guard !page.marks.events.isEmpty else { return nil }
        files = [page]
        var includer = Includer(self, reader: reader)
        includer.run()
        self = includer.result
    }

    /// The range of a file from which a range of the text comes. One that ends in another file is cut off where the
    /// first file's text is left.
    func range(of text: Range<Int>) -> SourceRange {
        let start = segment(at: text.lowerBound)
        let lower = source(of: text.lowerBound, in: start)
        var upper = lower
        if !text.isEmpty {
            let end = segment(at: text.upperBound - 1)
            if segments[end].insertion == segments[start].insertion {
                upper = source(of: text.upperBound - 1, in: end) + 1
            } else {
                upper = lower + Int(segments[start + 1].text) - text.lowerBound
            }
        }
        let file = insertions[Int(segments[start].insertion)]
        var range = files[file].locator.range(of: lower..<max(lower, upper))
        range.file = file == 0 ? nil : files[file].path
        return range
    }

    /// The repairs in what is shown of the included files, each once, by file and place.
    var repairs: [RepairNote] {
        var shown = [Set<Int>](repeating: [], count: files.count)
        for (index, segment) in segments.enumerated() {
            let file = insertions[Int(segment.insertion)]
            let repairs = files[file].text.repairs
            guard file > 0, !repairs.isEmpty else { continue }
            let end = index + 1 < segments.count ? Int(segments[index + 1].text) : bytes.count
            let source = Int(segment.source)..<Int(segment.source) + end - Int(segment.text)
            var (low, high) = (0, repairs.count)
            while low < high {
                let middle = (low + high) / 2
                if repairs[middle].text.upperBound <= source.lowerBound { low = middle + 1 } else { high = middle }
            }
            while low < repairs.count, repairs[low].text.lowerBound < source.upperBound {
                shown[file].insert(low)
                low += 1
            }
        }
        return files.indices.flatMap { file in
            shown[file].sorted().map { RepairNote(files[file].text.repairs[$0], in: files[file].path) }
        }
    }

    private func source(of offset: Int, in segment: Int) -> Int {
        Int(segments[segment].source) + max(0, offset - Int(segments[segment].text))
    }

    /// The last segment that begins at or before an offset.
    private func segment(at offset: Int) -> Int {
        var (low, high) = (0, segments.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(segments[middle].text) <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
