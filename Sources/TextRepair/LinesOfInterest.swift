/// Finds the lines of a text that may hold mojibake: those with a candidate or, where the document is known to have been
/// damaged, with anything beyond ASCII; and those where character references may spell it.
struct LinesOfInterest {
    private let scanner: TextScanner
    private let isAllForeign: Bool
    /// The next place of each kind, kept so that many lines of the one do not make a search for the other each.
    private var foreign = -1
    private var references = -1

    init(_ scanner: TextScanner, isAllForeign: Bool) {
        self.scanner = scanner
        self.isAllForeign = isAllForeign
    }

    /// The first such line at or after an offset, which lies between lines. The offsets asked for ascend.
    mutating func next(in span: borrowing Span<UInt8>, from start: Int) -> Range<Int>? {
        if foreign < start {
            if isAllForeign {
                foreign = TextScanner.skipASCII(span, from: start)
            } else if case .candidate(let offset) = scanner.next(in: span, from: start) {
                foreign = offset
            } else {
                foreign = span.count
            }
        }
        if references < start { references = scanner.nextReferences(in: span, from: start) ?? span.count }
        let place = min(foreign, references)
        return place < span.count ? Self.line(span, around: place) : nil
    }

    /// Whether no character references in a line may spell mojibake.
    func holdsNoReferences(_ line: Range<Int>, in span: borrowing Span<UInt8>) -> Bool {
        scanner.nextReferences(in: span, from: line.lowerBound, before: line.upperBound) == nil
    }

    private static func line(_ span: borrowing Span<UInt8>, around offset: Int) -> Range<Int> {
        var start = offset
        while start > 0, span[start - 1] != 0x0A { start -= 1 }
        var end = offset
        while end < span.count, span[end] != 0x0A { end += 1 }
        return start..<end
    }
}

extension [UInt8] {
    /// Appends a scalar as UTF-8.
    mutating func appendUTF8(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x80: append(UInt8(scalar))
        case 0..<0x800:
            append(UInt8(0xC0 | scalar >> 6))
            append(UInt8(0x80 | scalar & 0x3F))
        case 0..<0x10000:
            append(UInt8(0xE0 | scalar >> 12))
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
            append(UInt8(0x80 | scalar & 0x3F))
        default:
            append(UInt8(0xF0 | scalar >> 18))
            append(UInt8(0x80 | scalar >> 12 & 0x3F))
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
            append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
