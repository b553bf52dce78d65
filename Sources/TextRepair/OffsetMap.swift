/// Takes offsets of a text back to the bytes it was made from: monotonic, and defined for every offset.
///
/// A unit is a character and the bytes that it was made from. Two bitmaps tell where units begin, in the text and in the file;
/// unit n of the one is unit n of the other. So any mixture of lengths costs an eighth of the two lengths together,
/// and a few words are looked at for an answer.
struct OffsetMap: Sendable {
    /// Units between two places that are noted.
    private static let stretch = 1024

    private struct Place {
        var text: UInt32
        var source: UInt32
    }

    private var textStarts = Bitmap()
    private var sourceStarts = Bitmap()
    /// Where units 0, 1024, 2048 … begin.
    private var places: [Place] = []
    private var units = 0
    private(set) var textCount = 0
    private(set) var sourceCount = 0
    /// Nothing was changed: there is no need for units.
    let isIdentity: Bool

    init() { isIdentity = true }

    /// The map of a text whose first byte comes from `source`.
    init(startingAt source: Int, textCapacity: Int, sourceCapacity: Int) {
        isIdentity = false
        sourceCount = source
        textStarts.reserve(textCapacity)
        sourceStarts.reserve(sourceCapacity)
        sourceStarts.append(zeros: source)
    }

    @inline(__always)
    mutating func append(text: Int, source: Int) {
        if units & (Self.stretch - 1) == 0 { notePlace() }
        textStarts.append(unitOf: text)
        sourceStarts.append(unitOf: source)
        units += 1
        textCount += text
        sourceCount += source
    }

    /// Adds units of one byte each.
    mutating func append(same count: Int) {
        var left = count
        while left > 0 {
            let room = Self.stretch - units & (Self.stretch - 1)
            if room == Self.stretch { notePlace() }
            let step = min(left, room)
            textStarts.append(ones: step)
            sourceStarts.append(ones: step)
            units += step
            textCount += step
            sourceCount += step
            left -= step
        }
    }

    private mutating func notePlace() {
        places.append(Place(text: UInt32(textCount), source: UInt32(sourceCount)))
    }

    /// The source offset at which the unit that holds `offset` begins or, rounding up, by which it has ended.
    func source(of offset: Int, roundingUp: Bool) -> Int {
        if isIdentity { return offset }
        guard offset < textCount, units > 0 else { return sourceCount }
        var low = 0
        var high = places.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(places[middle].text) <= offset { low = middle } else { high = middle }
        }
        let place = places[low]
        // How many units begin after the place, up to the offset: as many begin before the unit in the file.
        var index = textStarts.ones(in: Int(place.text) + 1..<offset + 1)
        if roundingUp, !textStarts[offset] { index += 1 }
        return sourceStarts.position(ofOne: index, from: Int(place.source)) ?? sourceCount
    }

    /// The source bytes of a range of the text. A range that cuts through a unit takes in all of it.
    func source(of range: Range<Int>) -> Range<Int> {
        let start = source(of: range.lowerBound, roundingUp: false)
        guard !range.isEmpty else { return start..<start }
        return start..<max(start, source(of: range.upperBound, roundingUp: true))
    }
}

/// Bits, appended one after the other.
private struct Bitmap {
    private var words: [UInt64] = []
    private var count = 0

    mutating func reserve(_ bits: Int) { words.reserveCapacity(bits / 64 + 2) }

    subscript(index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }

    /// A one, and zeros to fill up the length.
    @inline(__always)
    mutating func append(unitOf length: Int) {
        let last = (count + length - 1) >> 6
        while words.count <= last { words.append(0) }
        words[count >> 6] |= 1 << UInt64(count & 63)
        count += length
    }

    mutating func append(zeros length: Int) {
        count += length
        while words.count << 6 < count { words.append(0) }
    }

    mutating func append(ones length: Int) {
        var left = length
        while left > 0 {
            if words.count << 6 <= count { words.append(0) }
            let shift = count & 63
            let step = min(left, 64 - shift)
            words[count >> 6] |= (step == 64 ? ~0 : (1 << UInt64(step)) - 1) << UInt64(shift)
            count += step
            left -= step
        }
    }

    func ones(in range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let (first, last) = (range.lowerBound >> 6, (range.upperBound - 1) >> 6)
        let head = ~UInt64(0) << UInt64(range.lowerBound & 63)
        let tail = ~UInt64(0) >> UInt64(63 - (range.upperBound - 1) & 63)
        if first == last { return (words[first] & head & tail).nonzeroBitCount }
        var sum = (words[first] & head).nonzeroBitCount + (words[last] & tail).nonzeroBitCount
        for index in first + 1..<last { sum += words[index].nonzeroBitCount }
        return sum
    }

    /// Where the one stands that follows `skipped` others, counted from `start` on.
    func position(ofOne skipped: Int, from start: Int) -> Int? {
        var left = skipped
        var index = start >> 6
        guard index < words.count else { return nil }
        var word = words[index] & ~UInt64(0) << UInt64(start & 63)
        while true {
            let ones = word.nonzeroBitCount
            if left < ones { break }
            left -= ones
            index += 1
            guard index < words.count else { return nil }
            word = words[index]
        }
        while left > 0 {
            word &= word - 1
            left -= 1
        }
        return index << 6 + word.trailingZeroBitCount
    }
}
