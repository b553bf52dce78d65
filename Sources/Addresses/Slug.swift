/// Heading ids by GitHub's algorithm: the text in lower case, everything but letters, marks, numbers, connector
/// punctuation, hyphens and spaces left out, each space a hyphen.
///
/// Source: github/html-pipeline, `toc_filter.rb` (`PUNCTUATION_REGEXP = /[^\p{Word}\- ]/u`); the numbering of repeats
/// follows github-slugger, which also steps over ids that are taken already.
package struct Slugger: Sendable {
    private var used: [String: Int] = [:]

    package init() {}

    /// Sees to it that no heading is given an id that the page has elsewhere.
    package mutating func take(_ id: String) { used[id] = used[id] ?? 0 }

    /// The id of the next heading with this text on the page: `text`, `text-1`, `text-2` …
    package mutating func id(for text: String) -> String {
        let base = slug(of: text)
        guard var count = used[base] else {
            used[base] = 0
            return base
        }
        var candidate = base
        repeat {
            count += 1
            candidate = "\(base)-\(count)"
        } while used[candidate] != nil
        used[base] = count
        used[candidate] = 0
        return candidate
    }
}

/// A heading's text as GitHub writes it in a link, before repeats are numbered.
package func slug(of text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x41...0x5A: result.append(UInt8(scalar.value) + 32)
        case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: result.append(UInt8(scalar.value))
        case 0x20: result.append(0x2D)
        case 0...0x7F: continue
        default:
            if isWord(scalar.properties.generalCategory) {
                result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// Ruby's `\p{Word}`.
private func isWord(_ category: Unicode.GeneralCategory) -> Bool {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
        .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation:
        true
    default: false
    }
}

/// Heading ids by MkDocs' algorithm, under which older deep links may have been written: only ASCII letters, digits,
/// `_`, spaces and hyphens stay, runs of spaces and hyphens become one hyphen, repeats are numbered with `_`.
///
/// Source: Python-Markdown 3, `extensions/toc.py`, `slugify` and `unique`. A heading with letters outside ASCII has none
/// here: MkDocs takes their accents off, for which Swift's standard library has no table.
package struct MkDocsSlugger: Sendable {
    /// How often each id was numbered.
    private var used: [String: Int] = [:]

    package init() {}

    package mutating func id(for text: String) -> String? {
        guard let base = MkDocsSlugger.slug(of: text) else { return nil }
        guard base.isEmpty || used[base] != nil else {
            used[base] = 0
            return base
        }
        var count = used[base] ?? 0
        var candidate: String
        repeat {
            count += 1
            candidate = "\(base)_\(count)"
        } while used[candidate] != nil
        used[base] = count
        used[candidate] = 0
        return candidate
    }

    /// Whether MkDocs may have another id where GitHub has this one: only where hyphens meet, begin or end it, where it
    /// is numbered, or not ASCII.
    package static func mayDiffer(from id: String) -> Bool {
        var previous: UInt8 = 0x2D
        for byte in id.utf8 {
            if byte >= 0x80 || byte == 0x2D && previous == 0x2D { return true }
            previous = byte
        }
        return previous == 0x2D || (0x30...0x39).contains(previous)
    }

    private static func slug(of text: String) -> String? {
        var kept: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x5F, 0x61...0x7A, 0x2D: kept.append(UInt8(scalar.value))
            case 0x41...0x5A: kept.append(UInt8(scalar.value) + 32)
            case 0x09...0x0D, 0x20: if !kept.isEmpty { kept.append(0x20) }
            case 0...0x7F: continue
            default: if scalar.properties.isAlphabetic { return nil }
            }
        }
        while kept.last == 0x20 { kept.removeLast() }
        var result: [UInt8] = []
        for byte in kept {
            let isGap = byte == 0x20 || byte == 0x2D
            if isGap, result.last == 0x2D { continue }
            result.append(isGap ? 0x2D : byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
