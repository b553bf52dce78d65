/// Which blocks libcmark does not read to the end: those with links, whose places it does not tell, and those that may
/// hold GFM's inlines.
extension SourceLines {
    /// Whether a paragraph's or a heading's text is for `InlineParser` to read.
    func needsReading(_ block: Node) -> Bool {
        let range = start(of: block.startLine)..<end(of: max(block.endLine, block.startLine))
        let span = text.span
        var index = range.lowerBound
        while index < range.upperBound {
            switch span[index] {
            // `[`, `<`, `~`, `@`
            case 0x5B, 0x3C, 0x7E, 0x40: return true
            // `{{`, `{%`; and `{` behind code
            case 0x7B where index + 1 < range.upperBound && (span[index + 1] == 0x7B || span[index + 1] == 0x25):
                return true
            case 0x7B where index > range.lowerBound && span[index - 1] == 0x60: return true
            // `://`, and `:name:`
            case 0x3A where index + 1 < range.upperBound && !isSpace(span[index + 1]): return true
            // `www.`
            case 0x77 where index + 3 < range.upperBound && span[index + 1] == 0x77 && span[index + 2] == 0x77:
                return true
            default: index += 1
            }
        }
        return false
    }
}
