import SourceRepair
import SourceText
import TextRepair

/// What a repair changes, for people: each line before and after, with the characters that differ marked.
struct RepairReport {
    let terminal: Terminal
    /// Whether every line is shown that changes; with `-v` they are in any case.
    let showsLines: Bool

    func print(_ run: RepairRun) {
        var text = ""
        for file in run.files { text += self.text(of: file) }
        if !text.isEmpty { terminal.write(text, on: .output) }
        terminal.note(summary(run))
        if run.files.contains(where: { $0.state == .pending }) {
            terminal.note("nothing is written yet: with --write the files are repaired")
        }
    }

    private func text(of file: RepairRun.File) -> String {
        let path = VisibleText.harmless(file.file.path)
        let name = terminal.styled(path, .bold, on: .output)
        var text = ""
        switch file.state {
        case .clean: break
        case .pending:
            if file.repair.isConverted { text += "\(name): \(RepairReport.conversion(file.repair))\n" }
        case .written: text += "\(name): \(RepairReport.what(file.repair))\n"
        case .accepted(let rule, let reason):
            text +=
                "\(name): left as it is: opsbook.yml accepts \(rule.rawValue) here: \(VisibleText.harmless(reason))\n"
        case .left(let reason):
            text += "\(name): \(terminal.styled("left as it is", .yellow, on: .output)): \(reason)\n"
        case .failed(let reason):
            text += "\(name): \(terminal.styled("error", .bold, .red, on: .output)): \(VisibleText.harmless(reason))\n"
        }
        if terminal.isVerbose || showsLines && !file.state.isAccepted {
            for line in file.repair.changedLines { text += self.text(of: line, in: file.repair, path) }
        }
        guard terminal.isVerbose else { return text }
        for doubt in file.doubtful {
            text +=
                place(path, doubt.range) + " "
                + terminal.styled("in doubt", .bold, .yellow, on: .output)
                + ": \(JudgementReport.change(doubt.before, doubt.after)) "
                + "(\(doubt.reading); \(JudgementReport.percent(doubt.confidence)) sure)\n"
        }
        for item in file.repair.leftBytes {
            let bytes = item.bytes.prefix(8).map(VisibleText.byte).joined() + (item.bytes.count > 8 ? "…" : "")
            text += "\(place(path, item.range)) \(bytes) is no text in any encoding, and stays\n"
        }
        return text
    }

    private func place(_ path: String, _ range: SourceRange) -> String {
        terminal.styled("\(path):\(range.start.line):\(range.start.column):", .bold, on: .output)
    }

    // MARK: Lines

    private func text(of line: ChangedLine, in repair: FileRepair, _ path: String) -> String {
        var (before, after) = ("", "")
        var changes: [TextChange] = []
        for (index, piece) in line.pieces.enumerated() {
            switch piece {
            case .same(let bytes):
                let shown = RepairReport.clipped(
                    bytes, isFirst: index == 0, isLast: index == line.pieces.count - 1)
                before += terminal.styled(shown, .red, on: .output)
                after += terminal.styled(shown, .green, on: .output)
            case .change(let number):
                let change = repair.changes[number]
                changes.append(change)
                before += terminal.styled(change.spelt, .red, .reversed, on: .output)
                after += terminal.styled(VisibleText.spelt(change.after), .green, .reversed, on: .output)
            }
        }
        var text = terminal.styled("\(path):\(line.number)", .bold, on: .output) + "\n"
        text += terminal.styled("-", .red, on: .output) + " \(before)\n"
        text += terminal.styled("+", .green, on: .output) + " \(after)\n"
        if terminal.isVerbose {
            for change in changes { text += "  \(reason(change))\n" }
        } else if !terminal.colors(.output) {
            // Without colours, nothing in the lines says where they differ.
            text += "  " + changes.map(\.summary).joined(separator: ", ") + "\n"
        }
        return text
    }

