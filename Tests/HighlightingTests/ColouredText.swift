import Highlighting

/// HTML in the short form tests are written in: `<span class="k">if</span>` is `k‹if›`, `<mark>` is `mark‹…›`.
func coloured(_ language: String, _ code: String) -> String {
    var html: [UInt8] = []
    guard let highlighter = Highlighter(language: Array(language.utf8)[...]) else { return "no such language" }
    highlighter.write(Array(code.utf8)[...], into: &html)
    return short(html)
}

func short(_ html: [UInt8]) -> String {
    var text = String(decoding: html, as: UTF8.self)
    for letter in "cskfnvopidh" { text.replace("<span class=\"\(letter)\">", with: "\(letter)‹") }
    for (tag, mark) in [("</span>", "›"), ("<mark>", "mark‹"), ("</mark>", "›")] { text.replace(tag, with: mark) }
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        text.replace(entity, with: sign)
    }
    return text
}

/// The text of HTML: tags removed, entities decoded; nil if a tag is left open, or closes what is not open.
func text(ofHTML html: [UInt8]) -> [UInt8]? {
    var text: [UInt8] = []
    var open: [[UInt8]] = []
    var index = 0
    while index < html.count {
        switch html[index] {
        case UInt8(ascii: "<"):
            guard let close = html[index...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
            let tag = html[(index + 1)..<close]
            let isEnd = tag.first == UInt8(ascii: "/")
            let name = Array(tag.dropFirst(isEnd ? 1 : 0).prefix { $0 != UInt8(ascii: " ") })
            if !isEnd { open.append(name) } else if open.popLast() != name { return nil }
            index = close + 1
        case UInt8(ascii: ">"), UInt8(ascii: "\""): return nil
        case UInt8(ascii: "&"):
            guard let end = html[index...].prefix(6).firstIndex(of: UInt8(ascii: ";")),
                let sign = entities[String(decoding: html[index...end], as: UTF8.self)]
            else { return nil }
            text.append(sign)
            index = end + 1
        case let byte:
            text.append(byte)
            index += 1
        }
    }
    return open.isEmpty ? text : nil
}

private let entities = [
    "&lt;": UInt8(ascii: "<"), "&gt;": UInt8(ascii: ">"), "&quot;": UInt8(ascii: "\""), "&amp;": UInt8(ascii: "&"),
]

/// A generator whose numbers are the same everywhere (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
