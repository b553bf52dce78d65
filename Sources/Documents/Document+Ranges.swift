package import SourceText
internal import TextRepair

extension Document {
    /// The source of some lines of a block: from their text, behind indentation and the marks of block quotes, to
    /// their end.
    ///
    /// - Parameter lines: as cmark counts them, ends included, as in `Node.startLine`.
    package func range(ofLines lines: ClosedRange<Int32>, in id: NodeID) -> SourceRange {
        let block = tree[id]
        var quotes = 0
        var ancestor = block.parent
        while ancestor >= 0 {
            if tree[ancestor].kind == .blockQuote { quotes += 1 }
            ancestor = tree[ancestor].parent
        }
        let start =
            lines.lowerBound == block.startLine
            ? self.lines.range(of: block).lowerBound : self.lines.contentStart(of: lines.lowerBound, quotes: quotes)
        return locator.range(of: start..<max(start, self.lines.end(of: lines.upperBound)))
    }
}
