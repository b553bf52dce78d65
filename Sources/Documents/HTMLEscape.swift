/// Text as HTML: `&`, `<`, `>`, `"` escaped, clean runs copied whole.
package func appendEscaped(_ text: ArraySlice<UInt8>, to html: inout [UInt8]) {
    var clean = text.startIndex
    var index = text.startIndex
    let end = text.endIndex
    let bytes = unsafe text.span.bytes
    while index < end {
        // Most text has nothing to escape: eight bytes are looked at together.
        let offset = index - text.startIndex
        if index + 8 <= end, unsafe isClean(bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)) {
            index += 8
            continue
        }
        let stop = min(index + 8, end)
        while index < stop {
            if let escape = escape(of: text[index]) {
                html.append(contentsOf: text[clean..<index])
                html.append(contentsOf: escape)
                clean = index + 1
            }
            index += 1
        }
    }
    html.append(contentsOf: text[clean..<end])
}

/// Whether none of eight bytes is to be escaped. `&` and `"` differ in one bit, and so do `<` and `>`.
private func isClean(_ bytes: UInt64) -> Bool {
    !hasZero((bytes | 0x0404_0404_0404_0404) ^ 0x2626_2626_2626_2626)
        && !hasZero((bytes | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E)
}

/// Whether one of eight bytes is zero.
private func hasZero(_ bytes: UInt64) -> Bool {
    (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080 != 0
}

private func escape(of byte: UInt8) -> [UInt8]? {
    switch byte {
    case 0x26: amp
    case 0x3C: lt
    case 0x3E: gt
    case 0x22: quot
    default: nil
    }
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

/// Text as HTML, everything outside ASCII as numeric references: a reader sees the damaged text that is told of, and no
/// search over the site's files finds it. It must not hold C1 controls, which no reference can name.
package func appendInReferences(_ text: String, to html: inout [UInt8]) {
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x22, 0x26, 0x3C, 0x3E, 0x80...: html += "&#x\(String(scalar.value, radix: 16));".utf8
        default: html.append(UInt8(scalar.value))
        }
    }
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
