package import SourceText
internal import TextRepair

extension Document {
    /// The source of some lines of a block: from their text, behind indentation and the marks of block quotes, to
    /// their end.
    ///
    /// - Parameter lines: as cmark counts them, ends included, as in `Node.startLine`.
    package func range(ofLines lines: ClosedRange<Int32>, in id: NodeID) -> SourceRange {
        let block = tree[id]
        let quotes = tree.quoteDepth(of: id)
        let start =
            lines.lowerBound == block.startLine
            ? self.lines.range(of: block).lowerBound : self.lines.contentStart(of: lines.lowerBound, quotes: quotes)
        return locator.range(of: start..<max(start, self.lines.end(of: lines.upperBound)))
    }
}
