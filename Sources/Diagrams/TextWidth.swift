/// Widths of text in the reader's font, which nobody knows at build time. They are those of DejaVu Sans, the widest of the
/// usual system fonts: in a narrower one a label has some air, in none does it leave its box.
enum TextWidth {
    static let fontSize = 14
    static let lineHeight = 18

    /// In hundredths of the font size, from U+0020 to U+007E.
    private static let ascii: [Int] = [
        32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34,
        84,
        84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 30, 30, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69,
        61,
        69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63,
        59,
        82, 59, 59, 52, 64, 34, 64, 84,
    ]

    /// In units of the picture at the font size above.
    static func of(_ text: some Collection<UInt8>) -> Int {
        var width = 0
        for byte in text {
            switch byte {
            case 0x20..<0x7F: width += ascii[Int(byte) - 0x20]
            case 0xC2..<0xE0: width += 66  // Latin, Greek, Cyrillic
            case 0xE0..<0xF0: width += 100  // East Asian, symbols
            case 0xF0...: width += 130  // emoji
            default: break  // the further bytes of a character
            }
        }
        return (width * fontSize + 99) / 100
    }
}