    /// `column 3: 'â†' → '←': cp1252[drop 90]→utf-8, 99 % sure: …`
    private func reason(_ change: TextChange) -> String {
        let sure = change.confidence.map { ", \(JudgementReport.percent($0)) sure" } ?? ""
        return "column \(change.place.start.column): \(change.summary): \(change.codec)\(sure): "
            + VisibleText.harmless(change.evidence)
    }

    /// So many bytes of unchanged text are shown whole; of more, so many beside each change.
    private static let (whole, beside) = (160, 60)

    /// An unchanged stretch without its middle, or without what lies far from the line's changes.
    private static func clipped(_ bytes: [UInt8], isFirst: Bool, isLast: Bool) -> String {
        guard bytes.count > whole else { return VisibleText.harmless(bytes) }
        // Cut where a character begins.
        var (head, tail) = (beside, bytes.count - beside)
        while head > 0, bytes[head] & 0xC0 == 0x80 { head -= 1 }
        while tail < bytes.count, bytes[tail] & 0xC0 == 0x80 { tail += 1 }
        let start = isFirst ? "" : VisibleText.harmless(bytes[..<head])
        let end = isLast ? "" : VisibleText.harmless(bytes[tail...])
        return start + "…" + end
    }

    // MARK: In a word

    /// `UTF-16 (little-endian) → UTF-8`
    private static func conversion(_ repair: FileRepair) -> String { "\(repair.encoding.title) → UTF-8" }

    /// What a repair is, in a word: `3 places repaired`.
    static func what(_ repair: FileRepair) -> String {
        let places = repair.changes.isEmpty ? [] : ["\(counted(repair.changes.count, "place")) repaired"]
        return ((repair.isConverted ? [conversion(repair)] : []) + places).joined(separator: ", ")
    }

    /// `34 files: 2 to repair, in 17 places; 1 left as it is; 3 places in doubt (-v shows them); not looked at: 2 files that
    /// are no Markdown`
    private func summary(_ run: RepairRun) -> String {
        func count(_ isMeant: (RepairRun.State) -> Bool) -> Int { run.files.count { isMeant($0.state) } }
        func places(_ state: RepairRun.State) -> Int {
            run.files.reduce(0) { $0 + ($1.state == state ? $1.repair.changes.count : 0) }
        }
        var parts: [String] = []
        for (state, words) in [(RepairRun.State.pending, "to repair"), (.written, "repaired")] {
            let files = count { $0 == state }
            if files > 0 { parts.append("\(files) \(words), in \(counted(places(state), "place"))") }
        }
        let (accepted, left, failed) = (count(\.isAccepted), count(\.isLeft), count(\.hasFailed))
        if accepted > 0 { parts.append("\(accepted) left as opsbook.yml accepts \(accepted == 1 ? "it" : "them")") }
        if left > 0 { parts.append("\(left) left as \(left == 1 ? "it is" : "they are")") }
        if failed > 0 { parts.append("\(failed) failed") }
        if parts.isEmpty { parts.append("nothing to repair") }
        let doubts = run.files.reduce(0) { $0 + $1.doubtful.count }
        if doubts > 0 {
            parts.append("\(counted(doubts, "place")) in doubt" + (terminal.isVerbose ? "" : " (-v shows them)"))
        }
        if run.otherFiles > 0 {
            parts.append(
                "not looked at: \(counted(run.otherFiles, "file")) that \(run.otherFiles == 1 ? "is" : "are") no Markdown"
            )
        }
        return "\(counted(run.count, "file")): \(parts.joined(separator: "; "))"
    }
}

extension TextChange {
    /// What stood there, as a reader can tell it.
    var spelt: String {
        switch before {
        case .text(let text): VisibleText.spelt(text)
        case .byte(let byte): VisibleText.byte(byte)
        }
    }

    /// `'â†' → '←'`
    fileprivate var summary: String { "'\(spelt)' → " + (after.isEmpty ? "nothing" : "'\(VisibleText.spelt(after))'") }
}

extension RepairRun.State {
    var isAccepted: Bool { if case .accepted = self { true } else { false } }
    var isLeft: Bool { if case .left = self { true } else { false } }
    var hasFailed: Bool { if case .failed = self { true } else { false } }
}
