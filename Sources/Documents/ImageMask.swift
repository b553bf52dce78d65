/// Keeps the beginnings of images from libcmark on pages that are full of them.
///
/// On each link libcmark looks at all the images that have begun around it, so that `![[]()`, again and again, takes it
/// the square of the page's length (0.30.2: 3 s for 300 KB). No block depends on them, and inlines that have brackets are
/// read by `InlineParser` from the page itself; so libcmark gets another byte in their place, and what it hands back in
/// code and HTML is put right.
struct ImageMask {
    /// So many bytes and images a page has to have.
    private static let (longPage, manyImages) = (20_000, 1_000)

    /// The page's text for libcmark.
    let text: [UInt8]
    private let mark: UInt8

    /// Nil where a page needs none.
    init?(_ text: [UInt8]) {
        guard text.count >= ImageMask.longPage, ImageMask.hasManyImages(text) else { return nil }
        // A control character that the page has not.
        guard let mark = (1...8).first(where: { !text.contains($0) }) else { return nil }
        var masked = text
        var start = 0
        while start < masked.count {
            let end = (masked[start...].firstIndex(of: 0x0A) ?? masked.count - 1) + 1
            // What may be a link's definition is left alone: its label holds no bracket, but it may hold this.
            if !ImageMask.mayDefine(masked[start..<end]) {
                for index in start..<end where index > 0 && masked[index] == 0x5B && masked[index - 1] == 0x21 {
                    masked[index] = mark
                }
            }
            start = end
        }
        (self.text, self.mark) = (masked, mark)
    }

    private static func hasManyImages(_ text: [UInt8]) -> Bool {
        var images = 0
        let span = text.span
        for index in 1..<span.count where span[index] == 0x5B && span[index - 1] == 0x21 {
            images += 1
            if images >= manyImages { return true }
        }
        return false
    }

    private static func mayDefine(_ line: ArraySlice<UInt8>) -> Bool {
        zip(line, line.dropFirst()).contains { $0 == 0x5D && $1 == 0x3A }
    }

    /// Puts the brackets back into what libcmark made of the text.
    func restore(_ tree: inout MarkdownTree) {
        for index in tree.arena.indices where tree.arena[index] == mark { tree.arena[index] = 0x5B }
    }
}
