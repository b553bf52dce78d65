extension UInt8 {
    init(_ character: Unicode.Scalar) { self.init(ascii: character) }

    var isASCIICapital: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
    var isHexDigit: Bool { isDigit || ((self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "f")) }
    /// A letter, a digit, an underscore, or a part of a character beyond ASCII.
    var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self >= 0x80 }
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isLineEnd: Bool { self == 0x0A || self == 0x0D }
    var isSpace: Bool { isBlank || isLineEnd }
}

extension Collection<UInt8> {
    /// Whether it begins with these bytes.
    func starts(_ text: StaticString) -> Bool {
        unsafe starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && starts(text) }
}

extension BidirectionalCollection<UInt8> where SubSequence: BidirectionalCollection<UInt8> {
    var trimmed: SubSequence {
        var rest = self[...]
        while let first = rest.first, first.isSpace { rest = rest.dropFirst() }
        while let last = rest.last, last.isSpace { rest = rest.dropLast() }
        return rest
    }
}
