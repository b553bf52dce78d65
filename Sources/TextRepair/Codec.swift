/// A single-byte encoding in which UTF-8 is mistakenly read, given as data: its upper half, byte by byte.
struct Codec: Sendable {
    /// As it stands in a codec chain.
    let name: String
    /// As a message calls it.
    let title: String
    /// The bytes that the encoding leaves undefined: what reads them may keep them as C1 controls, drop them, or
    /// put U+FFFD. At most five, so that a set of them fits `Layer.droppedMask`.
    let undefined: [UInt8]
    /// The scalars of bytes 0x80...0xFF.
    let upperHalf: [UInt32]

    /// What a table has for an undefined byte beyond the C1 controls.
    static let nothing: UInt32 = 0xFFFF

    /// What it costs to believe, of a text of which nothing is known, that it was misread so: a natural logarithm of
    /// odds, by how often each is met.
    let entry: Float

    init(name: String, title: String, entry: Float, undefined: [UInt8], upperHalf rows: [String]) {
        self.name = name
        self.title = title
        self.undefined = undefined
        self.entry = entry
        self.upperHalf = rows.flatMap { $0.unicodeScalars.map(\.value) }
    }

    /// Which encoding of a slot a scalar betrays: in that of Windows-1252, 1 is ISO-8859-1 (a C1 control where
    /// Windows-1252 has a character), 2 is Windows-1254 (one of its six Turkish letters); 0 tells nothing.
    @inline(__always)
    static func variant(of scalar: UInt32, byte: UInt8, codec: Int) -> UInt8 {
        guard codec == 0 else { return 0 }
        if scalar < 0xA0 { return isUndefinedInWindows1252(byte) ? 0 : 1 }
        return windows1254.contains { $0.scalar == scalar } ? 2 : 0
    }

    /// The variant of a character that is not UTF-8 misread at all, but a byte of Windows-1252 read as ISO-8859-1.
    static let controls: UInt8 = 3

    /// What Windows-1254 has in place of Windows-1252's characters.
    static let windows1254: [(byte: UInt8, scalar: UInt32)] = [
        (0xD0, 0x11E), (0xDD, 0x130), (0xDE, 0x15E), (0xF0, 0x11F), (0xFD, 0x131), (0xFE, 0x15F),
    ]

    @inline(__always)
    static func isUndefinedInWindows1252(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x81, 0x8D, 0x8F, 0x90, 0x9D: true
        default: false
        }
    }
}

/// A set of codecs, a bit a slot of `Codec.all`.
package struct CodecSet: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Windows-1252 with its undefined bytes kept as C1 controls, and with them ISO-8859-1; also Windows-1254.
    package static let windows1252 = CodecSet(rawValue: 1 << 0)
    package static let windows1251 = CodecSet(rawValue: 1 << 1)
    package static let windows1250 = CodecSet(rawValue: 1 << 2)
    package static let macRoman = CodecSet(rawValue: 1 << 3)
    package static let codePage437 = CodecSet(rawValue: 1 << 4)
    package static let latin2 = CodecSet(rawValue: 1 << 5)
    package static let windows1253 = CodecSet(rawValue: 1 << 6)
    package static let windows1257 = CodecSet(rawValue: 1 << 7)

    package static let all = CodecSet(rawValue: 0xFF)
}
