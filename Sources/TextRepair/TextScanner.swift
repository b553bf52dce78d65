/// Runs over bytes and stops where something has to be looked at: text without such a place is returned as it is.
struct TextScanner {
    enum Stop: Equatable {
        case end
        /// A NUL byte.
        case null(Int)
        /// The first byte of what is no UTF-8 sequence.
        case invalid(Int)
        /// The first byte of a scalar that may begin mojibake.
        case candidate(Int)
    }

    private let map: ReverseMap
    private let enabled: UInt16

    /// Without codecs there are no candidates.
    init(codecs: CodecSet) {
        map = ReverseMap.shared
        enabled = UInt16(codecs.rawValue)
    }

    /// The first stop at or after `start`, which lies between scalars.
    func next(in bytes: borrowing Span<UInt8>, from start: Int) -> Stop {
        var index = start
        let count = bytes.count
        while true {
            index = Self.skipASCII(bytes, from: index)
            guard index < count else { return .end }
            if bytes[index] == 0 { return .null(index) }
            // One stretch of text beyond ASCII: a candidate needs a lead with a continuation behind it.
            var previous: UInt16 = 0
            var previousIndex = index
            while index < count, bytes[index] >= 0x80 {
                // U+3000...U+CFFF, of which no codec has any.
                if bytes[index] &- 0xE3 < 10, index + 2 < count, bytes[index + 1] & bytes[index + 2] & 0xC0 == 0x80,
                    (bytes[index + 1] | bytes[index + 2]) & 0x40 == 0
                {
                    previous = 0
                    index += 3
                    continue
                }
                let (scalar, length) = Self.decode(bytes, at: index)
                if length == 0 { return .invalid(index) }
                if scalar < 0xA0, enabled & 1 != 0, !Codec.isUndefinedInWindows1252(UInt8(scalar)) {
                    return .candidate(previous == 0 ? index : previousIndex)
                }
                let mask = map.mask(scalar)
                let pair = previous & (mask >> 8)
                if pair != 0, Gate.opens(bytes, at: previousIndex, codecs: pair, map: map) {
                    return .candidate(previousIndex)
                }
                previous = mask & enabled
                previousIndex = index
                index += length
            }
            if previous & 1 != 0, Gate.opensAtEnd(bytes, at: previousIndex, next: index < count ? bytes[index] : 0x0A) {
                return .candidate(previousIndex)
            }
        }
    }

    /// The offset of the first run of character references from `start` and before `end` that may spell mojibake; nil
    /// without.
    func nextReferences(in bytes: borrowing Span<UInt8>, from start: Int, before end: Int = .max) -> Int? {
        guard enabled != 0 else { return nil }
        let end = min(end, bytes.count)
        var index = start
        while true {
            index = Self.skip(bytes, to: 0x26, from: index, before: end)
            guard index < end else { return nil }
            if let first = Entity(bytes, index..<bytes.count) {
                let leads = map.mask(first.scalar) & enabled
                let next = index + first.length
                if leads != 0, next < bytes.count {
                    var second: UInt32 = 0
                    if let entity = Entity(bytes, next..<bytes.count) {
                        second = entity.scalar
                    } else if bytes[next] >= 0x80 {
                        second = Self.decode(bytes, at: next).scalar
                    }
                    if leads & (map.mask(second) >> 8) != 0 { return index }
                }
                index = next
            } else {
                index += 1
            }
        }
    }

    /// The first place of a byte at or after an offset; the end without. Eight bytes a step.
    private static func skip(
        _ bytes: borrowing Span<UInt8>, to byte: UInt8, from start: Int, before end: Int
    ) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let pattern = ones &* UInt64(byte)
        let raw = unsafe bytes.bytes
        var index = start
        while index + 8 <= end {
            let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self) ^ pattern
            if (word &- ones) & ~word & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < end, bytes[index] != byte { index += 1 }
        return index
    }

    /// The first byte at or after `index` that is NUL or not ASCII.
    ///
    /// Eight bytes a step, four steps a round: subtracting one from every byte borrows only from a NUL.
    @inline(__always)
    static func skipASCII(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let count = bytes.count
        let raw = unsafe bytes.bytes
        var index = start
        while index + 32 <= count {
            let a = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let b = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 8, as: UInt64.self)
            let c = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 16, as: UInt64.self)
            let d = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index + 24, as: UInt64.self)
            let flags = ((a &- ones) | a) | ((b &- ones) | b) | ((c &- ones) | c) | ((d &- ones) | d)
            if flags & highs != 0 { break }
            index += 32
        }
        while index + 8 <= count {
            let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let flags = ((word &- ones) | word) & highs
            if flags != 0 { return index + UInt64(littleEndian: flags).trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, bytes[index] &- 1 < 0x7F { index += 1 }
        return index
    }

    /// The scalar at a byte beyond ASCII; length 0 where the bytes are no UTF-8 (Unicode 17, table 3-7).
    @inline(__always)
    static func decode(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[index]
        let left = bytes.count - index
        switch lead {
        case 0xC2...0xDF:
            guard left > 1 else { return (0, 0) }
            let a = bytes[index + 1]
            guard a & 0xC0 == 0x80 else { return (0, 0) }
            return (UInt32(lead & 0x1F) << 6 | UInt32(a & 0x3F), 2)
        case 0xE0...0xEF:
            guard left > 2 else { return (0, 0) }
            let (a, b) = (bytes[index + 1], bytes[index + 2])
            guard a & 0xC0 == 0x80, b & 0xC0 == 0x80 else { return (0, 0) }
            let scalar = UInt32(lead & 0xF) << 12 | UInt32(a & 0x3F) << 6 | UInt32(b & 0x3F)
            guard scalar >= 0x800, scalar & 0xF800 != 0xD800 else { return (0, 0) }
            return (scalar, 3)
        case 0xF0...0xF4:
            guard left > 3 else { return (0, 0) }
            let (a, b, c) = (bytes[index + 1], bytes[index + 2], bytes[index + 3])
            guard a & 0xC0 == 0x80, b & 0xC0 == 0x80, c & 0xC0 == 0x80 else { return (0, 0) }
            let scalar =
                UInt32(lead & 7) << 18 | UInt32(a & 0x3F) << 12 | UInt32(b & 0x3F) << 6 | UInt32(c & 0x3F)
            guard scalar >= 0x10000, scalar < 0x110000 else { return (0, 0) }
            return (scalar, 4)
        default: return (0, 0)
        }
    }
}

