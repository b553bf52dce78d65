/// Which Cyrillic letter stood where Windows-1252 has lost the second byte of it: с, я and э are D1 81, D1 8F and
/// D1 8D, А and Н are D0 90 and D0 9D, all of them undefined there.
///
/// Counts of neighbours in Debian's Russian and Ukrainian manual pages (manpages-ru, manpages-uk 4.18), as minus
/// twice the natural logarithm of the share of the letter's occurrences, `a` for 0 to `z` for 25 and less.
enum CyrillicContext {
    private static let alphabet = Array(" абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ".unicodeScalars)

    private struct Letter: Sendable {
        /// Logarithm of the letter's count.
        var frequency: Float
        var left: [UInt8]
        var right: [UInt8]

        init(_ frequency: Float, _ left: String, _ right: String) {
            self.frequency = frequency
            self.left = Array(left.utf8)
            self.right = Array(right.utf8)
        }
    }

    private static let letters: [UInt32: Letter] = [
        0x441: Letter(12.0, "cgmhwjfsqeiipphfniighuqzzxzzohqpoqhwqz", "fhojtmhszfzffjiggnichsmnnnzvkjvofqizzz"),
        0x44F: Letter(11.5, "demkyllymguueidkogekqyujyyyqtsyypyjyyy", "btpimgiuiypephkylmnhlyimrymyyyyjpyuyly"),
        0x44D: Letter(8.6, "aqttppotntthtphittppptmttttttttttttttt", "kttotptttqtgfmitkojbtiptthtttttttttttt"),
        0x430: Letter(12.6, "grjejgmkfnxfggerhfifohonhmlvwxzwvzlzzz", "erhgihjkgpghggesighfnojjglmzzzyjhnzoiz"),
        0x43D: Letter(12.5, "edkhkheiggklkleglijijznzhnwzriqrmkhopx", "idzpqhfznezityeezwihhlpmplwzhjplfphzpz"),
    ]

    /// How well a letter stands between two others, or nil if it is none of the five. Zero for a neighbour says that
    /// it is not known.
    static func weight(_ scalar: UInt32, left: UInt32, right: UInt32) -> Float? {
        guard let letter = letters[lowercase(scalar)] else { return nil }
        return letter.frequency - 4 + share(letter.left, left) + share(letter.right, right)
    }

    private static func share(_ table: [UInt8], _ neighbour: UInt32) -> Float {
        if neighbour == 0 { return -2.5 }
        let index = alphabet.firstIndex { $0.value == lowercase(neighbour) } ?? 0
        return -Float(table[index] - 0x61) / 2
    }

    private static func lowercase(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x410...0x42F: scalar + 0x20
        case 0x400...0x40F: scalar + 0x50
        default: scalar
        }
    }
}
