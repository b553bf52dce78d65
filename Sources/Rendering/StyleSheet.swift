/// A style sheet without its comments and the indentation of its lines, which browsers need not load.
func compact(_ css: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(css.count)
    var quote: UInt8 = 0
    var index = 0
    while index < css.count {
        let byte = css[index]
        index += 1
        if quote != 0 {
            output.append(byte)
            if byte == UInt8(ascii: "\\"), index < css.count {
                output.append(css[index])
                index += 1
            } else if byte == quote {
                quote = 0
            }
            continue
        }
        switch byte {
        case UInt8(ascii: "/") where index < css.count && css[index] == UInt8(ascii: "*"):
            index += 2
            while index < css.count, css[index - 1] != UInt8(ascii: "*") || css[index] != UInt8(ascii: "/") {
                index += 1
            }
            index += 1
            // What the comment kept apart stays apart.
            appendSpace(&output)
        case 0x09, 0x0A, 0x0D, 0x20: appendSpace(&output)
        case UInt8(ascii: "{"), UInt8(ascii: "}"):
            if output.last == 0x20 { output.removeLast() }
            output.append(byte)
        case 0x22, 0x27:
            quote = byte
            output.append(byte)
        default: output.append(byte)
        }
    }
    return output
}

/// Space after these means nothing, in CSS as in a selector.
private func appendSpace(_ output: inout [UInt8]) {
    guard let last = output.last, !" {};,".utf8.contains(last) else { return }
    output.append(0x20)
}
