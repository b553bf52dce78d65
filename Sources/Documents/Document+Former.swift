internal import Addresses
internal import SourceText
internal import TextRepair

/// What a page said before its repair. Others may have linked to that: the old ids of its headings still answer, and a
/// destination that is found only as the file has it is looked for so, since names on the disk are not repaired.
///
/// It is read from the page parsed once more, without repair: only so are old ids and destinations exactly what they
/// were. That is paid by pages with a repair in a heading or a destination alone.
extension Document {
    /// The page without any repair.
    private static func former(
        _ path: String, _ bytes: [UInt8], extensions: Bool = true, includes reader: IncludeReader?
    ) -> Document {
        Document(
            path: path, bytes: bytes, options: .withoutRepair, extensions: extensions, includes: reader?.withoutRepair)
    }

    /// Adds the ids that headings had before their repair, as far as nothing else on the page has them.
    static func addFormerIDs(
        to headings: inout [Heading], taken: some Sequence<String>, _ path: String, _ bytes: [UInt8], extensions: Bool,
        includes reader: IncludeReader?
    ) {
        // What a repair puts in is beyond ASCII.
        guard headings.contains(where: { !isASCII($0.title) }) else { return }
        let former = former(path, bytes, extensions: extensions, includes: reader)
        var ids = Places(former.headings.map { ($0.range, $0.id) })
        var taken = Set(headings.map(\.id) + headings.flatMap(\.aliases)).union(taken)
        for index in headings.indices {
            guard let id = ids.next(at: headings[index].range), !id.isEmpty, taken.insert(id).inserted else { continue }
            headings[index].aliases.append(id)
        }
    }

    /// Adds to references what their destinations were before their repair.
    func addFormerDestinations(to references: inout [PageReference], html: HTMLPolicy) {
        guard isRepaired, references.contains(where: { !isASCII($0.written) }) else { return }
        let former = Document.former(path, original, includes: reader)
        var writer = ArticleWriter(tree: former.tree, form: .site, headings: former.headings, html: html)
        writer.writesCode = false
        writer.write()
        var destinations = Places(former.references(of: writer).map { ($0.range, $0.written) })
        for index in references.indices {
            guard let written = destinations.next(at: references[index].range), written != references[index].written
            else { continue }
            references[index].former = written
        }
    }

    private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }
    private func isASCII(_ text: String) -> Bool { Document.isASCII(text) }
}

/// Things by the place in a file where they begin. What is included twice is there twice, in order.
private struct Places {
    private struct Key: Hashable {
        var file: String?
        var offset: UInt32

        init(_ range: SourceRange) { (file, offset) = (range.file, range.bytes.start) }
    }

    private var things: [Key: ArraySlice<String>] = [:]

    init(_ list: [(SourceRange, String)]) {
        for (range, thing) in list { things[Key(range), default: []].append(thing) }
    }

    mutating func next(at range: SourceRange) -> String? { things[Key(range)]?.popFirst() }
}

extension RepairOptions {
    fileprivate static let withoutRepair = RepairOptions(codecs: [])
}

extension IncludeReader {
    fileprivate var withoutRepair: IncludeReader {
        IncludeReader(rootName: rootName) { path in read(path).map(\.withoutRepair) }
    }
}

extension IncludeFile {
    fileprivate var withoutRepair: IncludeFile {
        IncludeFile(path: path, bytes: original, options: .withoutRepair)
    }
}
