/// Finds what the scalars at a place of a line can stand for in one codec, when bytes may have been lost.
///
/// A byte that the codec leaves undefined may have vanished or become U+FFFD or a question mark, a no-break space may
/// have become a plain one or vanished beside one, a curly quotation mark may have been straightened.
struct TokenSearch {
    private let codec: Int
    private let undefined: [UInt8]
    /// Whether the document has shown that text was lost: only then may all but the lead be gone.
    private let evident: Bool

    /// Whether the codec explains much of the document.
    private let isWide: Bool
    /// Whether ISO-8859-1 was at work in the document: its control characters are trimmed from a line's end.
    private let keepsControls: Bool

    init(codec: Int, evidence: Evidence) {
        let evident = evidence.certain[codec] > 0
        isWide = evident && evidence.coverage(codec) >= 0.5
        keepsControls = codec == 0 && evidence.hasControls
        self.codec = codec
        self.undefined = Codec.all[codec].undefined
        self.evident = evident
    }

    /// Adds the tokens at a place to `tokens`: the one that is whole, or those that have lost something.
    func search(_ line: borrowing LineScalars, at index: Int, into tokens: inout [Token]) {
        if let token = line.strict(at: index, codec: codec) {
            if Commonness.base(token.scalar) > -3.5 { tokens.append(token) }
            return
        }
        let lead = line.byte(index, codec)
        guard let size = UTF8Shape.length(lead), isWorthIt(line, index, size) else { return }
        var token = Token(start: index, length: 1, scalar: UInt32(lead) & (0x7F >> UInt32(size)), present: 1)
        token.layer.codec = UInt8(codec)
        token.layer.variant = Codec.variant(of: line.scalar(index), byte: lead, codec: codec)
        extend(token, in: line, left: size - 1, size: size, tokens: &tokens)
    }

    /// Most leads are letters of clean text: one look at what follows rules them out.
    private func isWorthIt(_ line: borrowing LineScalars, _ index: Int, _ size: Int) -> Bool {
        if evident { return true }
        func continues(_ place: Int) -> Bool { line.byte(place, codec) & 0xC0 == 0x80 || line.scalar(place) == 0xFFFD }
        let next = line.scalar(index + 1)
        if size == 2 { return codec == 0 || continues(index + 1) }
        return continues(index + 1)
            || (next == 0x20 || next == 0x22 || next == 0x27 || next == 0x3F) && continues(index + 2)
    }

    private func extend(_ token: Token, in line: borrowing LineScalars, left: Int, size: Int, tokens: inout [Token]) {
        if left == 0 { return offer(token, size: size, in: line, tokens: &tokens) }
        let next = token.end
        let scalar = line.scalar(next)
        func adding(_ byte: UInt8, _ cost: Float, consuming: Int) -> Token {
            var longer = token
            longer.scalar = token.scalar << 6 | UInt32(byte & 0x3F)
            longer.length += consuming
            longer.penalty += cost
            return longer
        }
        func go(_ longer: Token) { extend(longer, in: line, left: left - 1, size: size, tokens: &tokens) }
        let byte = line.byte(next, codec)
        if byte & 0xC0 == 0x80 {
            var longer = adding(byte, 0, consuming: 1)
            longer.layer.variant = max(
                longer.layer.variant, Codec.variant(of: scalar, byte: byte, codec: codec))
            longer.present += 1
            go(longer)
        }
        if scalar == 0x20 {
            var longer = adding(0xA0, 1.5, consuming: 1)
            longer.layer.space = true
            go(longer)
        }
        if left == 1, token.length == size - 1 {
            // Beside white space a no-break space goes when white space is collapsed or trimmed.
            if scalar == 0x20 || scalar == 0x0A || scalar == 0x0D {
                var longer = adding(0xA0, 2, consuming: 0)
                longer.layer.space = true
                go(longer)
            }
            // And with it, at a line's end, what ISO-8859-1 has for control characters.
            if codec == 0, scalar == 0x0A || scalar == 0x0D, line.hasControls || keepsControls {
                for byte in UInt8(0x80)...0x9F {
                    var longer = adding(byte, byte == 0x85 ? 1 : 2, consuming: 0)
                    longer.layer.trimmed = true
                    go(longer)
                }
            }
        }
        if scalar == 0x22 || scalar == 0x27, codec < 3 || codec > 5 {
            for byte in scalar == 0x22 ? [0x94, 0x93] as [UInt8] : [0x92, 0x91] {
                var longer = adding(byte, 1.5, consuming: 1)
                longer.layer.straight = true
                go(longer)
            }
        }
        for (index, byte) in undefined.enumerated() {
            if scalar == 0xFFFD || scalar == 0x3F {
                var longer = adding(byte, scalar == 0xFFFD ? 1 : 2.5, consuming: 1)
                longer.layer.replacedMask |= 1 << UInt8(index)
                go(longer)
            }
            guard scalar != 0xFFFD else { continue }
            // A quotation mark in the place of a byte is more likely to be that byte.
            let isQuote = scalar == 0x22 || scalar == 0x27
            var longer = adding(byte, (token.layer.droppedMask == 0 ? 1.5 : 2.5) + (isQuote ? 1.5 : 0), consuming: 0)
            longer.layer.droppedMask |= 1 << UInt8(index)
            go(longer)
        }
    }

    private func offer(_ token: Token, size: Int, in line: borrowing LineScalars, tokens: inout [Token]) {
        guard token.layer.lost, UTF8Shape.isScalar(token.scalar, length: size) else { return }
        var token = token
        if token.present == 1 {
            // Of references one alone tells nothing; and a lead alone, in no word, is a letter.
            if line.isReference(token.start) { return }
            // A letter that begins a word has the rest of it behind.
            let next = line.strict(at: token.end, codec: codec)?.scalar ?? line.scalar(token.end)
            let beginsWord =
                token.layer.space && Kind(next) == .lower && Script(next) != .none
                && Script(next) == Script(token.scalar)
            let isInWord =
                beginsWord || Script(line.scalar(token.start - 1)) != .none
                || Kind(line.scalar(token.start - 1)) == .digit
            if !isInWord, line.scalar(token.end) == 0x20 || line.scalar(token.end) == 0x0A || token.layer.space,
                line.scalar(token.end - 1) != 0x20 || line.scalar(token.end) != 0x20
            {
                token.penalty += isWide && token.scalar == 0xA0 ? 1 : 4
            }
        }
        // Half of a character at least must be there, unless the document speaks for it.
        if size > 2, (size - token.present) * 2 > size, !evident || size == 4 && token.present < 2 { return }
        guard Commonness.base(token.scalar) > Commonness.unheardOf else { return }
        // `à` is a word of its own, and begins none.
        if token.layer.space, token.scalar == 0xE0, Script(line.scalar(token.start - 1)) == .none,
            Script(line.scalar(token.end)) == .latin
        {
            token.penalty += 5
        }
        // A sign that has eaten the only space behind it.
        if token.layer.space, line.scalar(token.end - 1) == 0x20, line.scalar(token.end) != 0x20,
            Script(token.scalar) == .none, token.scalar != 0xA0
        {
            token.penalty += 2
        }
        tokens.append(token)
    }
}
