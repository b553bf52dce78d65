/// A stretch of scalars that one codec turns back into one character.
struct Token {
    /// Index of its first scalar in the line.
    var start = 0
    /// The raw scalars it takes up.
    var length = 0
    var scalar: UInt32 = 0
    var layer = Layer()
    /// What losing bytes costs it, and what its rivals take from it.
    var penalty: Float = 0
    /// How many scalars of the text carry a byte of it: what was lost carries none.
    var present = 0
    /// How far its score lies above the threshold.
    var margin: Float = 0

    var end: Int { start + length }
}

/// One line's scalars with their bytes in all codecs.
struct LineScalars {
    struct Cell {
        var row: UInt64
        var scalar: UInt32
        /// Offset in the text.
        var offset: UInt32
        var mask: UInt16
        var inCode: Bool
        /// Was put here by the pass before.
        var isFresh: Bool
    }

    private(set) var cells: [Cell] = []
    private(set) var end = 0

    var count: Int { cells.count }

    /// Reads a line, and tells whether anything in it could begin a token of the codecs.
    mutating func read(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>, map: ReverseMap, codecs: UInt16, code: inout CodeCursor,
        fresh: inout FreshCursor
    ) -> Bool {
        cells.removeAll(keepingCapacity: true)
        end = range.upperBound
        var leads: UInt16 = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            let inCode = code.contains(index)
            if byte < 0x80 {
                cells.append(
                    Cell(
                        row: 0, scalar: UInt32(byte), offset: UInt32(index), mask: 0, inCode: inCode, isFresh: false))
                index += 1
                continue
            }
            let (scalar, length) = TextScanner.decode(bytes, at: index)
            let mask = map.mask(scalar)
            cells.append(
                Cell(
                    row: map.row(scalar), scalar: scalar, offset: UInt32(index), mask: mask & (0xFF00 | codecs),
                    inCode: inCode, isFresh: fresh.contains(index)))
            leads |= mask
            index += max(length, 1)
        }
        return leads & codecs != 0
    }

    /// Whether all scalars of a range were put here by the pass before.
    func isFresh(_ range: Range<Int>) -> Bool { range.allSatisfy { cells[$0].isFresh } }

    /// The scalar at an index; a line end beyond the line.
    @inline(__always)
    func scalar(_ index: Int) -> UInt32 { index >= 0 && index < cells.count ? cells[index].scalar : 0x0A }

    /// The byte of one codec at an index; 0 where it has none.
    @inline(__always)
    func byte(_ index: Int, _ codec: Int) -> UInt8 {
        index < cells.count ? UInt8(truncatingIfNeeded: cells[index].row >> UInt64(codec * 8)) : 0
    }

    /// The offset in the text at which a cell begins.
    func offset(_ index: Int) -> Int { index < cells.count ? Int(cells[index].offset) : end }

    /// The token of one codec at a place where nothing was lost, if the bytes spell one.
    func strict(at index: Int, codec: Int) -> Token? {
        let lead = byte(index, codec)
        guard let length = UTF8Shape.length(lead), index + length <= cells.count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        var isLatin1 = false
        for next in index + 1..<index + length {
            let byte = byte(next, codec)
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
            let isControl = cells[next].scalar < 0xA0
            if isControl, codec == 0, !Codec.isUndefinedInWindows1252(byte) { isLatin1 = true }
        }
        guard UTF8Shape.isScalar(value, length: length) else { return nil }
        var token = Token(start: index, length: length, scalar: value, present: length)
        token.layer.codec = UInt8(codec)
        token.layer.isLatin1 = isLatin1
        return token
    }
}

enum UTF8Shape {
    /// How many bytes a lead byte announces.
    @inline(__always)
    static func length(_ lead: UInt8) -> Int? {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: nil
        }
    }

    /// Whether a value is a scalar that UTF-8 writes with this many bytes.
    @inline(__always)
    static func isScalar(_ value: UInt32, length: Int) -> Bool {
        switch length {
        case 2: value >= 0x80 && value < 0x800
        case 3: value >= 0x800 && value < 0x10000 && value & 0xF800 != 0xD800
        default: value >= 0x10000 && value < 0x110000
        }
    }
}
