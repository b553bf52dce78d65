import Documents
import Testing

@Suite struct TOMLFrontMatterTests {
    /// Fields in one line: `a=x b={c=[1, 2]}`, each scalar as it is read.
    private static func printed(_ fields: [RawFrontMatter.Field]) -> String {
        fields.map { "\($0.key)=\(printed($0.value))" }.joined(separator: " ")
    }

    private static func printed(_ value: RawFrontMatter.Value) -> String {
        switch value {
        case .null: "null"
        case .scalar(let text, _): text
        case .list(let items): "[" + items.map(printed).joined(separator: ", ") + "]"
        case .mapping(let fields): "{" + printed(fields) + "}"
        }
    }

    private static func read(_ text: String) -> Result<[RawFrontMatter.Field], TOMLFrontMatter.Failure> {
        let bytes = Array(text.utf8)
        return TOMLFrontMatter.read(bytes, 0..<bytes.count)
    }

    static let documents: [(String, String)] = [
        ("", ""), ("# only a comment\n", ""),
        ("title = \"A \\u00e9 \\\"b\\\"\"\nweight = 10 # ten\n", "title=A é \"b\" weight=10"),
        ("version = 1.10\nratio = 1_000.5\nbig = +1_000\nmask = 0xFF", "version=1.10 ratio=1000.5 big=1000 mask=0xFF"),
        (
            "date = 2024-01-02T03:04:05Z\nday = 2024-01-02\nat = 2024-01-02 03:04\n",
            "date=2024-01-02T03:04:05Z day=2024-01-02 at=2024-01-02 03:04"
        ),
        ("draft = true\nx = inf", "draft=true x=inf"), ("a = 'C:\\x'\nb = '''\nc\n'd''''", "a=C:\\x b=c\n'd'"),
        ("a = \"\"\"\\\n   b \\\n\n  c\"\"\"", "a=b c"), ("tags = [\"a\", 'b', # c\n  \"d\",\n]\n", "tags=[a, b, d]"),
        ("[params]\nowner = \"x\"\n[params.deep]\ny = 1\n[extra]\nz = []", "params={owner=x deep={y=1}} extra={z=[]}"),
        ("[[menu]]\nname = 1\n[menu.sub]\nx = 2\n[[menu]]\nname = 3", "menu=[{name=1 sub={x=2}}, {name=3}]"),
        ("a.b.c = 1\na.\"d e\" = 2\n'f' . g = 3", "a={b={c=1} d e=2} f={g=3}"),
        ("p = {x = 1, y.z = [{w = 2}], y.v = 3}", "p={x=1 y={z=[{w=2}] v=3}}"), ("p = {\n x = 1,\n}\n", "p={x=1}"),
        ("z = 1\na = 2\nm = 3", "z=1 a=2 m=3"), ("a = 1\r\nb = 2\r\n", "a=1 b=2"),
        ("[a.b]\nx=1\n[a]\ny=2", "a={b={x=1} y=2}"),
        ("1 = 2\ntrue = 3\n\"\" = 4", "1=2 true=3 =4"), ("t = 23:59:60.5", "t=23:59:60.5"),
    ]

    @Test(arguments: documents) func `a document becomes fields in its own order, scalars as written`(
        text: String, fields: String
    ) throws {
        #expect(Self.printed(try Self.read(text).get()) == fields)
    }

    @Test func `keys and values know their places`() throws {
        let text = "a.\"b c\" = 'x'\n[d] # e\nf = [1, \"two\"]\n[[g]]\nh = {i = 2024-01-02 03:04:05}\n"
        let bytes = Array(text.utf8)
        var places: [String] = []
        func add(_ value: RawFrontMatter.Value) {
            switch value {
            case .null: break
            case .scalar(_, let range): places.append(String(decoding: bytes[range], as: UTF8.self))
            case .list(let items): items.forEach(add)
            case .mapping(let fields):
                for field in fields {
                    places.append(String(decoding: bytes[field.keyRange], as: UTF8.self))
                    add(field.value)
                }
            }
        }
        add(.mapping(try Self.read(text).get()))
        #expect(
            places == ["a", "\"b c\"", "'x'", "d", "f", "1", "\"two\"", "g", "h", "i", "2024-01-02 03:04:05"])
    }

    /// `«` marks the place.
    static let failures: [(String, String)] = [
        ("title = «my page\n", "'my' is no number, date or boolean; put text in quotes"),
        ("a = «\n", "a value is missing behind '='"),
        ("a «1", "'=' is missing behind a key"), ("a = «\"x\ny\"", "a string has no end"),
        ("a = 1 «b = 2", "one key and its value take a line, but there is more on it"),
        ("a = 1\n«a = 2", "the key 'a' is there twice"), ("[a]\n[«a]", "'a' is there twice"),
        ("a = 1\n[«a.b]", "'a' is no table, but has a value already"),
        ("a = [1\n«b = 2", "',' or ']' is missing in a list"), ("a = «[1,\n", "what opens here has no ']'"),
        ("a = {b = 1 «c = 2}", "',' or '}' is missing in a table"),
        ("[a«\n", "']' is missing behind the name of a table"),
        ("[[a«]\n", "']]' is missing behind the name of a table"), ("«= 1", "a key is missing"),
        ("a = \"«\\d\"", "a backslash is written '\\\\', or the string in single quotes"),
        ("a = \"«\\ud800\"", "an escape that is no character"),
        ("a = \"«\u{1}\"", "a control character (U+0001)"),
        ("a = «2024-02-30", "'2024-02-30' is no number, date or boolean; put text in quotes"),
        ("a = [{b=1}]\n[[«a]]", "'a' is there twice"), ("[a.b.c]\n[a]\n«b.c.d = 1", ""),
        ("a = «01", "'01' is no number, date or boolean; put text in quotes"),
        ("a.b = 1\n[«a]", "'a' is there twice"),
        ("a = «yes", "'yes' is no number, date or boolean; put text in quotes"), ("«é = 1", "a key is missing"),
    ]

    @Test(arguments: failures) func `what is no TOML is told of where it stands`(marked: String, message: String) {
        let parts = marked.split(separator: "«", omittingEmptySubsequences: false)
        guard case .failure(let error) = Self.read(parts.joined()) else {
            Issue.record("read")
            return
        }
        if message.isEmpty {
            #expect(error.message == "not TOML: 'c' is defined elsewhere and cannot be added to")
        } else {
            #expect(error.message == "not TOML: " + message)
            #expect(error.offset == parts.first?.utf8.count)
        }
    }

    @Test(arguments: [
        ("a.", " = 1"), ("[", ""), ("a = [", ""), ("a = {b = ", ""), ("[a.", "]"), ("[[a]]\n", ""), ("\"", ""),
        ("a = \"\"\"", ""), ("'''", ""),
        ("[a", ""), ("a = [1, ", ""), ("#", ""), ("\\", ""), ("[x]\n[y]\n", ""), ("a=1\n", ""), ("{", ""),
        ("a = [{", ""), ("=", ""),
    ])
    func `three hundred kilobytes of malice end, and nest no deeper than what reads them`(piece: String, end: String) {
        let text = String(repeating: piece, count: 300_000 / piece.utf8.count) + end
        if case .success(let fields) = Self.read(text) { #expect(fields.count <= 1) }
    }

    @Test func `many keys and tables are read in one pass`() throws {
        let keys = (0..<20_000).map { "k\($0) = \($0)\n" }.joined()
        #expect(try Self.read(keys).get().count == 20_000)
        #expect(try Self.read(String(repeating: "[[a]]\nb.c = 1\n", count: 20_000)).get().count == 1)
    }
}
