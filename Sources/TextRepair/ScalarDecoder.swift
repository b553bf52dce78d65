internal import CRepairTables

/// Reads one encoding, a character at a time.
protocol ScalarDecoder {
    /// The scalar at `index`, and how many bytes spell it; `noScalar` where the bytes are none of the encoding.
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int)
}

/// What stands for bytes that are none of an encoding.
let noScalar = UInt32.max

struct SingleByteDecoder: ScalarDecoder {
    private let table = StaticTable.encodings
    private let upperHalf: Int

    init(_ encoding: LegacyEncoding) { upperHalf = REPAIR_SINGLE_BYTE + Int(encoding.rawValue) * 256 }

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let byte = bytes[index]
        if byte < 0x80 { return (UInt32(byte), 1) }
        let scalar = table.number(at: upperHalf + 2 * Int(byte & 0x7F))
        return (scalar == 0 ? noScalar : UInt32(scalar), 1)
    }
}

/// Shift_JIS as Windows' code page 932 has it, with the extensions of NEC and IBM.
struct ShiftJISDecoder: ScalarDecoder {
    private let table = StaticTable.encodings

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[index]
        switch lead {
        case ..<0x80: return (UInt32(lead), 1)
        // Katakana of half a width.
        case 0xA1...0xDF: return (UInt32(lead) + 0xFEC0, 1)
        case 0x81...0x9F, 0xE0...0xFC:
            guard index + 1 < bytes.count else { return (noScalar, 1) }
            let trail = bytes[index + 1]
            guard trail >= 0x40, trail != 0x7F, trail <= 0xFC else { return (noScalar, 1) }
            let row = Int(lead) - (lead < 0xA0 ? 0x81 : 0xC1)
            let column = Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
            return pair(table.number(at: REPAIR_SHIFT_JIS + 2 * (row * 188 + column)), trail: trail)
        default: return (noScalar, 1)
        }
    }
}

/// EUC-JP without its third set of characters (JIS X 0212), which has not been met in files.
struct EUCJPDecoder: ScalarDecoder {
    private let table = StaticTable.encodings

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        guard lead >= 0xA1 || lead == 0x8E, lead != 0xFF, index + 1 < bytes.count else { return (noScalar, 1) }
        let trail = bytes[index + 1]
        guard trail >= 0xA1, trail != 0xFF else { return (noScalar, 1) }
        if lead == 0x8E { return trail <= 0xDF ? (UInt32(trail) + 0xFEC0, 2) : (noScalar, 1) }
        // Both encodings number the same characters (JIS X 0208): 94 to a row here, two rows to a lead there.
        let place = Int(lead - 0xA1) * 94 + Int(trail - 0xA1)
        let scalar = table.number(at: REPAIR_SHIFT_JIS + 2 * place)
        return pair(Self.asStandard(scalar), trail: trail)
    }
}

extension EUCJPDecoder {
    /// Windows reads some symbols of JIS X 0208 as characters of full width; systems that wrote EUC-JP did not.
    @inline(__always)
    fileprivate static func asStandard(_ scalar: UInt16) -> UInt16 {
        switch scalar {
        case 0xFF5E: 0x301C
        case 0x2225: 0x2016
        case 0xFF0D: 0x2212
        case 0xFFE0: 0x00A2
        case 0xFFE1: 0x00A3
        case 0xFFE2: 0x00AC
        default: scalar
        }
    }
}

struct Big5Decoder: ScalarDecoder {
    private let table = StaticTable.encodings

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        guard lead >= 0x81, lead != 0xFF, index + 1 < bytes.count else { return (noScalar, 1) }
        let trail = bytes[index + 1]
        guard (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) else { return (noScalar, 1) }
        let column = Int(trail) - (trail < 0x7F ? 0x40 : 0x62)
        return pair(table.number(at: REPAIR_BIG5 + 2 * (Int(lead - 0x81) * 157 + column)), trail: trail)
    }
}

