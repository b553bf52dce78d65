import FoundationEssentials
import SourceRepair
import SourceText
import TextRepair

/// What a repair changes, for programs: one JSON object, version 1.
struct RepairJSON: Encodable {
    struct Counts: Encodable {
        /// All that were looked at.
        var files: Int
        var toRepair: Int
        var written: Int
        var accepted: Int
        var left: Int
        var failed: Int
        /// Places that are, or would be, repaired.
        var repairs: Int
        var doubtful: Int
        /// Files of the folders that are neither Markdown nor included.
        var notLookedAt: Int
    }

    struct File: Encodable {
        var path: String
        var encoding: String
        var becomesUTF8: Bool
        /// `clean`, `to-repair`, `written`, `accepted`, `left` or `failed`.
        var state: String
        /// Why it was accepted, left or failed.
        var reason: String?
        var repairs: [RepairRecord]
        var doubtful: [RepairRecord]
    }

    var version = 1
    var summary: Counts
    var files: [File]
    /// What could not be read, in words.
    var failures: [String]

    init(_ run: RepairRun) {
        let files = run.files.map(File.init)
        self.files = files
        failures = run.failures
        func count(_ state: String) -> Int { files.count { $0.state == state } }
        summary = Counts(
            files: run.count, toRepair: count("to-repair"), written: count("written"), accepted: count("accepted"),
            left: count("left"), failed: count("failed") + run.failures.count,
            repairs: files.reduce(0) { $0 + (["to-repair", "written"].contains($1.state) ? $1.repairs.count : 0) },
            doubtful: files.reduce(0) { $0 + $1.doubtful.count }, notLookedAt: run.otherFiles)
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension RepairJSON.File {
    init(_ file: RepairRun.File) {
        path = file.file.path
        encoding = file.repair.encoding.title
        becomesUTF8 = file.repair.isConverted
        (state, reason) =
            switch file.state {
            case .clean: ("clean", nil)
            case .pending: ("to-repair", nil)
            case .written: ("written", nil)
            case .accepted(_, let reason): ("accepted", reason)
            case .left(let reason): ("left", reason)
            case .failed(let reason): ("failed", reason)
            }
        repairs = file.repair.changes.map(RepairRecord.init)
        doubtful = file.doubtful.map { doubt in
            var record = RepairRecord(doubt)
            record.evidence = doubt.evidence
            return record
        }
    }
}

extension RepairRecord {
    /// With the evidence.
    fileprivate init(_ change: TextChange) {
        (line, col) = (change.place.start.line, change.place.start.column)
        switch change.before {
        case .text(let text): before = text
        case .byte(let value): byte = String(value, radix: 16, uppercase: true)
        }
        (after, codec) = (change.after, change.codec)
        (confidence, evidence) = (change.confidence, change.evidence)
    }
}
