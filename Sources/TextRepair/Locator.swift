package import SourceText

/// Takes ranges of a decoded text back to its file. Make one, and ask it often: it holds the index of the lines.
package struct Locator: Sendable {
    private let lines: LineIndex
    private let decoded: [UInt8]
    private let decodeMap: OffsetMap
    /// Ways back through the layers of the repair, that of the last one first.
    private let repairMaps: [OffsetMap]

    init(decoded: [UInt8], decodeMap: OffsetMap, repairMaps: [OffsetMap]) {
        lines = LineIndex(decoded)
        self.decoded = decoded
        self.decodeMap = decodeMap
        self.repairMaps = repairMaps
    }

    /// The lines of `DecodedText.bytes`, where these are what was decoded; nil where repairs may have moved them.
    package var linesOfText: LineIndex? { repairMaps.isEmpty ? lines : nil }

    /// The range of the file from which a range of `DecodedText.bytes` comes, in bytes and in lines and columns.
    ///
    /// Columns count UTF-16 code units of the file as decoded, before repair: an invalid byte and a NUL count one,
    /// a byte order mark none. A range that cuts through a repaired character takes in all that it was made from.
    package func range(of text: Range<Int>) -> SourceRange {
        var range = text.clamped(to: 0..<Int(UInt32.max))
        for map in repairMaps { range = map.source(of: range) }
        return rangeBeforeRepair(range)
    }

    /// The same for a range of the text before its repair.
    func rangeBeforeRepair(_ range: Range<Int>) -> SourceRange {
        let start = min(range.lowerBound, decoded.count)
        let end = min(range.upperBound, decoded.count)
        let source = decodeMap.source(of: start..<end)
        return SourceRange(
            bytes: ByteRange(source.lowerBound, source.upperBound),
            start: lines.position(at: start, in: decoded),
            end: lines.position(at: end, in: decoded))
    }

    func textBeforeRepair(_ range: Range<Int>) -> String { String(decoding: decoded[range], as: UTF8.self) }
}
