/// The stretches of a Markdown text that are code: fenced blocks and code spans.
///
/// A light scan of bytes, made before there is a tree: enough to leave quoted examples alone. A span ends with its
/// paragraph; indented code is looked for where no list can be around it.
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
        // Whether an indented line would be code: behind a blank line or more code, and outside a list.
        var (isBehindBlank, isInList) = (true, false)
        while index < span.count {
            let end = Self.lineEnd(span, from: index)
            let indent = Self.indent(span, index..<end)
            if indent >= 4, isBehindBlank, !isInList {
                spans(span, paragraph..<index)
                if let last = regions.last, last.end == index - 1, last.isFence {
                    regions[regions.count - 1].end = end
                } else {
                    regions.append(Region(start: index, end: end, isFence: true))
                }
                index = end + 1
                paragraph = index
                continue
            }
            let isBlank = Self.isBlank(span, index..<end)
            if !isBlank, indent < 4 {
                let first = index + indent
                if Self.isListItem(span, first..<end) { isInList = true } else if indent < 2 { isInList = false }
            }
            isBehindBlank = isBlank
            if let fence = Self.fence(span, index..<end) {
                spans(span, paragraph..<index)
                let close = Self.close(span, of: fence, from: end + 1)
                regions.append(Region(start: end, end: close.start, isFence: true))
                index = close.next
                paragraph = index
            } else {
                if isBlank {
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

    /// The columns of white space before a line's text; a tab goes to the next multiple of four. 0 for a blank line.
    private static func indent(_ span: borrowing Span<UInt8>, _ line: Range<Int>) -> Int {
        var columns = 0
        for index in line {
            switch span[index] {
            case 0x20: columns += 1
            case 0x09: columns += 4 - columns % 4
            case 0x0D: return 0
            default: return columns
            }
        }
        return 0
    }

    /// Whether a line begins with a bullet, or with a number and a point or parenthesis.
    private static func isListItem(_ span: borrowing Span<UInt8>, _ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        guard index < line.upperBound else { return false }
        if [0x2A, 0x2B, 0x2D].contains(span[index]) {
            return index + 1 >= line.upperBound || span[index + 1] == 0x20 || span[index + 1] == 0x09
        }
        while index < line.upperBound, span[index] &- 0x30 < 10 { index += 1 }
        return index > line.lowerBound && index < line.upperBound && (span[index] == 0x2E || span[index] == 0x29)
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

    /// The index of the region at an offset, -1 outside all of them.
    mutating func region(at offset: Int) -> Int32 {
        while index < regions.count, regions[index].end <= offset { index += 1 }
        return index < regions.count && regions[index].start <= offset ? Int32(index) : -1
    }
}
