/// Goes over code once, from front to back, and collects tokens. Whatever a language's rules do, tokens are in order and
/// do not overlap: `add` sees to it. So a wrong rule paints wrongly, and cannot lose or repeat a byte.
struct Lexer {
    let source: [UInt8]
    var index: Int
    /// Where the present language ends: less than the source's end while one language stands inside another.
    var end: Int
    private(set) var tokens: [Token] = []
    private var painted = 0
    /// Bits for what closes a template's action and stands nowhere between here and the end.
    var missingClosers: UInt8 = 0
    /// Whether a language is being read inside another. It is not read inside a third.
    private(set) var isInside = false

    init(_ code: ArraySlice<UInt8>) {
        source = Array(code)
        index = 0
        end = source.count
        tokens.reserveCapacity(source.count / 8 + 4)
    }

    /// Paints from `start` to `stop`, or to where reading has come to.
    mutating func add(_ kind: TokenKind, _ start: Int, _ stop: Int? = nil) {
        var stop = min(stop ?? index, source.count)
        var start = max(start, painted)
        // A character of several bytes stays whole.
        while start < stop, source[start] & 0xC0 == 0x80 { start += 1 }
        while stop < source.count, source[stop] & 0xC0 == 0x80 { stop += 1 }
        guard start < stop else { return }
        if start == painted, let last = tokens.last, last.kind == kind {
            tokens[tokens.count - 1].end = Int32(truncatingIfNeeded: stop)
            painted = stop
            return
        }
        tokens.append(Token(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: stop), kind: kind))
        painted = stop
    }

    /// Gives the last token another kind, if it began at this place or after it.
    mutating func rename(_ kind: TokenKind, from start: Int) {
        guard let last = tokens.last, last.start >= start else { return }
        tokens[tokens.count - 1] = Token(start: last.start, end: last.end, kind: kind)
    }

    /// The byte at a place, 0 beyond the present language.
    func byte(_ place: Int) -> UInt8 {
        place < end ? source[place] : 0
    }

    /// Reads `index..<stop` by other rules, and goes on after it.
    mutating func within(_ stop: Int, _ read: (inout Lexer) -> Void) {
        let outer = (end, missingClosers, isInside)
        end = max(index, min(stop, end))
        let goOn = end
        missingClosers = 0
        isInside = true
        read(&self)
        (end, missingClosers, isInside) = outer
        index = goOn
    }
}

// Looking at lines and words
extension Lexer {
    /// Where the line of a place ends: at its line break, or at the end.
    func lineEnd(_ place: Int) -> Int {
        var place = place
        while place < end, source[place] != 0x0A { place += 1 }
        return place
    }

    /// The place after spaces and tabs.
    func afterBlanks(_ place: Int) -> Int {
        var place = place
        while place < end, source[place] == 0x20 || source[place] == 0x09 { place += 1 }
        return place
    }

    /// `stop`, or before it the place after which only blanks stand.
    func beforeBlanks(_ stop: Int, from start: Int) -> Int {
        var stop = stop
        while stop > start, isBlank(source[stop - 1]) || source[stop - 1] == 0x0D { stop -= 1 }
        return stop
    }

    /// Whether these bytes stand at a place.
    func has(_ text: StaticString, at place: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place >= 0, place + count <= end else { return false }
        for offset in 0..<count where source[place + offset] != (unsafe text.utf8Start[offset]) { return false }
        return true
    }

    func has(_ text: [UInt8], at place: Int) -> Bool {
        guard place >= 0, place + text.count <= end else { return false }
        for offset in text.indices where source[place + offset] != text[offset] { return false }
        return true
    }

    /// Where the word that begins at a place ends.
    func wordEnd(_ place: Int, where belongs: (UInt8) -> Bool = isWordByte) -> Int {
        var place = place
        while place < end, belongs(source[place]) { place += 1 }
        return place
    }

    /// The place of a byte in the rest of a line, nil if it is not there.
    func find(_ byte: UInt8, from start: Int, to stop: Int) -> Int? {
        var place = start
        while place < stop {
            if source[place] == byte { return place }
            place += 1
        }
        return nil
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

/// Letters of other scripts count as letters.
func isWordStart(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 0x5F || byte >= 0x80 }

func isWordByte(_ byte: UInt8) -> Bool { isWordStart(byte) || isDigit(byte) }

/// Space, tab, line break, or the 0 that stands for the end.
func isSpaceOrEnd(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 || byte == 0 }
