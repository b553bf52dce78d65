/// Text as HTML: `&`, `<`, `>`, `"` escaped, clean runs copied whole.
package func appendEscaped(_ text: ArraySlice<UInt8>, to html: inout [UInt8]) {
    var clean = text.startIndex
    var index = clean
    let end = text.endIndex
    let span = text.span
    while index < end {
        let byte = span[index - text.startIndex]
        if byte <= 0x3E, byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 {
            html.append(contentsOf: text[clean..<index])
            html.append(contentsOf: byte == 0x26 ? amp : byte == 0x3C ? lt : byte == 0x3E ? gt : quot)
            clean = index + 1
        }
        index += 1
    }
    html.append(contentsOf: text[clean..<end])
}

package func appendEscaped(_ text: String, to html: inout [UInt8]) {
    appendEscaped(Array(text.utf8)[...], to: &html)
}

/// The same as a text; one with nothing to escape is returned as it is.
package func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x22 || $0 == 0x3C || $0 == 0x3E }) else { return text }
    var bytes: [UInt8] = []
    appendEscaped(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

/// A destination as cmark writes it into an attribute (`houdini_href_e.c`): what URLs do not hold is percent-encoded,
/// `&` and `'` become entities; escapes that are there stay.
package func appendEscapedURL(_ url: ArraySlice<UInt8>, to html: inout [UInt8]) {
    for byte in url {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: html.append(byte)
        // ! # $ % ( ) * + , - . / : ; = ? @ _ ~
        case 0x21, 0x23, 0x24, 0x25, 0x28...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: html.append(byte)
        case 0x26: html.append(contentsOf: amp)
        case 0x27: html.append(contentsOf: "&#x27;".utf8)
        default:
            html.append(0x25)
            html.append(hexDigit(byte >> 4))
            html.append(hexDigit(byte & 15))
        }
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

private let amp: [UInt8] = Array("&amp;".utf8)
private let lt: [UInt8] = Array("&lt;".utf8)
private let gt: [UInt8] = Array("&gt;".utf8)
private let quot: [UInt8] = Array("&quot;".utf8)
