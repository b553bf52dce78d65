/// Finds words of a fixed set by their bytes, without making a string of them.
struct WordTable: Sendable {
    private struct Slot {
        var start: Int32 = 0
        var count: Int32 = 0
        var value: UInt8 = 0
    }

    private var slots: [Slot]
    private var text: [UInt8] = []
    private let foldsCase: Bool
    private var longest = 0

    /// Words are separated by spaces and line breaks. No value is 0; the first of two equal words counts.
    init(foldsCase: Bool = false, _ lists: [(words: String, value: UInt8)]) {
        self.foldsCase = foldsCase
        let count = lists.reduce(0) { $0 + $1.words.utf8.count { $0 == 0x20 || $0 == 0x0A } + 1 }
        // At most a quarter full: a search ends after a slot or two.
        var size = 8
        while size < count * 4 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        for list in lists {
            for word in Array(list.words.utf8).split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
                insert(Array(word), list.value)
            }
        }
    }

    private mutating func insert(_ word: [UInt8], _ value: UInt8) {
        guard self[word, 0, word.count] == 0 else { return }
        var place = hash(word, 0, word.count)
        while slots[place].count > 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Slot(start: Int32(text.count), count: Int32(word.count), value: value)
        text.append(contentsOf: word)
        longest = max(longest, word.count)
    }

    /// The value of the word in `source[start..<end]`; 0 if it is not in the table.
    subscript(source: [UInt8], start: Int, end: Int) -> UInt8 {
        let count = end - start
        guard count > 0, count <= longest else { return 0 }
        var place = hash(source, start, end)
        while slots[place].count > 0 {
            if slots[place].count == count, matches(source, start, slots[place]) { return slots[place].value }
            place = (place + 1) & (slots.count - 1)
        }
        return 0
    }

    private func matches(_ source: [UInt8], _ start: Int, _ slot: Slot) -> Bool {
        for offset in 0..<Int(slot.count) where fold(source[start + offset]) != text[Int(slot.start) + offset] {
            return false
        }
        return true
    }

    private func hash(_ source: [UInt8], _ start: Int, _ end: Int) -> Int {
        let count = end - start
        let first = Int(fold(source[start]))
        let middle = Int(fold(source[start + count / 2]))
        let last = Int(fold(source[end - 1]))
        return (first &* 31 &+ middle &* 131 &+ last &* 517 &+ count &* 7919) & (slots.count - 1)
    }

    private func fold(_ byte: UInt8) -> UInt8 {
        foldsCase && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
