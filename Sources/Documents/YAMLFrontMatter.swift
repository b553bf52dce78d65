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
            var seen: Set<String> = []
            for (key, _) in mapping {
                if let name = key.scalar?.string, !seen.insert(name).inserted {
                    return .failure(Failure(message: "the key '\(name)' is there twice", offset: source.offset(of: key.mark)))
                }
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
            if scalar.style == .plain || scalar.style == .any, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
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
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Failure(message: "not YAML: \(problem)", offset: source.offset(of: mark))
        case .duplicatedKeysInMapping(let keys, let context):
            Failure(
                message: "a key is there twice: \(keys.map { "\($0)" }.sorted().joined(separator: ", "))",
                offset: source.offset(of: context.mark))
        default:
            Failure(message: "not YAML: \(error)", offset: source.range.lowerBound)
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

    /// The bytes of a scalar on its first line.
    func extent(of scalar: Yams.Node.Scalar) -> Range<Int> {
        let start = offset(of: scalar.mark)
        let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
        var end = min(start + scalar.string.utf8.count + quotes, range.upperBound)
        if let lineEnd = text[start..<end].firstIndex(of: 0x0A) { end = lineEnd }
        return start..<end
    }
}
