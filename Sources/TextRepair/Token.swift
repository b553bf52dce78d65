/// A stretch of scalars that one codec turns back into one character.
struct Token {
    /// Index of its first scalar in the line.
    var start = 0
    /// The raw scalars it takes up.
    var length = 0
    var scalar: UInt32 = 0
    /// What it was misread as last.
    var layer = Layer()
    /// The codecs of the layers below, the outermost first; 0xFF for none.
    var inner: (UInt8, UInt8) = (0xFF, 0xFF)
    /// What losing bytes costs it.
    var penalty: Float = 0
    /// How many scalars of the text carry a byte of it: what was lost carries none.
    var present = 0
    /// How far its reading of the line lies above the next best, in natural logarithms of odds.
    var margin: Float = 0

    var end: Int { start + length }

    init(start: Int = 0, length: Int = 0, scalar: UInt32 = 0, present: Int = 0) {
        (self.start, self.length, self.scalar, self.present) = (start, length, scalar, present)
    }

    /// The character of Windows-1252 that was read as a control character of ISO-8859-1.
    init?(control: UInt32, at index: Int) {
        guard (0x80...0x9F).contains(control), !Codec.isUndefinedInWindows1252(UInt8(control)) else { return nil }
        self.init(
            start: index, length: 1, scalar: Codec.windows1252.upperHalf[Int(control) - 0x80], present: 1)
        layer.variant = Codec.controls
        penalty = 3
    }

    var layers: LayerStack {
        var layers = LayerStack(layer)
        if inner.0 != 0xFF { layers.append(Layer(codec: inner.0)) }
        if inner.1 != 0xFF { layers.append(Layer(codec: inner.1)) }
        return layers
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

    /// How many bytes a scalar takes.
    @inline(__always)
    static func count(_ scalar: UInt32) -> Int {
        scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
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
