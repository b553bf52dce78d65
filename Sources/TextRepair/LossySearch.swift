/// Finds what a sequence that has lost bytes can have been.
///
/// A byte that the codec leaves undefined may have vanished or become U+FFFD; a no-break space may have become a
/// plain one, a curly quotation mark a straight one.
struct LossySearch {
    private let codec: Int
    private let undefined: [UInt8]
    /// Whether the document has shown that text was lost: only then may a pair have nothing left but its lead.
    private let evident: Bool
    /// What the sequence can have been, in no order.
    private(set) var candidates: [Token] = []

    init(codec: Int, evident: Bool) {
        self.codec = codec
        self.undefined = Codec.all[codec].undefined
        self.evident = evident
    }

    /// Fills `candidates` with the lossy tokens at a place.
    mutating func search(_ line: borrowing LineScalars, at index: Int) {
        candidates.removeAll(keepingCapacity: true)
        let lead = line.byte(index, codec)
        guard let size = UTF8Shape.length(lead), isWorthIt(line, index, size) else { return }
        var token = Token(start: index, length: 1, scalar: UInt32(lead) & (0x7F >> UInt32(size)), present: 1)
        token.layer.codec = UInt8(codec)
        extend(token, in: line, left: size - 1, size: size)
    }

    /// Most leads are letters of clean text: one look at what follows rules them out.
    private func isWorthIt(_ line: borrowing LineScalars, _ index: Int, _ size: Int) -> Bool {
        let next = line.scalar(index + 1)
        if size == 2 { return evident || line.scalar(index) == 0xC2 && next == 0x20 }
        // Outside Windows-1252 little is lost, and much would be ambiguous.
        if codec != 0, !evident { return false }
        func continues(_ place: Int) -> Bool { line.byte(place, codec) & 0xC0 == 0x80 || line.scalar(place) == 0xFFFD }
        return continues(index + 1) || (next == 0x20 || next == 0x22 || next == 0x27) && continues(index + 2)
    }

    private mutating func extend(_ token: Token, in line: borrowing LineScalars, left: Int, size: Int) {
        if left == 0 { return offer(token, size: size) }
        let next = token.end
        let scalar = line.scalar(next)
        func adding(_ byte: UInt8, _ cost: Float, consuming: Int) -> Token {
            var longer = token
            longer.scalar = token.scalar << 6 | UInt32(byte & 0x3F)
            longer.length += consuming
            longer.penalty += cost
            return longer
        }
        let byte = line.byte(next, codec)
        if byte & 0xC0 == 0x80 {
            var longer = adding(byte, 0, consuming: 1)
            longer.present += 1
            extend(longer, in: line, left: left - 1, size: size)
        }
        if scalar == 0x20 {
            var longer = adding(0xA0, 1.5, consuming: 1)
            longer.layer.space = true
            extend(longer, in: line, left: left - 1, size: size)
        }
        if scalar == 0x22 || scalar == 0x27, codec < 3 {
            for byte in scalar == 0x22 ? [0x94, 0x93] as [UInt8] : [0x92, 0x91] {
                var longer = adding(byte, 1.5, consuming: 1)
                longer.layer.straight = true
                extend(longer, in: line, left: left - 1, size: size)
            }
        }
        for (index, byte) in undefined.enumerated() {
            if scalar == 0xFFFD {
                var longer = adding(byte, 1, consuming: 1)
                longer.layer.replacedMask |= 1 << UInt8(index)
                extend(longer, in: line, left: left - 1, size: size)
            }
            // What has lost two bytes can have been anything.
            guard token.layer.droppedMask == 0, scalar != 0xFFFD else { continue }
            var longer = adding(byte, 1.5, consuming: 0)
            longer.layer.droppedMask |= 1 << UInt8(index)
            extend(longer, in: line, left: left - 1, size: size)
        }
    }

    private mutating func offer(_ token: Token, size: Int) {
        guard token.layer.lost, UTF8Shape.isScalar(token.scalar, length: size) else { return }
        let lost = size - token.present
        // Half of a character at least must be there; of a pair, the lead alone says nothing unless the document
        // speaks for it. `Â ` for a lost no-break space is the exception.
        if size == 2, !evident, token.scalar != 0xA0 { return }
        if size > 2, lost * 2 > size { return }
        guard Commonness.base(token.scalar) > Commonness.unheardOf else { return }
        candidates.append(token)
    }
}
