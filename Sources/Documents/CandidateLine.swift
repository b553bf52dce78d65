/// A line that may begin or define what CommonMark does not have, told from its first bytes.
enum CandidateLine {
    case delimiterRow, definition, marker

    init?(_ text: [UInt8], from start: Int) {
        let span = text.span
        var index = start
        var hasListMarker = false
        while index < span.count {
            let byte = span[index]
            let next = index + 1 < span.count ? span[index + 1] : 0x0A
            switch byte {
            case 0x20, 0x09, 0x3E: index += 1
            case 0x2A where isBlank(next), 0x2B where isBlank(next), 0x2D where isBlank(next):
                hasListMarker = true
                index += 2
            case 0x30...0x39:
                while index < span.count, (0x30...0x39).contains(span[index]) { index += 1 }
                guard index + 1 < span.count, span[index] == 0x2E || span[index] == 0x29, isBlank(span[index + 1])
                else { return nil }
                hasListMarker = true
                index += 2
            case 0x2D, 0x3A, 0x7C:
                // A row of delimiters and a definition belong to what stands above, so no list item begins there.
                guard !hasListMarker else { return nil }
                if CandidateLine.isDelimiterRow(span, index) {
                    self = .delimiterRow
                } else if byte == 0x3A, isBlank(next) {
                    self = .definition
                } else {
                    return nil
                }
                return
            case 0x21, 0x2A, 0x3D, 0x3F, 0x5B:
                guard CandidateLine.isMarker(byte, next, index + 2 < span.count ? span[index + 2] : 0x0A) else {
                    return nil
                }
                self = .marker
                return
            default: return nil
            }
        }
        return nil
    }

    private static func isMarker(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch first {
        case 0x2A: second == 0x5B
        case 0x5B: second == 0x5E
        default: second == first && third == first
        }
    }

    private static func isDelimiterRow(_ span: borrowing Span<UInt8>, _ start: Int) -> Bool {
        var (sawDash, sawMark) = (false, false)
        var index = start
        while index < span.count {
            switch span[index] {
            case 0x2D: sawDash = true
            case 0x7C, 0x3A: sawMark = true
            case 0x20, 0x09: break
            case 0x0A, 0x0D: return sawDash && sawMark
            default: return false
            }
            index += 1
        }
        return sawDash && sawMark
    }
}
