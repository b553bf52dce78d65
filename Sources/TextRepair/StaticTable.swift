internal import CRepairTables

/// A table that is part of the program: bytes, and 16-bit numbers with the low byte first.
@safe struct StaticTable {
    private let base: UnsafePointer<UInt8>
    private let count: Int

    private init(_ base: UnsafePointer<UInt8>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// What the legacy encodings map to.
    static var encodings: StaticTable { unsafe StaticTable(repair_encodings(), count: REPAIR_ENCODINGS_SIZE) }
    /// Statistics of languages.
    static var languages: StaticTable { unsafe StaticTable(repair_languages(), count: REPAIR_LANGUAGES_SIZE) }

    @inline(__always)
    subscript(offset: Int) -> UInt8 {
        precondition(UInt(bitPattern: offset) < UInt(bitPattern: count))
        return unsafe base[offset]
    }

    @inline(__always)
    func number(at offset: Int) -> UInt16 { UInt16(self[offset]) | UInt16(self[offset + 1]) << 8 }
}
