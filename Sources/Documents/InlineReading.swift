/// Which blocks libcmark does not read to the end: those with links, whose places it does not tell, and those that may
/// hold GFM's inlines.
extension SourceLines {
    /// Whether a paragraph's or a heading's text is for `InlineParser` to read.
    func needsReading(_ block: Node) -> Bool {
        let start = start(of: block.startLine)
        let end = max(start, end(of: max(block.endLine, block.startLine)))
        let bytes = ByteSearch(text, in: start..<end)
        // `[`, `<`, `~`, `@`
        if bytes.contains(0x5B) || bytes.contains(0x3C) || bytes.contains(0x7E) || bytes.contains(0x40) { return true }
        // `://`, and `:name:`
        if bytes.contains(0x3A, where: { $0 + 1 < end && !isSpace(text[$0 + 1]) }) { return true }
        // `{{`, `{%`; and `{` behind code and emphasis
        let opensBrace = bytes.contains(0x7B) { index in
            let next = index + 1 < end ? text[index + 1] : 0
            return next == 0x7B || next == 0x25 || index > start && [0x60, 0x2A, 0x5F].contains(text[index - 1])
        }
        // `www.`
        return opensBrace
            || bytes.contains(0x2E) { $0 > start + 2 && text[($0 - 3)..<$0].allSatisfy { $0 == 0x77 } }
    }
}
