/// Plain text is read as UTF-8: the words that rules look for are ASCII, and whatever else a text holds passes through.
typealias PlainText = ArraySlice<UInt8>

extension PlainText {
    var string: String { String(decoding: self, as: UTF8.self) }

    /// Without white space at both ends.
    var trimmed: PlainText { trimming(isSpace) }

    /// Without what separates a name from what follows it: white space, colons, dashes of all lengths, `=`, `|`, `·`.
    var withoutSeparators: PlainText { withoutLeadingSeparators.withoutTrailingSeparators }

    var withoutLeadingSeparators: PlainText {
        var rest = self
        while let length = rest.leadingSeparator { rest = rest.dropFirst(length) }
        return rest
    }

    var withoutTrailingSeparators: PlainText {
        var rest = self
        while let last = rest.last {
            if isSpace(last) || [0x3A, 0x2D, 0x3D, 0x7C].contains(last) {
                rest = rest.dropLast()
            } else if rest.count >= 3, rest.suffix(3).isDash {
                rest = rest.dropLast(3)
            } else if rest.count >= 2, rest.suffix(2).elementsEqual([0xC2, 0xB7]) {
                rest = rest.dropLast(2)
            } else {
                break
            }
        }
        return rest
    }

    /// The length of the separator that a text begins with.
    var leadingSeparator: Int? {
        guard let first else { return nil }
        if isSpace(first) || [0x3A, 0x2D, 0x3D, 0x7C].contains(first) { return 1 }
        if prefix(3).isDash { return 3 }
        return prefix(2).elementsEqual([0xC2, 0xB7]) ? 2 : nil
    }

    /// An en dash, an em dash, or their like (U+2010 to U+2015).
    fileprivate var isDash: Bool {
        count == 3 && first == 0xE2 && self[startIndex + 1] == 0x80 && (0x90...0x95).contains(self[startIndex + 2])
    }

    /// A text that is one sentence, without its full stop.
    var withoutFullStop: PlainText {
        let text = trimmed
        guard text.last == 0x2E else { return text }
        return find(". ") == nil ? text.dropLast() : text
    }

    private func trimming(_ isTrimmed: (UInt8) -> Bool) -> PlainText {
        var rest = self
        while let first = rest.first, isTrimmed(first) { rest = rest.dropFirst() }
        while let last = rest.last, isTrimmed(last) { rest = rest.dropLast() }
        return rest
    }

    /// Whether a text begins with some words of lower-case ASCII, in any case.
    func begins(with word: String) -> Bool { matches(word, at: startIndex) }

    func equals(_ word: String) -> Bool { count == word.utf8.count && begins(with: word) }

    /// Where some words of lower-case ASCII first stand, in any case.
    func find(_ word: String, from start: Int? = nil) -> Int? {
        guard let first = word.utf8.first else { return nil }
        var index = start ?? startIndex
        let end = endIndex - word.utf8.count
        while index <= end {
            if lowercase(self[index]) == first, matches(word, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// Whether a text begins with a word, in any case: `on` of `on the phone`, but not of `only` or `on-call`.
    func beginsWithWord(_ word: String) -> Bool {
        guard begins(with: word) else { return false }
        let end = startIndex + word.utf8.count
        return end == endIndex || !isAlphanumeric(self[end]) && self[end] != 0x2D
    }

    /// As `find`, but between bytes that are no letters or digits.
    func findWord(_ word: String, from start: Int? = nil) -> Range<Int>? {
        var index = start ?? startIndex
        while let found = find(word, from: index) {
            let end = found + word.utf8.count
            if found == startIndex || !isAlphanumeric(self[found - 1]), end == endIndex || !isAlphanumeric(self[end]) {
                return found..<end
            }
            index = found + 1
        }
        return nil
    }

    private func matches(_ word: String, at index: Int) -> Bool {
        guard index + word.utf8.count <= endIndex else { return false }
        var offset = index
        for expected in word.utf8 {
            if lowercase(self[offset]) != expected { return false }
            offset += 1
        }
        return true
    }

    /// In lower case, with single spaces and nothing but letters, digits and bytes beyond ASCII: for comparing.
    var words: [PlainText] {
        split { $0 < 0x80 && !isAlphanumeric($0) }.map { PlainText($0.map(lowercase)) }
    }

    /// The words, joined by single spaces: what names and headers are looked up by.
    var key: String {
        var key: [UInt8] = []
        key.reserveCapacity(count)
        for byte in self {
            if byte >= 0x80 || isAlphanumeric(byte) {
                key.append(lowercase(byte))
            } else if let last = key.last, last != 0x20 {
                key.append(0x20)
            }
        }
        if key.last == 0x20 { key.removeLast() }
        return String(decoding: key, as: UTF8.self)
    }

    /// How many `words` there are.
    var wordCount: Int {
        var count = 0
        var isInWord = false
        for byte in self {
            let isLetter = byte >= 0x80 || isAlphanumeric(byte)
            if isLetter, !isInWord { count += 1 }
            isInWord = isLetter
        }
        return count
    }

    /// Stands for a value that nobody has filled in: `[level]`, `<owner>`, `{{ x }}`, `TBD`.
    var isPlaceholder: Bool {
        let text = trimmed
        guard let first = text.first, let last = text.last else { return true }
        if first == 0x5B && last == 0x5D || first == 0x3C && last == 0x3E { return true }
        return text.starts(with: [0x7B, 0x7B]) || text.equals("tbd") || text.equals("todo") || text.equals("xxx")
    }

    /// Nothing, or a mark for nothing, as table cells hold it.
    var isNothing: Bool {
        let text = trimmed
        return isPlaceholder || text.withoutSeparators.isEmpty || text.equals("n/a") || text.equals("?")
    }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x7A).contains(lowercase(byte)) }

func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