/// EUC-KR as Windows' code page 949 has it: all syllables.
struct EUCKRDecoder: ScalarDecoder {
    private let table = StaticTable.encodings

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        guard lead >= 0x81, lead != 0xFF, index + 1 < bytes.count else { return (noScalar, 1) }
        let trail = bytes[index + 1]
        guard trail >= 0x41, trail != 0xFF else { return (noScalar, 1) }
        return pair(table.number(at: REPAIR_EUC_KR + 2 * (Int(lead - 0x81) * 190 + Int(trail - 0x41))), trail: trail)
    }
}

/// GB18030, and with it GBK and GB2312.
struct GB18030Decoder: ScalarDecoder {
    private let table = StaticTable.encodings

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (UInt32(lead), 1) }
        // Windows' code page 936 has the euro there.
        if lead == 0x80 { return (0x20AC, 1) }
        guard lead != 0xFF, index + 1 < bytes.count else { return (noScalar, 1) }
        let trail = bytes[index + 1]
        if (0x30...0x39).contains(trail) { return fourBytes(bytes, at: index) }
        guard trail >= 0x40, trail != 0x7F, trail != 0xFF else { return (noScalar, 1) }
        let column = Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
        return pair(table.number(at: REPAIR_GBK + 2 * (Int(lead - 0x81) * 190 + column)), trail: trail)
    }

    private func fourBytes(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        guard index + 3 < bytes.count else { return (noScalar, 1) }
        let (c, d) = (bytes[index + 2], bytes[index + 3])
        guard (0x81...0xFE).contains(c), (0x30...0x39).contains(d) else { return (noScalar, 1) }
        let high = Int(bytes[index] - 0x81) * 10 + Int(bytes[index + 1] - 0x30)
        let number = (high * 126 + Int(c - 0x81)) * 10 + Int(d - 0x30)
        // The planes beyond the first follow each other; of the first, only what has no two bytes.
        if number >= 189_000 {
            let scalar = UInt32(number - 189_000) + 0x10000
            return scalar < 0x110000 ? (scalar, 4) : (noScalar, 1)
        }
        guard number < 39_420 else { return (noScalar, 1) }
        var (first, last) = (0, REPAIR_GB18030_RANGE_COUNT)
        while last - first > 1 {
            let middle = (first + last) / 2
            let start = Int(table.number(at: REPAIR_GB18030_RANGES + 4 * middle))
            if start <= number { first = middle } else { last = middle }
        }
        let place = REPAIR_GB18030_RANGES + 4 * first
        let start = UInt32(table.number(at: place + 2))
        return start == 0 ? (noScalar, 1) : (start + UInt32(number) - UInt32(table.number(at: place)), 4)
    }
}

/// The character of two bytes. A second byte of ASCII is not swallowed where the two are no character.
@inline(__always)
private func pair(_ scalar: UInt16, trail: UInt8) -> (scalar: UInt32, length: Int) {
    scalar == 0 ? (noScalar, trail < 0x80 ? 1 : 2) : (UInt32(scalar), 2)
}

struct UTF16Decoder: ScalarDecoder {
    /// Where in a unit its high byte stands.
    let high: Int

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        guard index + 1 < bytes.count else { return (noScalar, 1) }
        let unit = UInt32(bytes[index + high]) << 8 | UInt32(bytes[index + 1 - high])
        guard unit & 0xF800 == 0xD800 else { return (unit, 2) }
        guard unit < 0xDC00, index + 3 < bytes.count else { return (noScalar, 2) }
        let second = UInt32(bytes[index + 2 + high]) << 8 | UInt32(bytes[index + 3 - high])
        guard second & 0xFC00 == 0xDC00 else { return (noScalar, 2) }
        return (0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00), 4)
    }
}

struct UTF32Decoder: ScalarDecoder {
    let isBigEndian: Bool

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        guard index + 3 < bytes.count else { return (noScalar, bytes.count - index) }
        var scalar: UInt32 = 0
        for offset in 0..<4 { scalar = scalar << 8 | UInt32(bytes[index + (isBigEndian ? offset : 3 - offset)]) }
        return scalar < 0x110000 && scalar & 0xFFFF_F800 != 0xD800 ? (scalar, 4) : (noScalar, 4)
    }
}
