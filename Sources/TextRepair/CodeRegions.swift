/// The stretches of a Markdown text that are code: fenced blocks and code spans.
///
/// A light scan of bytes, made before there is a tree: enough to leave quoted examples alone. Indented code is not
/// looked for, and a span ends with its paragraph.
struct CodeRegions: Sendable {
    struct Region: Sendable {
        var start: Int
        var end: Int
        var isFence: Bool
    }

    private(set) var regions: [Region] = []

    init(_ bytes: [UInt8]) {
        let span = bytes.span
        var index = 0
        var paragraph = 0
        while index < span.count {
            let end = Self.lineEnd(span, from: index)
            if let fence = Self.fence(span, index..<end) {
                spans(span, paragraph..<index)
                let close = Self.close(span, of: fence, from: end + 1)
                regions.append(Region(start: end, end: close.start, isFence: true))
                index = close.next
                paragraph = index
            } else {
                if Self.isBlank(span, index..<end) {
                    spans(span, paragraph..<index)
                    paragraph = end + 1
                }
                index = end + 1
            }
        }
        spans(span, paragraph..<max(paragraph, span.count))
    }

    private static func lineEnd(_ span: borrowing Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < span.count, span[index] != 0x0A { index += 1 }
        return index
    }

    private static func isBlank(_ span: borrowing Span<UInt8>, _ line: Range<Int>) -> Bool {
        line.allSatisfy { span[$0] == 0x20 || span[$0] == 0x09 || span[$0] == 0x0D }
    }

    /// The character and length of the fence that a line is (CommonMark 4.5), also behind markers of quotes and lists.
    private static func fence(
        _ span: borrowing Span<UInt8>, _ line: Range<Int>
    ) -> (byte: UInt8, length: Int, hasInfo: Bool)? {
        var index = line.lowerBound
        while index < line.upperBound, isMarker(span[index]) { index += 1 }
        guard index < line.upperBound, span[index] == 0x60 || span[index] == 0x7E else { return nil }
        let byte = span[index]
        let start = index
        while index < line.upperBound, span[index] == byte { index += 1 }
        let length = index - start
        guard length >= 3 else { return nil }
        var hasInfo = false
        while index < line.upperBound {
            if span[index] == 0x60, byte == 0x60 { return nil }
            if span[index] > 0x20 { hasInfo = true }
            index += 1
        }
        return (byte, length, hasInfo)
    }

    /// A blank, or the marker of a quotation or a list.
    private static func isMarker(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x3E, 0x2D, 0x2A, 0x2B: true
        default: false
        }
    }

    private static func close(
        _ span: borrowing Span<UInt8>, of open: (byte: UInt8, length: Int, hasInfo: Bool), from start: Int
    ) -> (start: Int, next: Int) {
        var index = start
        while index < span.count {
            let end = lineEnd(span, from: index)
            if let line = fence(span, index..<end), line.byte == open.byte, line.length >= open.length, !line.hasInfo {
                return (index, end + 1)
            }
            index = end + 1
        }
        return (span.count, span.count)
    }

    /// Adds the code spans of a paragraph: a run of backticks up to the next run of the same length (6.1).
    private mutating func spans(_ span: borrowing Span<UInt8>, _ range: Range<Int>) {
        var runs: [(start: Int, length: Int)] = []
        var index = range.lowerBound
        while index < min(range.upperBound, span.count) {
            guard span[index] == 0x60 else {
                index += span[index] == 0x5C && index + 1 < span.count && span[index + 1] == 0x60 ? 2 : 1
                continue
            }
            let start = index
            while index < range.upperBound, index < span.count, span[index] == 0x60 { index += 1 }
            runs.append((start, index - start))
        }
        var open = 0
        // Lengths for which no closing run is left, so that a page of lone backticks stays linear.
        var hopeless: Set<Int> = []
        while open < runs.count {
            let length = runs[open].length
            if !hopeless.contains(length), let close = runs[(open + 1)...].firstIndex(where: { $0.length == length }) {
                regions.append(Region(start: runs[open].start, end: runs[close].start + length, isFence: false))
                open = close + 1
            } else {
                hopeless.insert(length)
                open += 1
            }
        }
    }
}

/// Walks the regions along with ascending offsets.
struct CodeCursor {
    private let regions: [CodeRegions.Region]
    private var index = 0

    init(_ regions: CodeRegions) { self.regions = regions.regions }

    mutating func contains(_ offset: Int) -> Bool {
        while index < regions.count, regions[index].end <= offset { index += 1 }
        return index < regions.count && regions[index].start <= offset
    }
}
