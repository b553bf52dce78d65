/// Finds words that have the shape of a metric's or an alert's name.
///
/// A metric: `[a-zA-Z_:][a-zA-Z0-9_:]*` (Prometheus data model) with a `_` or `:` inside. An alert: capitals inside a
/// word (`NatsConsumerLagHigh`), as Prometheus's own style has it. Whether a name *is* one, the join decides.
enum NameScanner {
    /// The name that inline code begins with, if it is all of the code, or followed by a label selector, a range or a
    /// comparison: `x_total{status="ok"}`, `x_seconds[5m]`, `x == 0`.
    static func nameOfCode(_ code: ArraySlice<UInt8>) -> Range<Int>? {
        guard let name = name(code, at: code.startIndex) else { return nil }
        guard name.upperBound < code.endIndex else { return name }
        switch code[name.upperBound] {
        case 0x7B, 0x5B: return name
        case 0x20:
            guard name.upperBound + 1 < code.endIndex else { return nil }
            return [0x3D, 0x21, 0x3C, 0x3E].contains(code[name.upperBound + 1]) ? name : nil
        default: return nil
        }
    }

    /// Calls `found` for each name in running text.
    static func names(inText text: ArraySlice<UInt8>, _ found: (Range<Int>) -> Void) {
        var index = text.startIndex
        while index < text.endIndex {
            guard isNameByte(text[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < text.endIndex, isNameByte(text[end]) { end += 1 }
            if end - index >= 4, let range = name(text, at: index) {
                // Part of a path, a host, an option or a word with a hyphen or an accent is not a name.
                let before = index > text.startIndex ? text[index - 1] : 0x20
                let after = range.upperBound < text.endIndex ? text[range.upperBound] : 0x20
                let behind = range.upperBound + 1 < text.endIndex ? text[range.upperBound + 1] : 0x20
                let joined = isJoint(before) || (isJoint(after) && isNameByte(behind)) || after >= 0x80
                if !joined { found(range) }
            }
            index = end
        }
    }

    /// Where a name ends that stands in source at a place as it is shown, perhaps with escapes; nil where it does not.
    static func end(of name: [UInt8], in source: [UInt8], at start: Int) -> Int? {
        var index = start
        for byte in name {
            if index + 1 < source.count, source[index] == 0x5C, source[index + 1] == byte, isPunctuation(byte) {
                index += 1
            }
            guard index < source.count, source[index] == byte else { return nil }
            index += 1
        }
        // `_` beside it may be emphasis; another letter makes it another name.
        var before = start
        while before > 0, source[before - 1] == 0x5F { before -= 1 }
        if before > 0, isNameByte(source[before - 1]) || isJoint(source[before - 1]) { return nil }
        var after = index
        while after < source.count, source[after] == 0x5F || source[after] == 0x3A { after += 1 }
        guard after < source.count else { return index }
        let behind = after + 1 < source.count ? source[after + 1] : 0x20
        let isJoined =
            isNameByte(source[after]) || source[after] >= 0x80 || isJoint(source[after]) && isNameByte(behind)
        return isJoined ? nil : index
    }

    private static func isJoint(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2D, 0x2E, 0x2F, 0x40, 0x24, 0x5C, 0x25, 0x80...0xFF: true
        default: false
        }
    }

    private static func name(_ bytes: ArraySlice<UInt8>, at start: Int) -> Range<Int>? {
        guard start < bytes.endIndex, isNameByte(bytes[start]), !(0x30...0x39).contains(bytes[start]) else {
            return nil
        }
        var end = start
        var joints = 0
        var capitals = 0
        var lowers = 0
        while end < bytes.endIndex, isNameByte(bytes[end]) {
            switch bytes[end] {
            case 0x5F: joints += 1
            case 0x3A: joints += 1
            case 0x41...0x5A: capitals += 1
            case 0x61...0x7A: lowers += 1
            default: break
            }
            end += 1
        }
        // A colon at the end is punctuation.
        while end > start, bytes[end - 1] == 0x3A {
            end -= 1
            joints -= 1
        }
        guard end - start >= 4, lowers > 0 else { return nil }
        let isCamel = capitals >= 2 && joints == 0 && (0x41...0x5A).contains(bytes[start])
        return joints > 0 || isCamel ? start..<end : nil
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x3A: true
        default: false
        }
    }
}
