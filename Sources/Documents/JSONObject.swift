/// An object of JSON at the start of a text, as front matter.
enum JSONObject {
    /// Where it ends, and where the line behind it begins; nil where the text begins otherwise, as with `{{< x >}}`.
    static func range(_ text: [UInt8]) -> (end: Int, next: Int)? {
        guard text.first == 0x7B else { return nil }
        var index = 1
        while index < text.count, isBlank(text[index]) || text[index] == 0x0A || text[index] == 0x0D { index += 1 }
        guard index < text.count, text[index] == 0x22 else { return nil }
        var depth = 1
        while index < text.count, depth > 0 {
            switch text[index] {
            case 0x22:
                index += 1
                while index < text.count, text[index] != 0x22 { index += text[index] == 0x5C ? 2 : 1 }
            case 0x7B: depth += 1
            case 0x7D: depth -= 1
            default: break
            }
            index += 1
        }
        guard depth == 0, index <= text.count else { return nil }
        let end = index
        while index < text.count, isBlank(text[index]) || text[index] == 0x0D { index += 1 }
        guard index == text.count || text[index] == 0x0A else { return nil }
        return (end, min(index + 1, text.count))
    }
}
