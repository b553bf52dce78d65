/// `--8<--`: dashes, `8<`, dashes, any number of each; with the `;` before it that makes it text.
struct Scissors {
    var start: Int
    var end: Int
    /// The first of the semicolons.
    var escape: Int?

    /// At the beginning of a line, behind blanks.
    init?(leading line: ArraySlice<UInt8>) {
        let mark = line.drop(while: isBlank)
        let dashes = mark.drop { $0 == 0x3B }
        guard let digit = dashes.firstIndex(where: { $0 != 0x2D }), dashes[digit] == 0x38 else { return nil }
        self.init(digit: digit, in: line)
    }

    /// Around the `8` at an offset.
    init?(digit: Int, in line: ArraySlice<UInt8>) {
        start = digit
        while start > line.startIndex, line[start - 1] == 0x2D { start -= 1 }
        guard start < digit, digit + 1 < line.endIndex, line[digit + 1] == 0x3C else { return nil }
        end = digit + 2
        while end < line.endIndex, line[end] == 0x2D { end += 1 }
        guard end > digit + 2 else { return nil }
        var first = start
        while first > line.startIndex, line[first - 1] == 0x3B { first -= 1 }
        escape = first < start ? first : nil
    }
}

/// A text without blanks at its ends.
func trimmedBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
}
