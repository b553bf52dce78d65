import Addresses
import Testing

@Suite struct PathTests {
    @Test(
        arguments: [
            ("a.md", "", "a.md"), ("a.md", "b/c", "b/c/a.md"), ("../a.md", "b/c", "b/a.md"),
            ("../../a.md", "b/c", "a.md"), ("../..", "b/c", ""),
            ("../../../a.md", "b/c", nil), ("..", "", nil), ("./a/./b//c/", "", "a/b/c"), (".", "b", "b"),
            ("", "b", "b"), ("a/../../b", "", nil),
            ("a/..", "", ""), ("...", "a", "a/..."), ("..a", "", "..a"), ("é/../ü", "日本", "日本/ü"),
        ] as [(String, String, String?)])
    func `paths are normalized in their folder, and never above the root`(path: String, folder: String, result: String?)
    {
        #expect(normalized(path, in: folder) == result)
    }

    @Test(arguments: [
        ("a.html", "b.html", "b.html"), ("a/b.html", "c.html", "../c.html"), ("a/b.html", "a/c.html", "c.html"),
        ("a/b.html", "ab/c.html", "../ab/c.html"), ("a/b/c.html", "d/e.html", "../../d/e.html"),
        ("a.html", "a.html", "a.html"),
        ("a/b.html", "a/b.html", "b.html"), ("index.html", "a/index.html", "a/index.html"),
        ("a.html", "b:c.html", "./b:c.html"),
        ("a/b.html", "c:d.html", "../c:d.html"), ("a.html", "b/c:d.html", "b/c:d.html"),
    ])
    func `a relative path leads from one page to another`(page: String, target: String, result: String) {
        #expect(relativePath(from: page, to: target) == result)
    }

    @Test func `normalizing a relative path in its page's folder gives the target back`() {
        var random = SeededGenerator(seed: 11)
        let names = ["a", "b", "ab", "é", "x:y", "a.html", "..."]
        for _ in 0..<2000 {
            func path() -> String {
                (0..<Int.random(in: 1...5, using: &random)).map { _ in random.pick(names) }.joined(separator: "/")
            }
            let (page, target) = (path(), path())
            let relative = relativePath(from: page, to: target)
            #expect(normalized(relative, in: folder(of: page)) == target, "\(page) → \(target): \(relative)")
            #expect(WrittenReference(percentEncoded(relative)).form == .relative)
        }
    }

    @Test(arguments: [
        ("a/b.md", "a", "b.md", "b", "md"), ("b.MD", "", "b.MD", "b", "md"),
        ("a/b.tar.gz", "a", "b.tar.gz", "b.tar", "gz"),
        ("a/.hidden", "a", ".hidden", ".hidden", ""), ("a.b/c", "a.b", "c", "c", ""), ("", "", "", "", ""),
        ("a/", "a", "", "", ""),
        ("x.", "", "x.", "x", ""),
    ])
    func `a path has a folder, a name, a stem and an extension`(
        path: String, folderName: String, name: String, stemName: String, suffix: String
    ) {
        #expect(folder(of: path) == folderName)
        #expect(fileName(of: path) == name)
        #expect(stem(of: name) == stemName)
        #expect(fileExtension(of: path) == suffix)
    }

    @Test func `joining leaves out what is empty`() {
        #expect(joined("a", "b") == "a/b")
        #expect(joined("", "b") == "b")
        #expect(joined("a", "") == "a")
    }

    @Test(arguments: [
        ("a/b.md", false, "a/b.html"), ("b.markdown", false, "b.html"), ("a/README.md", true, "a/index.html"),
        ("index.md", true, "index.html"),
        ("a/README.md", false, "a/README.html"), ("a/b.c.md", false, "a/b.c.html"),
    ])
    func `a source's output lies beside it`(source: String, isIndex: Bool, output: String) {
        #expect(outputPath(ofSource: source, isIndex: isIndex) == output)
    }

    @Test(
        arguments: [
            ("index.md", 0), ("_index.md", 1), ("README.md", 2), ("readme.markdown", 2), ("Index.MD", 0),
            ("index.html", nil), ("readme", nil), ("a.md", nil),
        ] as [(String, Int?)])
    func `index files have an order of preference`(name: String, rank: Int?) {
        #expect(indexRank(of: name) == rank)
    }
}
