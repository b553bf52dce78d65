/// Character references in the value of an attribute (HTML Living Standard, 13.2.5.72 to 80).
///
/// All numeric ones are decoded, and every named one that stands for ASCII: what a scheme, an id or a path is made of.
/// The rest of the 2,231 names stays as written. That is safe because what is decoded here is what is judged, and what
/// is judged is written with every `&` escaped: a browser decodes it to exactly that, whatever names we know.
enum HTMLReferences {
    static func decode(_ value: ArraySlice<UInt8>) -> [UInt8] {
        guard value.contains(0x26) else { return Array(value) }
        var result: [UInt8] = []
        result.reserveCapacity(value.count)
        var index = value.startIndex
        while index < value.endIndex {
            if value[index] == 0x26, let (text, end) = reference(value, index + 1) {
                result.append(contentsOf: text)
                index = end
            } else {
                result.append(value[index])
                index += 1
            }
        }
        return result
    }

    /// Behind a `&`: what the reference stands for, and its end.
    private static func reference(_ value: ArraySlice<UInt8>, _ start: Int) -> (text: [UInt8], end: Int)? {
        guard start < value.endIndex else { return nil }
        if value[start] == 0x23 { return numeric(value, start + 1) }
        var end = start
        while end < value.endIndex, end - start < longestName, isLetter(value[end]) { end += 1 }
        let name = String(decoding: value[start..<end], as: UTF8.self)
        if end < value.endIndex, value[end] == 0x3B { return named[name].map { (Array($0.utf8), end + 1) } }
        // A few may lack their semicolon; in an attribute not before a letter, a digit or `=`.
        guard withoutSemicolon.contains(name), let text = named[name] else { return nil }
        if end < value.endIndex, value[end] == 0x3D || (0x30...0x39).contains(value[end]) || isLetter(value[end]) {
            return nil
        }
        return (Array(text.utf8), end)
    }

    private static func numeric(_ value: ArraySlice<UInt8>, _ start: Int) -> (text: [UInt8], end: Int)? {
        var index = start
        let isHexadecimal = index < value.endIndex && value[index] | 0x20 == 0x78
        if isHexadecimal { index += 1 }
        let digits = index
        var number: UInt32 = 0
        while index < value.endIndex, let digit = digit(value[index]), isHexadecimal || digit < 10 {
            number = min(number * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
            index += 1
        }
        guard index > digits else { return nil }
        if index < value.endIndex, value[index] == 0x3B { index += 1 }
        let scalar = number == 0 ? nil : Unicode.Scalar(number)
        return (Array(String(Character(scalar ?? "\u{FFFD}")).utf8), index)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x57
        default: nil
        }
    }

    private static let longestName = 16

    private static let withoutSemicolon: Set<String> = ["amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT", "nbsp"]

    private static let named: [String: String] = [
        "Tab": "\t", "NewLine": "\n", "excl": "!", "quot": "\"", "QUOT": "\"", "num": "#", "dollar": "$",
        "percnt": "%", "amp": "&", "AMP": "&", "apos": "'", "lpar": "(", "rpar": ")", "ast": "*", "midast": "*",
        "plus": "+", "comma": ",", "period": ".", "sol": "/", "colon": ":", "semi": ";", "lt": "<", "LT": "<",
        "equals": "=", "gt": ">", "GT": ">", "quest": "?", "commat": "@", "lsqb": "[", "lbrack": "[", "bsol": "\\",
        "rsqb": "]", "rbrack": "]", "Hat": "^", "lowbar": "_", "UnderBar": "_", "grave": "`",
        "DiacriticalGrave": "`", "fjlig": "fj", "lcub": "{", "lbrace": "{", "verbar": "|", "vert": "|",
        "VerticalLine": "|", "rcub": "}", "rbrace": "}", "nbsp": "\u{A0}",
    ]
}
