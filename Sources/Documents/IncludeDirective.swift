/// What an include takes of a file.
enum IncludeSelection: Hashable, Sendable {
    /// 1-based, ends included; a negative line counts from the end, nil leaves an end open.
    struct Lines: Hashable, Sendable {
        var first: Int?
        var last: Int?
    }

    case all
    case lines([Lines])
    case section(String)
}

/// An include as a text writes it.
struct IncludeDirective: Hashable, Sendable {
    enum Form: Hashable, Sendable {
        /// `--8<-- "path"`, or a path between two lines of `--8<--` (pymdownx).
        case snippet
        /// `{{#include path}}` (mdBook).
        case braces
    }

    /// What the included text stands for.
    var range: Range<Int>
    var form: Form
    /// The path with its selection, as written.
    var written: String
    var path: String
    var selection: IncludeSelection
    /// In a code span of its own: text that may only speak of an include.
    var isQuoted = false

    /// In bytes; longer than paths are, and short enough for every colon of it to be looked at.
    static let longestPath = 1024

    /// Of a snippet: `path`, `path:3`, `path:3:10`, `path::10`, `path:1:3,5:6`, `path:section`.
    init?(snippet written: ArraySlice<UInt8>, range: Range<Int>) {
        guard !written.isEmpty, written.count <= IncludeDirective.longestPath else { return nil }
        var path = written
        var selection = IncludeSelection.all
        for colon in written.indices where written[colon] == 0x3A {
            guard let found = IncludeDirective.snippetSelection(written[(colon + 1)...]) else { continue }
            (path, selection) = (written[..<colon], found)
            break
        }
        self.init(range, .snippet, written: written, path: path, selection)
    }

    /// Of braces: `path`, `path:2`, `path:2:10`, `path::10`, `path:2:`, `path:anchor`.
    init?(braces argument: ArraySlice<UInt8>, range: Range<Int>) {
        var path: ArraySlice<UInt8>
        var rest: ArraySlice<UInt8>
        if argument.first == 0x22 {
            guard let close = argument.dropFirst().firstIndex(of: 0x22) else { return nil }
            path = argument[(argument.startIndex + 1)..<close]
            rest = argument[(close + 1)...].drop(while: isBlank)
        } else {
            let word = argument.prefix { !isBlank($0) }
            path = word.prefix { $0 != 0x3A }
            rest = word[path.endIndex...]
        }
        guard !path.isEmpty, path.count <= IncludeDirective.longestPath else { return nil }
        rest = rest.first == 0x3A ? rest.dropFirst().prefix { !isBlank($0) } : []
        let parts = rest.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
        let first = parts.first.flatMap(IncludeDirective.line)
        let last = parts.count > 1 ? IncludeDirective.line(parts[1]) : nil
        var selection = IncludeSelection.all
        if let name = parts.first, !name.isEmpty, first == nil {
            selection = .section(String(decoding: name, as: UTF8.self))
        } else if first != nil || last != nil {
            // Without a second colon it is that line alone.
            selection = .lines([.init(first: first, last: parts.count > 1 ? last : first)])
        }
        self.init(range, .braces, written: argument, path: path, selection)
    }

    private init(
        _ range: Range<Int>, _ form: Form, written: ArraySlice<UInt8>, path: ArraySlice<UInt8>,
        _ selection: IncludeSelection
    ) {
        (self.range, self.form, self.selection) = (range, form, selection)
        self.written = String(decoding: written, as: UTF8.self)
        self.path = String(decoding: path, as: UTF8.self)
    }

    /// A number of at most nine digits, more than any file has lines; with a minus where `isSigned`.
    private static func line(_ text: ArraySlice<UInt8>) -> Int? { line(text, isSigned: false) }

    private static func line(_ text: ArraySlice<UInt8>, isSigned: Bool) -> Int? {
        let isNegative = isSigned && text.first == 0x2D
        let digits = isNegative ? text.dropFirst() : text
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let value = digits.count > 9 ? 999_999_999 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return isNegative ? -value : value
    }

    /// What follows a snippet's path and a colon, if it is a selection at all.
    private static func snippetSelection(_ text: ArraySlice<UInt8>) -> IncludeSelection? {
        if let first = text.first, isSectionStart(first) {
            guard text.allSatisfy(isSectionName) else { return nil }
            return .section(String(decoding: text, as: UTF8.self))
        }
        guard text.allSatisfy({ (0x2C...0x3A).contains($0) && $0 != 0x2E && $0 != 0x2F }) else { return nil }
        var ranges: [IncludeSelection.Lines] = []
        for part in text.split(separator: 0x2C, omittingEmptySubsequences: false) {
            let ends = part.split(separator: 0x3A, omittingEmptySubsequences: false)
            guard ends.count <= 2 else { return nil }
            let numbers = ends.map { line($0, isSigned: true) }
            for (end, number) in zip(ends, numbers) where number == nil && !end.isEmpty { return nil }
            ranges.append(.init(first: numbers.first ?? nil, last: numbers.count > 1 ? numbers[1] : nil))
        }
        return ranges == [.init()] ? .all : .lines(ranges)
    }
}

/// `[A-Za-z]`
func isSectionStart(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

/// `[-_0-9A-Za-z]`
func isSectionName(_ byte: UInt8) -> Bool {
    isSectionStart(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
}
