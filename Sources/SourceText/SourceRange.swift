/// A place in a file as editors name it.
package struct Position: Hashable, Sendable, Comparable {
    /// 1-based.
    package var line: UInt32
    /// 1-based, in UTF-16 code units of the file as decoded, before any repair; an invalid byte counts one.
    package var column: UInt32

    package init(line: Int, column: Int) {
        self.line = UInt32(line)
        self.column = UInt32(column)
    }

    package static func < (a: Position, b: Position) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A stretch of a file: its bytes on disk, and the same two ends as positions.
///
/// Positions are worked out at the end of a page's compile, while its bytes are at hand, so that no later stage
/// has to read the file again to report on it.
package struct SourceRange: Hashable, Sendable {
    package var bytes: ByteRange
    package var start: Position
    /// Exclusive.
    package var end: Position
    /// The file, relative to the content root, where it is not the one that the range is told for: a page's text may
    /// come from a file that it includes.
    package var file: String?

    package init(bytes: ByteRange, start: Position, end: Position) {
        self.bytes = bytes
        self.start = start
        self.end = end
    }

    /// The range up to the end of another, where that lies behind in the same file; else the range itself.
    package func extended(to other: SourceRange) -> SourceRange {
        guard other.file == file, other.bytes.end >= bytes.end else { return self }
        var range = self
        (range.bytes.end, range.end) = (other.bytes.end, other.end)
        return range
    }

    /// The start of a file: for findings about a file as a whole.
    package static let fileStart = SourceRange(
        bytes: ByteRange(0, 0), start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
}
