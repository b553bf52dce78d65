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
/// In any case it may be several words, `<instance label, if any>`.
func placeholderEnd(_ source: [UInt8], _ start: Int, allowsLowerCase: Bool) -> Int? {
    var place = start + 1
    guard place < source.count, isLetter(source[place]) else { return nil }
    var word = place
    while place < source.count, source[place] != 0x3E {
        let byte = source[place]
        guard place - start < 64 else { return nil }
        switch byte {
        case 0x5F, 0x2D: break
        case 0x20 where allowsLowerCase && !isSpaceOrEnd(source[place - 1]): word = place + 1
        // `sort <in.txt` reads a file.
        case 0x2E, 0x2C:
            let endsWord = place + 1 < source.count && source[place + 1] == 0x20
            guard allowsLowerCase, endsWord || word > start + 1 else { return nil }
        default:
            guard isLetter(byte) && (allowsLowerCase || byte < 0x61) || isDigit(byte) else { return nil }
        }
        place += 1
    }
    guard place < source.count else { return nil }
    if word > start + 1, !isProse(source, start, lastWord: word, place) { return nil }
    // `sort <in>out` redirects.
    if start > 0, isSpaceOrEnd(source[start - 1]), place + 1 < source.count, isWordByte(source[place + 1]) {
        return nil
    }
    return place + 1
}

/// Whether what lies between `<` and `>`, several words, can be no part of a command: `<in >out`, `<in 2>&1`,
/// `<in -u> out` and `<<END x> out` are.
private func isProse(_ source: [UInt8], _ start: Int, lastWord: Int, _ end: Int) -> Bool {
    if start > 0, source[start - 1] == 0x3C { return false }
    guard isWordByte(source[end - 1]), !(end == lastWord + 1 && isDigit(source[lastWord])) else { return false }
    if end + 1 < source.count, [0x3E, 0x26, 0x28].contains(source[end + 1]) { return false }
    return !(start..<end).contains { source[$0] == 0x20 && source[$0 + 1] == 0x2D && source[$0 + 2] != 0x20 }
}
