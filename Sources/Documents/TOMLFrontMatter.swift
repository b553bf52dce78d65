/// Front matter in TOML (1.1, of which 1.0 is a part), every key and value with its place.
///
/// A reader of our own: TOMLKit keeps neither the places of keys and values, nor their order, nor how a number was
/// written (`1.10`), and its toml++ 3.4.0 overflows the stack on a key of 150,000 parts.
package enum TOMLFrontMatter {
    package struct Failure: Error {
        package var message: String
        package var offset: Int

        init(_ message: String, _ offset: Int) {
            self.message = "not TOML: \(message)"
            self.offset = offset
        }
    }

    package static func read(_ text: [UInt8], _ range: Range<Int>) -> Result<[RawFrontMatter.Field], Failure> {
        var reader = TOMLReader(text, range)
        do throws(Failure) {
            return .success(try reader.read())
        } catch {
            return .failure(error)
        }
    }
}

/// A part of a key: `a` and `"b c"` of `a."b c"`.
struct TOMLKey {
    var name: String
    /// Its quotes included.
    var range: Range<Int>
}

struct TOMLReader {
    typealias Failure = TOMLFrontMatter.Failure

    let text: [UInt8]
    let end: Int
    var index: Int
    var tables = TOMLTables()

    init(_ text: [UInt8], _ range: Range<Int>) {
        self.text = text
        end = range.upperBound
        index = range.lowerBound
    }

    mutating func read() throws(Failure) -> [RawFrontMatter.Field] {
        var table = TOMLTables.root
        var section = 0
        var depth = 0
        while true {
            skipBlank(newLines: true)
            guard let byte = peek() else { return tables.fields(of: TOMLTables.root) }
            if byte == 0x23 {
                try skipComment()
                continue
            }
            if byte == 0x5B {
                section += 1
                (table, depth) = try header()
            } else {
                try pair(into: table, section: section, depth: depth)
            }
            skipBlank(newLines: false)
            if peek() == 0x23 { try skipComment() }
            guard peek() == nil || isNewLine() else {
                throw Failure("one key and its value take a line, but there is more on it", index)
            }
        }
    }

    /// `[a.b]`, `[[a.b]]`: the table that follows.
    private mutating func header() throws(Failure) -> (table: Int, depth: Int) {
        let start = index
        index += 1
        let isArray = peek() == 0x5B
        if isArray { index += 1 }
        let path = try key()
        guard peek() == 0x5D, !isArray || peek(1) == 0x5D else {
            throw Failure("'\(isArray ? "]]" : "]")' is missing behind the name of a table", index)
        }
        index += isArray ? 2 : 1
        return (try tables.open(path, isArray: isArray, at: start), path.count)
    }

    /// `a.b = value`.
    mutating func pair(into table: Int, section: Int, depth: Int) throws(Failure) {
        let path = try key()
        guard peek() == 0x3D else { throw Failure("'=' is missing behind a key", index) }
        index += 1
        skipBlank(newLines: false)
        let value = try value(depth: depth + path.count)
        try tables.set(path, to: value, in: table, section: section)
    }

    /// A key with its dots, and the blanks around it.
    private mutating func key() throws(Failure) -> [TOMLKey] {
        var path: [TOMLKey] = []
        while true {
            skipBlank(newLines: false)
            let start = index
            let name: String
            if let quote = peek(), quote == 0x22 || quote == 0x27 {
                name = try string(quote, multiline: false)
            } else {
                while let byte = peek(), TOMLReader.isBareKeyByte(byte) { index += 1 }
                guard index > start else { throw Failure("a key is missing", index) }
                name = String(decoding: text[start..<index], as: UTF8.self)
            }
            path.append(TOMLKey(name: name, range: start..<index))
            guard path.count <= TOMLTables.deepest else {
                throw Failure("more than \(TOMLTables.deepest) levels lie in each other", start)
            }
            skipBlank(newLines: false)
            guard peek() == 0x2E else { return path }
            index += 1
        }
    }

    // MARK: Bytes

    func peek(_ ahead: Int = 0) -> UInt8? { index + ahead < end ? text[index + ahead] : nil }

    func isNewLine() -> Bool { peek() == 0x0A || peek() == 0x0D && peek(1) == 0x0A }

    mutating func skipBlank(newLines: Bool) {
        while let byte = peek() {
            guard byte == 0x20 || byte == 0x09 || newLines && isNewLine() else { return }
            index += 1
        }
    }

    mutating func skipComment() throws(Failure) {
        while peek() != nil, !isNewLine() {
            try refuseControl()
            index += 1
        }
    }

    /// TOML has no control characters but the tab.
    func refuseControl() throws(Failure) {
        guard let byte = peek(), byte < 0x20 && byte != 0x09 || byte == 0x7F else { return }
        throw Failure(
            "a control character (U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true)))", index)
    }

    private static func isBareKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D: true
        default: false
        }
    }
}
