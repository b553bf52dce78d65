internal import Yams

/// Front matter of any shape, by Yams; its nodes carry marks.
package enum YAMLFrontMatter {
    package struct Failure: Error {
        package var message: String
        package var offset: Int
    }

    package static func read(_ text: [UInt8], _ range: Range<Int>) -> Result<[RawFrontMatter.Field], Failure> {
        let source = YAMLSource(text, range)
        do {
            guard let node = try compose(yaml: source.string) else { return .success([]) }
            guard case .mapping(let mapping) = node else {
                return .failure(
                    Failure(message: "this is no mapping of keys to values", offset: source.offset(of: node.mark)))
            }
            return .success(fields(mapping, source))
        } catch let error as YamlError {
            return .failure(failure(error, source))
        } catch {
            return .failure(Failure(message: "YAML cannot be read: \(error)", offset: range.lowerBound))
        }
    }

    private static func fields(_ mapping: Yams.Node.Mapping, _ source: YAMLSource) -> [RawFrontMatter.Field] {
        mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            let start = source.offset(of: key.mark)
            return RawFrontMatter.Field(
                key: name, keyRange: start..<(start + name.utf8.count), value: self.value(value, source))
        }
    }

    private static func value(_ node: Yams.Node, _ source: YAMLSource) -> RawFrontMatter.Value {
        switch node {
        case .scalar(let scalar):
            if scalar.style == .plain || scalar.style == .any,
                ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            {
                return .null
            }
            return .scalar(scalar.string, source.extent(of: scalar))
        case .sequence(let sequence): return .list(sequence.map { value($0, source) })
        case .mapping(let mapping): return .mapping(fields(mapping, source))
        case .alias: return .null
        }
    }

    private static func failure(_ error: YamlError, _ source: YAMLSource) -> Failure {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            // What is open at the end went wrong where it began.
            let place = problem.contains("end of stream") ? context?.mark ?? mark : mark
            return Failure(message: "not YAML: \(problem)", offset: source.offset(of: place))
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.min() ?? ""
            return Failure(
                message: "the key '\(key)' is there twice", offset: source.secondPlace(ofKey: key, from: context.mark))
        default:
            return Failure(message: "not YAML: \(error)", offset: source.range.lowerBound)
        }
    }
}

/// A part of a text as Yams sees it, and the way back from its marks, which count Unicode scalars.
struct YAMLSource {
    let text: [UInt8]
    let range: Range<Int>
    let string: String
    private let lineStarts: [Int]

    init(_ text: [UInt8], _ range: Range<Int>) {
        self.text = text
        self.range = range
        string = String(decoding: text[range], as: UTF8.self)
        lineStarts = [range.lowerBound] + range.filter { text[$0] == 0x0A }.map { $0 + 1 }
    }

    /// The offset in the text of a mark (1-based line and column).
    func offset(of mark: Mark?) -> Int {
        guard let mark, mark.line >= 1, mark.line <= lineStarts.count else { return range.lowerBound }
        var offset = lineStarts[mark.line - 1]
        var scalars = mark.column - 1
        while offset < range.upperBound, text[offset] != 0x0A {
            if text[offset] & 0xC0 != 0x80 {
                if scalars == 0 { break }
                scalars -= 1
            }
            offset += 1
        }
        return offset
    }

    /// Where a key stands for the second time in a mapping, on a line of its own; else where the mapping begins.
    func secondPlace(ofKey key: String, from mark: Mark?) -> Int {
        let start = offset(of: mark)
        let name = Array(key.utf8)
        var first: Int?
        let firstLine = lineStarts.lastIndex { $0 <= start } ?? 0
        for lineStart in lineStarts[firstLine...] {
            guard let content = text[lineStart..<range.upperBound].firstIndex(where: { $0 != 0x20 }),
                text[content..<range.upperBound].starts(with: name + [0x3A])
            else { continue }
            if first == nil {
                first = content - lineStart
            } else if first == content - lineStart {
                return content
            }
        }
        return start
    }

    /// The bytes of a scalar on its first line, its quotes included.
    func extent(of scalar: Yams.Node.Scalar) -> Range<Int> {
        let start = offset(of: scalar.mark)
        let lineEnd = text[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
        guard scalar.style == .singleQuoted || scalar.style == .doubleQuoted, start < lineEnd else {
            return start..<min(start + scalar.string.utf8.count, lineEnd)
        }
        let quote = text[start]
        var index = start + 1
        while index < lineEnd {
            if text[index] == quote {
                // Two single quotes are one in the text.
                guard quote == 0x27, index + 1 < lineEnd, text[index + 1] == quote else { return start..<(index + 1) }
                index += 1
            } else if text[index] == 0x5C, quote == 0x22 {
                index += 1
            }
            index += 1
        }
        return start..<lineEnd
    }
}
