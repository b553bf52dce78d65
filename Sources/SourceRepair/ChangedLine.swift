internal import SourceText

/// A line of a file with what its repair changes in it.
package struct ChangedLine: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        /// Bytes that stay.
        case same([UInt8])
        /// The change of this index in `FileRepair.changes`.
        case change(Int)
    }

    /// 1-based.
    package var number: Int
    /// Without the line's ending.
    package var pieces: [Piece]
}

extension FileRepair {
    /// The lines that change, in order.
    package var changedLines: [ChangedLine] {
        let index = LineIndex(before)
        var lines: [ChangedLine] = []
        // Behind the last change of the last line.
        var position = 0
        for (number, change) in changes.enumerated() {
            let line = index.line(at: change.range.lowerBound)
            if lines.last?.number != line {
                finish(&lines, index, from: position)
                lines.append(ChangedLine(number: line, pieces: []))
                position = line == 1 ? markEnd : index.start(ofLine: line)
            }
            append(position..<change.range.lowerBound, to: &lines)
            lines[lines.count - 1].pieces.append(.change(number))
            position = change.range.upperBound
        }
        finish(&lines, index, from: position)
        return lines
    }

    /// The offset behind the byte order marks that the file begins with.
    private var markEnd: Int {
        var end = 0
        while before[end...].starts(with: [0xEF, 0xBB, 0xBF]) { end += 3 }
        return end
    }

    /// Adds the rest of the last line.
    private func finish(_ lines: inout [ChangedLine], _ index: LineIndex, from position: Int) {
        guard let line = lines.last?.number else { return }
        var end = line < index.count ? index.start(ofLine: line + 1) : before.count
        while end > position, before[end - 1] == 0x0A || before[end - 1] == 0x0D { end -= 1 }
        append(position..<end, to: &lines)
    }

    private func append(_ range: Range<Int>, to lines: inout [ChangedLine]) {
        if range.isEmpty { return }
        lines[lines.count - 1].pieces.append(.same(Array(before[range])))
    }
}
