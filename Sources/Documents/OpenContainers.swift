/// The block quotes and list items that are open between two lines of a page, and how far a line goes on with them.
struct OpenContainers {
    private struct Container {
        var block: OpenBlock
        var isQuote: Bool
        /// Of a list item: the columns that a line has to be indented by.
        var indentation = 0
    }

    /// How far a line goes on with the open blocks.
    struct Match {
        /// Behind the marks of the containers that the line continues.
        var cursor: LineCursor
        /// How many of the containers it continues.
        var count: Int
    }

    /// Nothing but CommonMark is found deeper than this: nobody writes it, and each look at the open blocks costs their
    /// number.
    static let deepest = 64

    private let lines: SourceLines
    /// Lines that libcmark was given in another spelling.
    private var spellings: [Int32: [UInt8]] = [:]
    private var blocks: [OpenBlock] = []
    private var containers: [Container] = []

    init(lines: SourceLines) { self.lines = lines }

    var count: Int { containers.count }

    /// The innermost block that is not a container: a paragraph, code or HTML.
    var leaf: OpenBlock? {
        guard let last = blocks.last, last.kind != .blockQuote, last.kind != .list, last.kind != .item else {
            return nil
        }
        return last
    }

    func container(at index: Int) -> OpenBlock { containers[index].block }

    mutating func respell(_ line: Int32, _ bytes: [UInt8]) { spellings[line] = bytes }

    /// Looks at the blocks that are open now; false where they are too many.
    mutating func refresh(_ parser: borrowing CommonMarkParser) -> Bool {
        guard parser.readOpenBlocks(limit: 2 * OpenContainers.deepest, into: &blocks) else { return false }
        var known = 0
        for block in blocks where block.kind == .blockQuote || block.kind == .item {
            if known < containers.count, containers[known].block.isSame(as: block) {
                known += 1
                continue
            }
            guard known < OpenContainers.deepest else { return false }
            containers.removeSubrange(known...)
            var container = Container(block: block, isQuote: block.kind == .blockQuote)
            if block.kind == .item {
                let cursor = match(block.startLine, all: known).cursor
                container.indentation = cursor.itemIndentation(marker: cursor.listMarker ?? 1)
            }
            containers.append(container)
            known += 1
        }
        containers.removeSubrange(known...)
        return true
    }

    /// Reads a line as far as it goes on with the first `all` containers, by default with all of them.
    func match(_ line: Int32, all: Int? = nil) -> Match {
        var cursor = cursor(at: line)
        for index in 0..<(all ?? containers.count) {
            let container = containers[index]
            if container.isQuote {
                guard cursor.quoteMark() else { return Match(cursor: cursor, count: index) }
            } else if container.block.startLine == line || cursor.indentation >= container.indentation {
                cursor.advance(columns: container.indentation)
            } else {
                return Match(cursor: cursor, count: index)
            }
        }
        return Match(cursor: cursor, count: all ?? containers.count)
    }

    private func cursor(at line: Int32) -> LineCursor {
        if let spelling = spellings[line] { return LineCursor(spelling, 0..<spelling.count) }
        return LineCursor(lines.text, lines.start(of: line)..<lines.end(of: line))
    }

    /// Whether code goes on in a line that continues all containers.
    func isCode(_ code: OpenBlock, _ match: Match) -> Bool {
        // Indented code ends at a line that is not indented; what a fence began does not.
        self.match(code.startLine).cursor.indentation < 4 || match.cursor.indentation >= 4
    }
}