/// Tells cheaply whether a lead and a continuation can be more than neighbours by chance, so that clean text of
/// languages that have such pairs (Ukrainian `ві` in Windows-1251) seldom reaches the scoring.
enum Gate {
    /// Whether a lead at the end of a stretch beyond ASCII may have lost its continuation to what follows: a no-break
    /// space became a plain one or was trimmed (`Ã ` for `à`), a quotation mark was straightened (`Ã"` for `Ó`), an
    /// undefined byte became a question mark.
    static func opensAtEnd(_ bytes: borrowing Span<UInt8>, at offset: Int, next: UInt8) -> Bool {
        // Â, Ã, Ä and Å: Latin-1 and Latin Extended-A.
        guard bytes[offset] == 0xC3, (0x82...0x85).contains(bytes[offset + 1]) else { return false }
        switch next {
        case 0x20, 0x0A, 0x0D: return bytes[offset + 1] < 0x84
        case 0x22, 0x27, 0x3F: return offset > 0 && Kind.isASCIILetter(bytes[offset - 1])
        default: return false
        }
    }

    static func opens(_ bytes: borrowing Span<UInt8>, at offset: Int, codecs: UInt16, map: ReverseMap) -> Bool {
        var rows: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var index = offset
        var present = 0
        var scripts: (Script, Script) = (.none, .none)
        while present < 4, index < bytes.count, bytes[index] >= 0x80 {
            let (scalar, length) = TextScanner.decode(bytes, at: index)
            if length == 0 { break }
            let row = scalar == 0xFFFD ? ~0 : map.row(scalar)
            switch present {
            case 0:
                rows.0 = row
                scripts.0 = Script(scalar)
            case 1:
                rows.1 = row
                scripts.1 = Script(scalar)
            case 2: rows.2 = row
            default: rows.3 = row
            }
            present += 1
            index += length
        }
        let inWord = offset > 0 && Kind.isASCIILetter(bytes[offset - 1])
        // Two letters of one alphabet that lend themselves to a symbol are letters: Ukrainian `Ві` is no `³`.
        let isWord = scripts.0 == .cyrillic && scripts.1 == .cyrillic
        var left = codecs
        while left != 0 {
            let codec = left.trailingZeroBitCount
            left &= left - 1
            if opens(rows, codec: codec, inWord: inWord, isWord: isWord) { return true }
        }
        return false
    }

    /// Whether the bytes of one codec spell a scalar that text has, or the rest of one that has lost bytes.
    private static func opens(
        _ rows: (UInt64, UInt64, UInt64, UInt64), codec: Int, inWord: Bool, isWord: Bool
    ) -> Bool {
        let shift = UInt64(codec * 8)
        let a = UInt8(truncatingIfNeeded: rows.0 >> shift)
        let b = UInt8(truncatingIfNeeded: rows.1 >> shift)
        let c = UInt8(truncatingIfNeeded: rows.2 >> shift)
        let d = UInt8(truncatingIfNeeded: rows.3 >> shift)
        // U+FFFD stands for a byte unknown.
        if b == 0xFF || a == 0xFF { return a != 0xFF }
        guard b & 0xC0 == 0x80 else { return false }
        let scalar: UInt32
        switch a {
        case 0xC2...0xDF:
            scalar = UInt32(a & 0x1F) << 6 | UInt32(b & 0x3F)
        case 0xE0...0xEF:
            // What follows a character that has lost a byte is the lead of the next one, or ASCII.
            guard c & 0xC0 == 0x80 else { return codec == 0 && (a == 0xE2 || a == 0xEF || c >= 0xC2) }
            scalar = UInt32(a & 0xF) << 12 | UInt32(b & 0x3F) << 6 | UInt32(c & 0x3F)
            // The first half of a surrogate pair, as CESU-8 writes it.
            if scalar & 0xF800 == 0xD800 { return scalar < 0xDC00 }
            guard scalar >= 0x800 else { return false }
        default:
            guard c & 0xC0 == 0x80, d & 0xC0 == 0x80 else { return codec == 0 && a == 0xF0 && (b == 0x9F || b == 0x9D) }
            scalar =
                UInt32(a & 7) << 18 | UInt32(b & 0x3F) << 12 | UInt32(c & 0x3F) << 6 | UInt32(d & 0x3F)
            guard scalar >= 0x10000, scalar < 0x110000 else { return false }
        }
        let script = Script(scalar)
        if inWord, script != .latin, script != .none { return false }
        if isWord, a < 0xE0, script == .none { return false }
        return Commonness.base(scalar) > Commonness.unheardOf
    }
}
