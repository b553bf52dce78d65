import SourceRepair
import SourceText
import TextRepair

/// How a text was read and judged, for people.
struct JudgementReport {
    let text: String

    init(_ bytes: [UInt8], name: String, terminal: Terminal) {
        let decoded = DecodedText(decoding: bytes)
        let judgements = DecodedText.judgements(of: bytes)
        var lines = [JudgementReport.headline(decoded, bytes, VisibleText.harmless(name), terminal)]
        for item in decoded.invalid { lines += ["", JudgementReport.invalid(item, of: decoded, terminal)] }
        for judgement in judgements { lines += ["", JudgementReport.text(of: judgement, terminal)] }
        lines += ["", JudgementReport.summary(decoded, judgements)]
        text = lines.joined(separator: "\n")
    }

    /// `notes.md: UTF-16 (little-endian): it begins with the byte order mark FF FE`
    private static func headline(
        _ decoded: DecodedText, _ bytes: [UInt8], _ name: String, _ terminal: Terminal
    ) -> String {
        "\(terminal.styled(name, .bold, on: .output)): \(decoded.encoding.title): \(reason(decoded, bytes))"
    }

    private static func reason(_ decoded: DecodedText, _ bytes: [UInt8]) -> String {
        for mark in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] where bytes.starts(with: mark) {
            let hex = mark.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
            return "it begins with the byte order mark \(hex)"
        }
        guard decoded.encoding.isUTF8 else { return choice(decoded, bytes) }
        if bytes.allSatisfy({ $0 < 0x80 }) { return "it is all ASCII" }
        let stray = decoded.invalid.reduce(0) { $0 + $1.bytes.count }
        return stray == 0 ? "all of it is valid" : "all of it is valid but for \(counted(stray, "byte"))"
    }

    /// Why a file that does not say its encoding was read in this one.
    private static func choice(_ decoded: DecodedText, _ bytes: [UInt8]) -> String {
        let sure = decoded.detection.map { ", \(percent($0.confidence)) sure" } ?? ""
        let others = DecodedText.encodingCandidates(of: bytes).dropFirst().prefix(3).map {
            "\($0.title) (\(decimal($0.behind)) bits behind)"
        }
        return "it does not say so, and reads best so\(sure)"
            + (others.isEmpty ? "" : "; next come \(others.joined(separator: ", "))")
    }

    private static func invalid(_ item: InvalidBytes, of decoded: DecodedText, _ terminal: Terminal) -> String {
        let bytes = item.bytes.prefix(16).map(VisibleText.byte).joined() + (item.bytes.count > 16 ? "…" : "")
        let lost = item.decodedAs.unicodeScalars.contains("\u{FFFD}")
        return place(item.range, terminal) + " " + terminal.styled("invalid", .bold, .yellow, on: .output)
            + "  \(bytes) → '\(VisibleText.spelt(item.decodedAs))'\n"
            + (lost
                ? "  no character of any encoding that was tried"
                : "  not UTF-8; these characters in \(decoded.strays.title)")
    }

    private static func text(of judgement: Judgement, _ terminal: Terminal) -> String {
        let word =
            switch judgement.verdict {
            case .repaired: terminal.styled("repaired", .bold, .green, on: .output)
            case .doubtful: terminal.styled("doubtful, left as it is", .bold, .yellow, on: .output)
            case .rejected: terminal.styled("left alone", .bold, on: .output)
            }
        let score = "score \(decimal(judgement.score)) of \(decimal(judgement.threshold)) needed"
        return """
            \(place(judgement.range, terminal)) \(word)  \(change(judgement.before, judgement.after))
              \(judgement.codec); \(score); \(percent(judgement.confidence)) sure
              \(VisibleText.harmless(judgement.evidence))
            """
    }

    private static func place(_ range: SourceRange, _ terminal: Terminal) -> String {
        terminal.styled("\(range.start.line):\(range.start.column)", .bold, on: .output)
    }

    private static func summary(_ decoded: DecodedText, _ judgements: [Judgement]) -> String {
        func count(_ verdict: Judgement.Verdict) -> Int { judgements.count { $0.verdict == verdict } }
        var parts = [
            "\(count(.repaired)) repaired", "\(count(.doubtful)) doubtful", "\(count(.rejected)) left alone",
        ]
        if !decoded.invalid.isEmpty { parts.append("\(decoded.invalid.count) invalid") }
        return judgements.isEmpty && decoded.invalid.isEmpty
            ? "nothing looks like mojibake" : parts.joined(separator: ", ")
    }

    /// `'â\u{9d}¤' → '❤'`
    static func change(_ before: String, _ after: String) -> String {
        "'\(VisibleText.spelt(before))' → " + (after.isEmpty ? "nothing" : "'\(VisibleText.spelt(after))'")
    }

    static func percent(_ confidence: Double) -> String { "\(Int((confidence * 100).rounded())) %" }

    /// With one place behind the point.
    private static func decimal(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e9 else { return "\(number)" }
        let tenths = Int((abs(number) * 10).rounded())
        return "\(number < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    }
}

/// `1 byte`, `2 bytes`
func counted(_ number: Int, _ name: String) -> String { "\(number) \(name)\(number == 1 ? "" : "s")" }
