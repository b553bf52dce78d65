/// The parts of a file that tell its encoding: lines with bytes beyond ASCII, or stretches of long lines.
struct EncodingSample {
    /// A line is looked at so far before and behind its first byte beyond ASCII.
    private static let before = 160
    private static let behind = 400
    /// Into so many parts a big file is divided, to look at each.
    private static let parts = 16

    /// In order; they do not overlap.
    private(set) var ranges: [Range<Int>] = []

    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// About `limit` bytes: a quarter of them around what is no UTF-8, the others from all over the file.
    init(_ bytes: borrowing Span<UInt8>, limit: Int) {
        let scanner = TextScanner(codecs: [])
        var next = 0
        collect(bytes, from: &next, most: limit / 4) { bytes, start in
            switch scanner.next(in: bytes, from: start) {
            case .null(let offset), .invalid(let offset): offset
            case .end, .candidate: bytes.count
            }
        }
        next = 0
        if bytes.count <= 4 * limit {
            collect(bytes, from: &next, most: limit * 3 / 4, TextScanner.skipASCII)
        } else {
            for part in 0..<Self.parts {
                let start = Self.safeStart(bytes, from: max(next, bytes.count / Self.parts * part))
                guard let start else { continue }
                next = start
                collect(bytes, from: &next, most: limit * 3 / 4 / Self.parts, TextScanner.skipASCII)
            }
        }
        unite()
    }

    /// Adds the surroundings of what `find` finds, up to a number of bytes, and moves behind them.
    private mutating func collect(
        _ bytes: borrowing Span<UInt8>, from next: inout Int, most: Int, _ find: (borrowing Span<UInt8>, Int) -> Int
    ) {
        var count = 0
        while count < most {
            let offset = find(bytes, next)
            guard offset < bytes.count else { break }
            let start = Self.start(bytes, around: offset, after: next)
            next = Self.end(bytes, around: offset)
            ranges.append(start..<next)
            count += next - start
        }
    }

    private mutating func unite() {
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var united: [Range<Int>] = []
        for range in ranges {
            if let last = united.last, range.lowerBound <= last.upperBound {
                united[united.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                united.append(range)
            }
        }
        ranges = united
    }

    /// The beginning of the line or, of a long one, a place where no character can be cut in two: but for Unicode's,
    /// encodings have no byte below `0` within a character.
    private static func start(_ bytes: borrowing Span<UInt8>, around offset: Int, after end: Int) -> Int {
        let floor = max(end, offset - before)
        var start = offset
        while start > floor, bytes[start - 1] != 0x0A { start -= 1 }
        guard start > end, bytes[start - 1] != 0x0A else { return start }
        while start < offset, bytes[start] >= 0x30 { start += 1 }
        return start
    }

    private static func end(_ bytes: borrowing Span<UInt8>, around offset: Int) -> Int {
        let ceiling = min(bytes.count, offset + behind)
        var end = offset + 1
        while end < ceiling, bytes[end] != 0x0A { end += 1 }
        guard end < bytes.count, bytes[end] != 0x0A else { return end }
        var safe = end
        while safe > offset + behind / 2, bytes[safe] >= 0x30 { safe -= 1 }
        return safe > offset + behind / 2 ? safe : end
    }

    /// The next beginning of a line or, where lines are long, of a word.
    private static func safeStart(_ bytes: borrowing Span<UInt8>, from offset: Int) -> Int? {
        var word: Int?
        for index in offset..<max(offset, min(bytes.count, offset + 4096)) {
            if bytes[index] == 0x0A { return index + 1 }
            if bytes[index] < 0x30, word == nil { word = index }
        }
        return word
    }
}
