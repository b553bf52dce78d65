/// The colours of `rect` and `box`: `rgb(…)`, `rgba(…)`, `#…`, or a name.
enum SequenceColor {
    /// A colour that may stand in an attribute, or nil.
    static func value(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let (value, end) = leading(text, text.prefix { !$0.isBlank && $0 != UInt8(ascii: "(") }),
            end == text.endIndex
        else { return text.count <= 24 && !text.isEmpty && text.allSatisfy(\.isLetter) ? Array(text) : nil }
        return value
    }

    /// A colour before other words, and where it ends. A mere name counts only if it is one of the common colours: it may be
    /// the first word of a title.
    static func leading(_ text: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>) -> (value: [UInt8], end: Int)? {
        if word.equals("rgb") || word.equals("rgba") {
            guard let close = text.firstIndex(of: UInt8(ascii: ")")) else { return nil }
            let inside = text[word.endIndex..<close].dropFirst()
            let isNumeric = inside.allSatisfy {
                $0.isDigit || $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
                    || $0 == UInt8(ascii: "%")
            }
            return isNumeric && inside.count < 40 ? (Array(text[...close]), close + 1) : nil
        }
        if word.first == UInt8(ascii: "#"), [4, 5, 7, 9].contains(word.count), word.dropFirst().allSatisfy(\.isHexDigit)
        {
            return (Array(word), word.endIndex)
        }
        return names.contains(word.map { $0 | 0x20 }) ? (Array(word), word.endIndex) : nil
    }

    private static let names: Set<[UInt8]> = Set(
        [
            "transparent", "white", "gray", "grey", "lightgray", "lightgrey", "silver", "black", "red", "orange",
            "yellow",
            "green", "blue", "purple", "pink", "aqua", "cyan", "teal", "navy", "lightblue", "lightgreen", "lightyellow",
            "lavender", "beige", "khaki", "salmon", "aliceblue", "honeydew", "mistyrose", "azure", "gold", "tan",
        ].map { Array($0.utf8) })
}
