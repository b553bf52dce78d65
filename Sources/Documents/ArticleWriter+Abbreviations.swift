/// The abbreviations of a page, by the first word of each.
struct Abbreviations {
    private struct Entry {
        var label: [UInt8]
        var expansion: [UInt8]
    }

    /// More that begin with one word are not looked for: each costs a look wherever the word stands.
    private static let mostOfOneWord = 16

    private var entries: [[UInt8]: [Entry]] = [:]

    init(_ abbreviations: [[UInt8]: [UInt8]]) {
        // The longest first; hashing has no order.
        for (label, expansion) in abbreviations.sorted(by: {
            $0.key.count != $1.key.count ? $0.key.count > $1.key.count : $0.key.lexicographicallyPrecedes($1.key)
        }) {
            let word = Array(label.prefix(while: Abbreviations.isWordByte))
            if entries[word, default: []].count < Abbreviations.mostOfOneWord {
                entries[word, default: []].append(Entry(label: label, expansion: expansion))
            }
        }
    }

    /// Calls `found` for each abbreviation that stands in a text as whole words.
    func find(in text: ArraySlice<UInt8>, _ found: (Range<Int>, [UInt8]) -> Void) {
        var index = text.startIndex
        while index < text.endIndex {
            guard Abbreviations.isWordByte(text[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < text.endIndex, Abbreviations.isWordByte(text[end]) { end += 1 }
            let entry = entries[Array(text[index..<end])]?.first { entry in
                guard text[index...].starts(with: entry.label) else { return false }
                let behind = index + entry.label.count
                let last = text[behind - 1]
                return behind == text.endIndex || !Abbreviations.isWordByte(text[behind])
                    || !Abbreviations.isWordByte(last)
            }
            if let entry {
                found(index..<(index + entry.label.count), entry.expansion)
                index += entry.label.count
            } else {
                index = end
            }
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
        default: false
        }
    }
}

extension ArticleWriter {
    /// Text, with what abbreviations in it stand for.
    mutating func putText(_ text: ArraySlice<UInt8>) {
        guard let abbreviations else { return appendEscaped(text, to: &body.html) }
        var written = text.startIndex
        abbreviations.find(in: text) { range, expansion in
            appendEscaped(text[written..<range.lowerBound], to: &body.html)
            put("<abbr title=\"")
            appendEscaped(expansion[...], to: &body.html)
            put("\">")
            appendEscaped(text[range], to: &body.html)
            put("</abbr>")
            written = range.upperBound
        }
        appendEscaped(text[written...], to: &body.html)
    }
}
