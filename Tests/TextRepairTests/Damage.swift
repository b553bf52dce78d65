import Testing

/// Ways in which text is damaged, done as they happen: by encoding it as UTF-8, and reading that as something else.
enum Damage: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case windows1252, windows1252Dropping, windows1252Replacing, latin1
    case windows1252Twice, windows1252Thrice, latin1Twice, latin1InWindows1252, noBreakSpaceAsSpace

    var testDescription: String { rawValue }

    func apply(to text: String) -> String {
        switch self {
        case .windows1252: Self.misread(text, .keep)
        case .windows1252Dropping: Self.misread(text, .drop)
        case .windows1252Replacing: Self.misread(text, .replace)
        case .latin1: Self.misread(text, .latin1)
        case .windows1252Twice: Self.misread(Self.misread(text, .keep), .keep)
        case .windows1252Thrice: Self.misread(Self.misread(Self.misread(text, .keep), .keep), .keep)
        case .latin1Twice: Self.misread(Self.misread(text, .latin1), .latin1)
        case .latin1InWindows1252: Self.misread(Self.misread(text, .latin1), .keep)
        case .noBreakSpaceAsSpace:
            String(
                String.UnicodeScalarView(
                    Self.misread(text, .keep).unicodeScalars.map { $0 == "\u{A0}" ? " " : $0 }))
        }
    }

    enum Undefined { case keep, drop, replace, latin1 }

    /// Windows-1252's rows 8 and 9; a dot where it defines nothing (unicode.org, CP1252.TXT).
    private static let rows = Array("€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ".unicodeScalars)

    private static func misread(_ text: String, _ undefined: Undefined) -> String {
        var result = String.UnicodeScalarView()
        for byte in text.utf8 {
            let scalar = (0x80...0x9F).contains(byte) && undefined != .latin1 ? rows[Int(byte) - 0x80] : "."
            if scalar != "." {
                result.append(scalar)
            } else if !(0x80...0x9F).contains(byte) || undefined == .keep || undefined == .latin1 {
                result.append(Unicode.Scalar(byte))
            } else if undefined == .replace {
                result.append("\u{FFFD}")
            }
        }
        return String(result)
    }

    /// Reads UTF-8 in another single-byte encoding, by its upper half.
    static func misread(_ text: String, upperHalf: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        for byte in text.utf8 { result.append(byte < 0x80 ? Unicode.Scalar(byte) : upperHalf[Int(byte) - 0x80]) }
        return String(result)
    }
}

/// A seeded generator (SplitMix64), so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
