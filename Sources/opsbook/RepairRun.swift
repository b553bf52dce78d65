import Documents
import Publishing
import Site
import SourceRepair
import SourceText
import TextRepair

/// What a repair made of each file.
struct RepairRun: Sendable {
    /// What became of a file, or would.
    enum State: Sendable, Hashable {
        /// There is nothing to repair.
        case clean
        /// It would change.
        case pending
        case written
        /// The configuration accepts its damage, for this reason.
        case accepted(rule: Rule, reason: String)
        /// It is not to be written, for this reason.
        case left(String)
        /// The system did not let us.
        case failed(String)
    }

    struct File: Sendable {
        var file: RepairScope.File
        var repair: FileRepair
        var state: State
        /// What is in doubt, and neither turned off nor accepted.
        var doubtful: [Repair]
    }

    /// The files with something to tell, by path.
    private(set) var files: [File] = []
    private(set) var count = 0
    private(set) var otherFiles = 0
    /// What could not be read or looked at, in words.
    private(set) var failures: [String]

    private var scope: RepairScope
    private let workers: Int

    /// Works out what a repair would do.
    init(_ scope: RepairScope, workers: Int, progress: BuildProgress) async {
        (self.scope, self.workers) = (scope, workers)
        failures = scope.failures
        var new = scope.files.indices
        while !new.isEmpty { new = await look(at: new, progress) }
        otherFiles = self.scope.otherFiles
        count = self.scope.files.count
        files.sort { $0.file.path < $1.file.path }
    }

    /// - Returns: the files that these include, and nobody has looked at.
    private mutating func look(at range: Range<Int>, _ progress: BuildProgress) async -> Range<Int> {
        let sources = Array(scope.files[range])
        progress.begin("reading", total: sources.count)
        let results = await parallelMap(count: sources.count, workers: workers) { index in
            defer { progress.step() }
            return RepairRun.read(sources[index])
        }
        var included: [(path: String, ground: RepairScope.Ground)] = []
        for (source, result) in zip(sources, results) {
            switch result {
            case .success(let found):
                included += found.includes.map { ($0, source.ground) }
                if let file = found.file { files.append(file) }
            case .failure(let error): failures.append("\(error)")
            }
        }
        return scope.add(included: included)
    }

    private static func read(
        _ source: RepairScope.File
    ) -> Result<(file: File?, includes: [String]), FileError> {
        do throws(FileError) {
            let bytes = try DiskFileSystem().read(source.path)
            let includes = source.ground.includes?.includedFiles(of: bytes, at: source.names[0]) ?? []
            let repair = FileRepair(bytes)
            let policy = source.ground.configuration.policy
            let doubtful = policy.counts(.encodingDoubtful, in: source.names) ? repair.doubtful : []
            guard repair.isChanged || !doubtful.isEmpty || !repair.leftBytes.isEmpty else {
                return .success((nil, includes))
            }
            let state = state(of: repair, source)
            return .success((File(file: source, repair: repair, state: state, doubtful: doubtful), includes))
        } catch {
            return .failure(error)
        }
    }

    private static func state(of repair: FileRepair, _ source: RepairScope.File) -> State {
        guard repair.isChanged else { return .clean }
        let policy = source.ground.configuration.policy
        for rule in repair.rules {
            for name in source.names {
                if let reason = policy.reason(toAccept: rule, in: name) { return .accepted(rule: rule, reason: reason) }
            }
        }
        if source.isOutside {
            return .left("this symbolic link leads out of the folder; name the file that it leads to")
        }
        return state(of: repair)
    }

    /// What is to become of a text, whoever accepts it.
    static func state(of repair: FileRepair) -> State {
        guard repair.isChanged else { return .clean }
        switch repair.obstacle {
        case .binary: return .left("it has NUL bytes, so it is no text")
        case .undecodable(let place):
            return .left(
                "at \(place.line):\(place.column) it has what is no character of \(repair.encoding.title), and would be "
                    + "lost in UTF-8")
        case .unstable: return .left("repaired once more it would change once more; mend it by hand")
        case nil: return .pending
        }
    }

    /// Writes every file that would change. One that cannot be written does not keep the others.
    mutating func write() {
        for index in files.indices where files[index].state == .pending {
            do throws(FileError) {
                let path = files[index].file.path
                files[index].state =
                    try files[index].repair.write(to: path, DiskFileSystem())
                    ? .written : .left("it has changed since it was read; run this again")
            } catch {
                files[index].state = .failed("\(error)")
            }
        }
    }

    /// The exit status: 2 for a failure of the system, 1 where something is left to repair, else 0.
    var status: Int32 {
        var status: Int32 = failures.isEmpty ? 0 : 2
        for file in files {
            switch file.state {
            case .clean, .written, .accepted: continue
            case .pending, .left: status = max(status, 1)
            case .failed: status = 2
            }
        }
        return status
    }
}

extension FileRepair {
    /// The rules under which a check reports what would change.
    fileprivate var rules: [Rule] {
        let bytes = changes.count { if case .byte = $0.before { true } else { false } }
        return (changes.count > bytes ? [.encodingMojibake] : []) + (bytes > 0 || isConverted ? [.encodingInvalid] : [])
    }
}

extension FindingPolicy {
    /// Whether findings of a rule are told, and not accepted, in a file of several names.
    fileprivate func counts(_ rule: Rule, in names: [String]) -> Bool {
        if let level = levels[rule], level == nil { return false }
        return !names.contains { reason(toAccept: rule, in: $0) != nil }
    }
}
