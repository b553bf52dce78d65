/// How lines are marked.
struct LineMarks: Sendable {
    /// Numbers of lines, counted from 1, whatever number the first is shown with.
    let highlighted: [ClosedRange<Int>]
    /// The number that the first line is shown with; nil where none are shown.
    let firstNumber: Int?
}

/// Turns code and its tokens into HTML. Each byte is written once, in order, whatever the tokens are.
struct CodeWriter {
    private let source: [UInt8]
    private let tokens: [Token]
    private let placeholders: Placeholders
    private let lines: LineMarks?

    init(_ source: [UInt8], _ tokens: [Token], _ placeholders: Placeholders, _ lines: LineMarks?) {
        self.source = source
        self.tokens = tokens
        self.placeholders = placeholders
        self.lines = lines
    }

    func write(into html: inout [UInt8]) {
        html.append(addingCapacity: bound) { write(into: &$0) }
    }

    /// At least what is written: each byte escaped, two tags around each token, around a placeholder, and around what a line
    /// break divides.
    private var bound: Int {
        var count = source.count + tokens.count * 23
        for byte in source { count += Int(growth[Int(byte)]) }
        guard lines != nil else { return count }
        return count + source.reduce(into: 1) { $0 += $1 == 0x0A ? 1 : 0 } * (23 + 26 + 30)
    }

    private func write(into html: inout OutputSpan<UInt8>) {
        var line = 1
        if lines != nil, !source.isEmpty { openLine(line, &html) }
        var place = 0
        for token in tokens {
            let start = Int(token.start)
            let end = Int(token.end)
            if start > place { place = write(place, start, nil, &line, &html) }
            if end > place { place = write(place, end, token.kind, &line, &html) }
        }
        _ = write(place, source.count, nil, &line, &html)
        if lines != nil, let last = source.last, last != 0x0A { put("</span>", &html) }
    }

    /// Writes to `stop`, or to the end of a placeholder that begins before; returns where.
    private func write(
        _ start: Int, _ stop: Int, _ kind: TokenKind?, _ line: inout Int, _ html: inout OutputSpan<UInt8>
    ) -> Int {
        guard lines != nil else { return writePiece(start, stop, kind, &html) }
        var place = start
        while place < stop {
            // A span does not cross lines. An answer's line break belongs to it: copying leaves out both.
            var next = place
            while next < stop, source[next] != 0x0A { next += 1 }
            let isBreak = next < stop
            if isBreak, kind == .output { next += 1 }
            place = writePiece(place, next, kind, &html)
            guard isBreak else { continue }
            if kind != .output {
                html.append(0x0A)
                place += 1
            }
            put("</span>", &html)
            line += 1
            if place < source.count { openLine(line, &html) }
        }
        return place
    }

    private func openLine(_ line: Int, _ html: inout OutputSpan<UInt8>) {
        let isHighlighted = lines?.highlighted.contains { $0.contains(line) } ?? false
        put(isHighlighted ? "<span class=\"l hl\"" : "<span class=\"l\"", &html)
        if let first = lines?.firstNumber {
            put(" data-n=\"", &html)
            for digit in String(first &+ line &- 1).utf8 { html.append(digit) }
            html.append(0x22)
        }
        html.append(0x3E)
    }

    private func writePiece(
        _ start: Int, _ stop: Int, _ kind: TokenKind?, _ html: inout OutputSpan<UInt8>
    ) -> Int {
        guard start < stop else { return start }
        if let kind {
            put("<span class=\"", &html)
            html.append(kind.rawValue)
            put("\">", &html)
        }
        var place = start
        while place < stop {
            let byte = source[place]
            place += 1
            if byte > 0x3E {
                html.append(byte)
                continue
            }
            switch byte {
            case 0x22: put("&quot;", &html)
            case 0x26: put("&amp;", &html)
            case 0x3E: put("&gt;", &html)
            case 0x3C:
                if let end = markEnd(place - 1, kind) {
                    put("<mark>&lt;", &html)
                    while place < end - 1 {
                        html.append(source[place])
                        place += 1
                    }
                    put("&gt;</mark>", &html)
                    place = end
                } else {
                    put("&lt;", &html)
                }
            default: html.append(byte)
            }
        }
        if kind != nil { put("</span>", &html) }
        return place
    }

    private func markEnd(_ start: Int, _ kind: TokenKind?) -> Int? {
        switch placeholders {
        case .never: return nil
        case .quoted: guard kind == .string || kind == .comment else { return nil }
        case .capitals, .anyCase: break
        }
        // What was answered holds `<none>` and `<pending>`.
        return placeholderEnd(source, start, allowsLowerCase: placeholders == .anyCase && kind != .output)
    }

    private func put(_ text: StaticString, _ html: inout OutputSpan<UInt8>) {
        for offset in 0..<text.utf8CodeUnitCount { html.append(unsafe text.utf8Start[offset]) }
    }
}

/// By how much a byte may grow: its escape, and `<mark>` with its end around a `<`.
private let growth: InlineArray<256, UInt8> = {
    var growth = InlineArray<256, UInt8>(repeating: 0)
    (growth[0x22], growth[0x26], growth[0x3C], growth[0x3E]) = (5, 4, 3 + 13, 3)
    return growth
}()
