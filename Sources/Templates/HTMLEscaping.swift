/// Appends text with `&`, `<`, `>`, `"` and `'` as character references.
///
/// The specification asks for the first four (interpolation, "HTML Escaping"); the fifth makes a value safe in an
/// attribute that a theme quotes with apostrophes.
func appendEscaped(_ text: Span<UInt8>, to output: inout [UInt8]) {
    var clean = 0
    for index in text.indices where needsEscape(text[index]) {
        append(text, clean, index, to: &output)
        appendReference(text[index], to: &output)
        clean = index + 1
    }
    append(text, clean, text.count, to: &output)
}

/// Appends a stretch of bytes in one copy.
@inline(__always)
func append(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, to output: inout [UInt8]) {
    if start == end { return }
    // A span can not be appended to an array in one piece without a pointer; the pointer ends with the closure.
    unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
}

/// One bit for each byte below 64, where all five lie: a table that fits a register.
@inline(__always)
private func needsEscape(_ byte: UInt8) -> Bool {
    let escaped: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
    return byte < 64 && escaped >> UInt64(byte) & 1 == 1
}

private func appendReference(_ byte: UInt8, to output: inout [UInt8]) {
    let reference: StaticString =
        switch byte {
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        default: "&#39;"
        }
    reference.withUTF8Buffer { unsafe output.append(contentsOf: $0) }
}
