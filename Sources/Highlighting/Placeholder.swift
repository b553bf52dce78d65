/// Where a name in angle brackets is something to fill in, `<STREAM>`, and not the language's own.
enum Placeholders: Sendable {
    /// Markup: every tag looks like one.
    case never
    /// Languages with `List<T>`: in strings and comments alone.
    case quoted
    case capitals
    /// Shells, which would take `<name>` for a redirection.
    case anyCase
}

/// Where the placeholder ends that begins with the `<` here: a letter, then letters, digits, `_` and `-`, then `>`.
func placeholderEnd(_ source: [UInt8], _ start: Int, allowsLowerCase: Bool) -> Int? {
    var place = start + 1
    guard place < source.count, isLetter(source[place]) else { return nil }
    while place < source.count {
        let byte = source[place]
        if byte == 0x3E { break }
        let belongs =
            isLetter(byte) && (allowsLowerCase || byte < 0x61) || isDigit(byte) || byte == 0x5F || byte == 0x2D
        guard belongs, place - start < 64 else { return nil }
        place += 1
    }
    guard place < source.count else { return nil }
    // `sort <in>out` redirects.
    if start > 0, isSpaceOrEnd(source[start - 1]), place + 1 < source.count, isWordByte(source[place + 1]) {
        return nil
    }
    return place + 1
}
