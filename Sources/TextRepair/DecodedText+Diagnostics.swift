package import SourceText

extension DecodedText {
    /// What was decoded, repaired and left in doubt, as findings in the order of the file.
    package func diagnostics(file: String) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for repair in repairs {
            findings.append(
                Diagnostic(
                    .encodingMojibake, file: file, range: repair.range,
                    message: "'\(Self.shorten(repair.before))' is mojibake for \(Self.quote(repair.after)) "
                        + "(\(repair.reading)\(Self.losses(repair)); \(Self.percent(repair.confidence)) sure)",
                    target: repair.before, suggestion: repair.after))
        }
        for doubt in doubtful {
            findings.append(
                Diagnostic(
                    .encodingDoubtful, file: file, range: doubt.range,
                    message: "'\(Self.shorten(doubt.before))' may be mojibake for \(Self.quote(doubt.after)) "
                        + "(\(doubt.reading)\(Self.losses(doubt)); \(Self.percent(doubt.confidence)) sure); "
                        + "it was left as it is",
                    target: doubt.before, suggestion: doubt.after))
        }
        if let detection {
            let mark = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? " without a byte order mark" : ""
            // However clear it is, it is a guess.
            let confidence = Self.percent(min(detection.confidence, 0.99))
            findings.append(
                Diagnostic(
                    .encodingInvalid, file: file, range: detection.range,
                    message: "this file is \(encoding.title)\(mark), not UTF-8: read as such (\(confidence) sure); "
                        + "save it as UTF-8, or run opsbook repair --write"))
        }
        for item in invalid {
            let hex = item.bytes.prefix(8).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
            let bytes = hex.joined(separator: " ") + (item.bytes.count > 8 ? " …" : "")
            let many = item.bytes.count > 1
            findings.append(
                Diagnostic(
                    .encodingInvalid, file: file, range: item.range,
                    message: "\(many ? "bytes" : "byte") \(bytes) \(many ? "are" : "is") not "
                        + "\(encoding == .utf8WithBOM ? "UTF-8" : encoding.title): "
                        + "read as '\(Self.shorten(item.decodedAs))'\(reading(of: item))"))
        }
        return findings.sorted()
    }

    /// ` (Windows-1252)`: how bytes were read that are not in the file's encoding.
    private func reading(of item: InvalidBytes) -> String {
        let scalars = item.decodedAs.unicodeScalars
        if scalars.contains("\u{FFFD}") { return "" }
        // No byte of another encoding stands for these: they were halves of pairs (CESU-8).
        return scalars.contains { $0.value > 0xFFFF } ? " (surrogate pairs)" : " (\(strays.title))"
    }

    /// A message names so many scalars of a text at most; the whole of it is in `target` and `suggestion`.
    private static func shorten(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > 40 else { return text }
        var short = String.UnicodeScalarView(scalars.prefix(39))
        short.append("…")
        return String(short)
    }

    /// A text in quotation marks, or its name where it cannot be seen.
    private static func quote(_ text: String) -> String {
        switch text {
        case "": "a byte order mark, which was removed"
        case "\u{A0}": "a no-break space"
        case "\u{FEFF}": "a byte order mark"
        case "\u{FE0F}": "a variation selector"
        case "\u{FFFD}": "the replacement character"
        default: "'\(shorten(text))'"
        }
    }

    /// `, byte 90 lost`
    private static func losses(_ repair: Repair) -> String {
        guard let start = repair.codec.firstIndex(of: "["), let end = repair.codec.firstIndex(of: "]") else {
            return ""
        }
        let losses = repair.codec[repair.codec.index(after: start)..<end].split(separator: ", ")
        return losses.map { ", " + word(for: String($0)) }.joined()
    }

    /// A loss as `Repair.codec` writes it, for people.
    private static func word(for loss: String) -> String {
        let parts = loss.split(separator: " ", maxSplits: 1)
        switch parts.first {
        case "drop": return "byte \(parts[1]) lost"
        case "replace": return "byte \(parts[1]) replaced"
        case "space": return "a no-break space made a space"
        case "straight": return "a quotation mark straightened"
        default: return loss
        }
    }

    private static func percent(_ confidence: Double) -> String { "\(Int((confidence * 100).rounded())) %" }
}
