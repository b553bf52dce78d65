/// For every scalar, the byte that each codec would have read it from: one load answers for all codecs.
struct ReverseMap: Sendable {
    static let shared = ReverseMap(Codec.all)

    let codecs: [Codec]
    /// Index of a scalar's row block, by `scalar >> 6`; block 0 is empty, and is that of nearly all text.
    private let block: [UInt8]
    /// The bytes of up to eight codecs, codec 0 lowest; 0 where a codec lacks the scalar.
    private let rows: [UInt64]
    /// Low byte: codecs in which the scalar may lead a UTF-8 sequence; high byte: in which it may continue one.
    private let masks: [UInt16]

    init(_ codecs: [Codec]) {
        var block = [UInt8](repeating: 0, count: 1024)
        var rows = [UInt64](repeating: 0, count: 64)
        func slot(_ scalar: UInt32) -> Int {
            let page = Int(scalar >> 6)
            if block[page] == 0 {
                block[page] = UInt8(rows.count / 64)
                rows.append(contentsOf: repeatElement(0, count: 64))
            }
            return Int(block[page]) * 64 + Int(scalar & 63)
        }
        for (index, codec) in codecs.enumerated() {
            for (offset, scalar) in codec.upperHalf.enumerated() where scalar != Codec.nothing {
                rows[slot(scalar)] |= UInt64(0x80 + offset) << UInt64(index * 8)
            }
            if index == 0 {
                // ISO-8859-1 shares the slot of Windows-1252: a C1 control is its own byte.
                for byte in UInt32(0x80)...0x9F where rows[slot(byte)] & 0xFF == 0 {
                    rows[slot(byte)] |= UInt64(byte)
                }
                // And so does Windows-1254, for the letters that only it has.
                for (byte, scalar) in Codec.windows1254 { rows[slot(scalar)] |= UInt64(byte) }
            }
        }
        let replacement = slot(0xFFFD)
        var masks = rows.map { row in
            var mask: UInt16 = 0
            for index in codecs.indices {
                let byte = UInt8(truncatingIfNeeded: row >> UInt64(index * 8))
                if (0xC2...0xF4).contains(byte) { mask |= 1 << UInt16(index) }
                if (0x80...0xBF).contains(byte) { mask |= 0x100 << UInt16(index) }
            }
            return mask
        }
        // U+FFFD may stand for any byte that a codec leaves undefined.
        for (index, codec) in codecs.enumerated() where !codec.undefined.isEmpty {
            masks[replacement] |= 0x100 << UInt16(index)
        }
        self.codecs = codecs
        self.block = block
        self.rows = rows
        self.masks = masks
    }

    /// Which codecs have the scalar as a lead byte (low eight bits) and as a continuation byte (high eight).
    @inline(__always)
    func mask(_ scalar: UInt32) -> UInt16 {
        let page = Int(scalar >> 6)
        guard page < 1024 else { return 0 }
        return masks[Int(block[page]) * 64 + Int(scalar & 63)]
    }

    /// The scalar's bytes in all codecs, eight bits a codec.
    @inline(__always)
    func row(_ scalar: UInt32) -> UInt64 {
        let page = Int(scalar >> 6)
        guard page < 1024 else { return 0 }
        return rows[Int(block[page]) * 64 + Int(scalar & 63)]
    }
}
