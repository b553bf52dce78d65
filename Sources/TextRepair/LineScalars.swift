/// One line's scalars with their bytes in all codecs.
struct LineScalars {
    struct Cell {
        var row: UInt64
        var scalar: UInt32
        /// Offset in the text.
        var offset: UInt32
        var mask: UInt16
        /// The stretch of code that it is in, -1 outside code.
        var region: Int32
        /// It is a quotation mark that closes one before it in the line.
        var closes = false
    }

    private(set) var cells: [Cell] = []
    private(set) var end = 0
    /// The cells beyond ASCII, which alone can take part in mojibake.
    private(set) var foreign: [Int] = []

    /// Whether it has C1 controls: ISO-8859-1 was read, not Windows-1252.
    private(set) var hasControls = false

    var count: Int { cells.count }

    /// Whether a cell is a character reference.
    func isReference(_ index: Int) -> Bool { cells[index].scalar >= 0x80 && offset(index + 1) - offset(index) > 4 }

    /// Reads a line, and tells whether anything in it could begin a token of the codecs.
    mutating func read(
        _ bytes: borrowing Span<UInt8>, _ range: Range<Int>, map: ReverseMap, codecs: UInt16, code: inout CodeCursor
    ) -> Bool {
        cells.removeAll(keepingCapacity: true)
        foreign.removeAll(keepingCapacity: true)
        end = range.upperBound
        hasControls = false
        var leads: UInt16 = 0
        var quotes = OpenQuotes()
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            let region = code.region(at: index)
            if byte < 0x80 {
                if byte == 0x26, let entity = Entity(bytes, index..<range.upperBound), entity.scalar >= 0x80 {
                    append(entity.scalar, at: index, map: map, codecs: codecs, region: region, leads: &leads)
                    index += entity.length
                    continue
                }
                cells.append(Cell(row: 0, scalar: UInt32(byte), offset: UInt32(index), mask: 0, region: region))
                index += 1
                continue
            }
            let (scalar, length) = TextScanner.decode(bytes, at: index)
            append(scalar, at: index, map: map, codecs: codecs, region: region, leads: &leads)
            if Kind.isQuotationMark(scalar) { cells[cells.count - 1].closes = quotes.close(scalar) }
            index += max(length, 1)
        }
        return leads & codecs != 0 || hasControls
    }

    @inline(__always)
    private mutating func append(
        _ scalar: UInt32, at index: Int, map: ReverseMap, codecs: UInt16, region: Int32, leads: inout UInt16
    ) {
        let mask = map.mask(scalar)
        foreign.append(cells.count)
        if scalar < 0xA0 { hasControls = true }
        cells.append(
            Cell(
                row: map.row(scalar), scalar: scalar, offset: UInt32(index), mask: mask & (0xFF00 | codecs),
                region: region))
        leads |= mask
    }

    /// The scalar at an index; a line end beyond the line.
    @inline(__always)
    func scalar(_ index: Int) -> UInt32 { index >= 0 && index < cells.count ? cells[index].scalar : 0x0A }

    /// The byte of one codec at an index; 0 where it has none.
    @inline(__always)
    func byte(_ index: Int, _ codec: Int) -> UInt8 {
        index < cells.count ? UInt8(truncatingIfNeeded: cells[index].row >> UInt64(codec * 8)) : 0
    }

    /// The offset in the text at which a cell begins.
    func offset(_ index: Int) -> Int { index < cells.count ? Int(cells[index].offset) : end }

    /// The token of one codec at a place where nothing was lost, if the bytes spell one: UTF-8, or a surrogate pair as
    /// CESU-8 has it (Unicode Technical Report 26).
    func strict(at index: Int, codec: Int) -> Token? {
        guard var token = sequence(at: index, codec: codec) else { return nil }
        if UTF8Shape.isScalar(token.scalar, length: token.length) { return token }
        guard (0xD800...0xDBFF).contains(token.scalar), let low = sequence(at: token.end, codec: codec),
            (0xDC00...0xDFFF).contains(low.scalar)
        else { return nil }
        token.scalar = 0x10000 + (token.scalar - 0xD800) << 10 + (low.scalar - 0xDC00)
        token.length += low.length
        token.present += low.length
        return token
    }

    /// A lead and its continuations, whatever they stand for.
    private func sequence(at index: Int, codec: Int) -> Token? {
        let lead = byte(index, codec)
        guard let length = UTF8Shape.length(lead), index + length <= cells.count else { return nil }
        var token = Token(
            start: index, length: length, scalar: UInt32(lead) & (0x7F >> UInt32(length)), present: length)
        token.layer.codec = UInt8(codec)
        token.layer.variant = Codec.variant(of: cells[index].scalar, byte: lead, codec: codec)
        for next in index + 1..<index + length {
            let byte = byte(next, codec)
            guard byte & 0xC0 == 0x80 else { return nil }
            token.scalar = token.scalar << 6 | UInt32(byte & 0x3F)
            token.layer.variant = max(
                token.layer.variant, Codec.variant(of: cells[next].scalar, byte: byte, codec: codec))
        }
        return token
    }

    /// Adds the tokens of text that was misread several times, below one that was read at a place: what its scalars
    /// spell in another codec, or in the same.
    func addLayers(below token: Token, map: ReverseMap, codecs: UInt16, to tokens: inout [Token]) {
        var first = map.mask(token.scalar) & codecs & 0xFF
        while first != 0 {
            let codec = UInt8(first.trailingZeroBitCount)
            first &= first - 1
            guard let two = unit(at: token.start, [token.layer.codec, codec], map: map) else { continue }
            var layered = token
            layered.scalar = two.scalar
            layered.length = two.end - token.start
            layered.inner.0 = codec
            layered.penalty += codec == token.layer.codec ? Self.layerCost : Self.mixedCost
            tokens.append(layered)
            var second = map.mask(two.scalar) & codecs & 0xFF
            while second != 0 {
                let codec = UInt8(second.trailingZeroBitCount)
                second &= second - 1
                guard let three = unit(at: token.start, [token.layer.codec, layered.inner.0, codec], map: map) else {
                    continue
                }
                var deeper = layered
                deeper.scalar = three.scalar
                deeper.length = three.end - token.start
                deeper.inner.1 = codec
                deeper.penalty += codec == layered.inner.0 ? Self.layerCost : Self.mixedCost
                tokens.append(deeper)
            }
        }
    }

    /// What every further layer costs.
    private static let layerCost: Float = 2.5
    /// What one in another codec costs.
    private static let mixedCost: Float = 5

    /// The character that the cells at a place spell when the codecs are taken back one after the other.
    private func unit(at index: Int, _ codecs: [UInt8], map: ReverseMap) -> (scalar: UInt32, end: Int)? {
        guard let codec = codecs.last else {
            return index < count ? (cells[index].scalar, index + 1) : nil
        }
        let outer = codecs.dropLast()
        func byte(at index: Int) -> (byte: UInt8, end: Int)? {
            guard let below = unit(at: index, Array(outer), map: map) else { return nil }
            return (UInt8(truncatingIfNeeded: map.row(below.scalar) >> (UInt64(codec) * 8)), below.end)
        }
        guard let lead = byte(at: index), let length = UTF8Shape.length(lead.byte) else { return nil }
        var value = UInt32(lead.byte) & (0x7F >> UInt32(length))
        var end = lead.end
        for _ in 1..<length {
            guard let next = byte(at: end), next.byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next.byte & 0x3F)
            end = next.end
        }
        return UTF8Shape.isScalar(value, length: length) ? (value, end) : nil
    }

    /// How many scalars are left of a token that has lost bytes: the lead and the continuations behind it. A lead alone
    /// counts only where it goes on from another token.
    func remains(at index: Int, codec: Int, alone: Bool) -> Int {
        guard let full = UTF8Shape.length(byte(index, codec)) else { return 0 }
        var length = 1
        while length < full, index + length < count,
            byte(index + length, codec) & 0xC0 == 0x80 || scalar(index + length) == 0xFFFD
        {
            length += 1
        }
        return length > 1 || alone ? length : 0
    }

    /// Whether two are no neighbours in a word: a sign, or a capital behind a small letter.
    private static func isOdd(_ left: UInt32, _ right: UInt32) -> Bool {
        Script(left) == .none || Script(right) == .none || Kind(left) == .lower && Kind(right) == .upper
    }

    /// A sign of ISO-8859-1 that prose hardly ever has.
    private static func isRare(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA2...0xA6, 0xA8, 0xAA, 0xAC, 0xAD, 0xAF, 0xB4, 0xB6, 0xB8...0xBA, 0xBC...0xBE: true
        default: false
        }
    }

    /// Whether there is much of what could be mojibake and is none beside what the tokens take up: runs of characters
    /// that the codec has bytes for, and signs that prose does not have. Text of another encoding that was read as this
    /// one looks so, and some of it spells UTF-8.
    func isOtherwiseGarbage(_ range: Range<Int>, around tokens: [Token]) -> Bool {
        guard let codec = tokens.first(where: { $0.layer.variant != Codec.controls })?.layer.codec else { return false }
        var (covered, left) = (0, 0)
        var next = 0
        var previous = -2
        for place in foreign[foreign.partition(upTo: range.lowerBound)...] {
            if place >= range.upperBound { break }
            while next < tokens.count, tokens[next].end <= place { next += 1 }
            if next < tokens.count, tokens[next].start <= place {
                covered += 1
            } else if cells[place].row >> (UInt64(codec) * 8) & 0xFF != 0 {
                let scalar = cells[place].scalar
                let isOdd = previous == place - 1 && Self.isOdd(cells[place - 1].scalar, scalar)
                if isOdd || Self.isRare(scalar) { left += 1 }
                previous = place
            }
        }
        return left * 2 > covered
    }
}

/// Which quotation marks are open in a line.
private struct OpenQuotes {
    private var open: Set<UInt32> = []

    /// Closes the pair that a mark belongs to, or opens one with it.
    mutating func close(_ scalar: UInt32) -> Bool {
        let mates: [UInt32] =
            switch scalar {
            case 0xAB: [0xBB]
            case 0xBB: [0xAB]
            case 0x2039: [0x203A]
            case 0x203A: [0x2039]
            case 0x201C: [0x201E]
            case 0x201D: [0x201C, 0x201E, 0x201D]
            case 0x2018: [0x201A]
            case 0x2019: [0x2018, 0x201A, 0x2019]
            default: []
            }
        for mate in mates where open.remove(mate) != nil { return true }
        open.insert(scalar)
        return false
    }
}
