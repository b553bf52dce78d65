package import SourceText
internal import TextRepair

extension Document {
    /// The source of some lines of a block: from their text, behind indentation and the marks of block quotes, to
    /// their end.
    ///
    /// - Parameter lines: as cmark counts them, ends included, as in `Node.startLine`.
    package func range(ofLines lines: ClosedRange<Int32>, in id: NodeID) -> SourceRange {
        let block = tree[id]
        let start =
            lines.lowerBound == block.startLine
            ? self.lines.range(of: block).lowerBound
            : LineContainers(of: block, in: tree, lines: self.lines).contentStart(of: lines.lowerBound)
        return locator.range(of: start..<max(start, self.lines.end(of: lines.upperBound)))
    }
}
