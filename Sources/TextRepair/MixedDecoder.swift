/// Reads UTF-8, and what is none byte by byte in a single-byte encoding.
struct MixedDecoder: ScalarDecoder {
    /// What broken bytes are.
    enum Broken {
        /// A byte of another encoding.
        case stray
        /// The beginning of a sequence that was cut off, or a sequence that stands for nothing: so many bytes.
        ///
        /// Read as letters and symbols they would be mojibake made by us. They become U+FFFD, one a byte, since
        /// columns count an invalid byte as one.
        case cut(Int)
        /// Two surrogates, each in UTF-8 (CESU-8): the scalar that they mean.
        case surrogates(UInt32)
    }

    let strays: SingleByteDecoder

    @inline(__always)
    func next(_ bytes: borrowing Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let byte = bytes[index]
        if byte < 0x80 { return (UInt32(byte), 1) }
        let (scalar, length) = TextScanner.decode(bytes, at: index)
        if length > 0 { return (scalar, length) }
        switch Self.broken(bytes, at: index) {
        case .stray: return strays.next(bytes, at: index)
        case .cut(let length): return (cutScalar, length)
        case .surrogates(let scalar): return (scalar, 6)
        }
    }

    /// What stands at a byte that begins no valid sequence.
    static func broken(_ bytes: borrowing Span<UInt8>, at offset: Int) -> Broken {
        func continues(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            offset + distance < bytes.count && range.contains(bytes[offset + distance])
        }
        switch bytes[offset] {
        case 0xC0, 0xC1:
            // Characters of ASCII in two bytes: who spells `/` so wants something to be overlooked.
            return continues(1) ? .cut(2) : .stray
        case 0xED
        where continues(1, 0xA0...0xAF) && continues(2) && continues(3, 0xED...0xED)
            && continues(4, 0xB0...0xBF) && continues(5):
            let high = UInt32(bytes[offset + 1] & 0xF) << 6 | UInt32(bytes[offset + 2] & 0x3F)
            let low = UInt32(bytes[offset + 4] & 0xF) << 6 | UInt32(bytes[offset + 5] & 0x3F)
            return .surrogates(0x10000 + high << 10 + low)
        case 0xED where continues(1, 0xA0...0xBF) && continues(2), 0xE0 where continues(1, 0x80...0x9F) && continues(2):
            return .cut(3)
        case 0xF0 where continues(1, 0x80...0x8F) && continues(2) && continues(3): return .cut(4)
        default:
            // A letter of Windows-1252 before one of its quotation marks or dashes is no cut-off sequence.
            let length = truncatedLength(bytes, at: offset)
            return length > 1 && continues(1, 0x80...0x9F) && !continues(1, 0x91...0x97) ? .cut(length) : .stray
        }
    }

    /// The length of the longest beginning of a valid sequence (the maximal subpart of Unicode 17, 3.9), at least 1.
    private static func truncatedLength(_ span: borrowing Span<UInt8>, at offset: Int) -> Int {
        let lead = span[offset]
        let full = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard (0xC2...0xF4).contains(lead) else { return 1 }
        var length = 1
        while length < full, offset + length < span.count {
            let byte = span[offset + length]
            var range: ClosedRange<UInt8> = 0x80...0xBF
            if length == 1 {
                switch lead {
                case 0xE0: range = 0xA0...0xBF
                case 0xED: range = 0x80...0x9F
                case 0xF0: range = 0x90...0xBF
                case 0xF4: range = 0x80...0x8F
                default: break
                }
            }
            guard range.contains(byte) else { break }
            length += 1
        }
        return length
    }
}

/// What stands for a sequence that was cut off.
let cutScalar = UInt32.max - 1
