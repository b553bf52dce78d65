/// A single-byte encoding in which UTF-8 is mistakenly read, given as data: its upper half, byte by byte.
struct Codec: Sendable {
    /// As it stands in a codec chain.
    let name: String
    /// As a message calls it.
    let title: String
    /// The bytes that the encoding leaves undefined: what reads them may keep them as C1 controls, drop them, or
    /// put U+FFFD. At most five, so that a set of them fits `Layer.lostMask`.
    let undefined: [UInt8]
    /// The scalars of bytes 0x80...0xFF.
    let upperHalf: [UInt32]

    init(name: String, title: String, undefined: [UInt8], upperHalf rows: [String]) {
        self.name = name
        self.title = title
        self.undefined = undefined
        self.upperHalf = rows.flatMap { $0.unicodeScalars.map(\.value) }
    }

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

    /// Windows-1252 with its undefined bytes kept as C1 controls, and with them ISO-8859-1.
    package static let windows1252 = CodecSet(rawValue: 1 << 0)
    package static let windows1251 = CodecSet(rawValue: 1 << 1)
    package static let windows1250 = CodecSet(rawValue: 1 << 2)
    package static let macRoman = CodecSet(rawValue: 1 << 3)
    package static let codePage437 = CodecSet(rawValue: 1 << 4)
    package static let latin2 = CodecSet(rawValue: 1 << 5)

    package static let all = CodecSet(rawValue: 0b11_1111)
}
