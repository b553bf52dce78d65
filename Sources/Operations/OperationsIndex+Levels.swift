internal import SourceText

extension OperationsIndex {
    /// Joins all statements about levels into scales, and reports where they contradict each other.
    mutating func readLevels(of pages: [PageInput], options: OperationsOptions) {
        var statements: [LevelStatement] = options.levels
        for (page, statement) in pages.statements(\.levels, at: \.source) {
            var statement = statement
            statement.authority = statement.authority.on(page.standing)
            statement.fields = statement.fields.map { field in
                var field = field
                field.claim = field.claim.on(page.standing)
                return field
            }
            statements.append(statement)
        }
        let pairs = LevelPairs(statements)
        var byName: [LevelName: [LevelStatement]] = [:]
        for statement in statements { byName[pairs.primary(statement.level), default: []].append(statement) }
        let levels = byName.sorted { $0.key < $1.key }.map { name, statements in
            SeverityLevel(name: name, pairedNames: pairs.names(pairedWith: name), statements: statements)
        }
        for family in LevelFamily.allCases {
            let own = levels.filter { $0.name.family == family }
            if !own.isEmpty { severityScales.append(SeverityScale(family: family, levels: own)) }
        }
        for level in levels {
            for field in level.fields {
                if let conflict = field.diagnostic(of: level) { diagnostics.append(conflict) }
            }
        }
    }
}

/// Levels of two families that documents call the same. Where documents differ in what they pair, nothing is paired.
struct LevelPairs {
    private var primaries: [LevelName: LevelName] = [:]

    init(_ statements: [LevelStatement]) {
        var partners: [LevelName: Set<LevelName>] = [:]
        for statement in statements {
            guard let other = statement.pairedWith else { continue }
            partners[other, default: []].insert(statement.level)
            partners[statement.level, default: []].insert(other)
        }
        for (name, others) in partners where name.family == .priority && others.count == 1 {
            guard let severity = others.first, partners[severity]?.count == 1 else { continue }
            primaries[name] = severity
        }
    }

    func primary(_ name: LevelName) -> LevelName { primaries[name] ?? name }

    func names(pairedWith name: LevelName) -> [LevelName] {
        primaries.filter { $0.value == name }.map(\.key).sorted()
    }
}

extension SeverityLevel {
    init(name: LevelName, pairedNames: [LevelName], statements: [LevelStatement]) {
        let ordered = statements.sorted { a, b in
            if a.authority != b.authority { return a.authority > b.authority }
            return ClaimSource.precedes(a.source, b.source)
        }
        var kinds: [LevelFieldKind: [FieldVoice]] = [:]
        for statement in ordered {
            for field in statement.fields {
                kinds[field.kind, default: []].append(FieldVoice(field: field, section: statement.section))
            }
        }
        let fields = kinds.map { SeverityField(kind: $0.key, voices: $0.value) }
        self.init(
            name: name, pairedNames: pairedNames,
            fields: fields.sorted { ($0.kind.order, $0.kind.name) < ($1.kind.order, $1.kind.name) },
            sources: ordered.map(\.source))
    }
}

/// A claim with the section that makes it.
struct FieldVoice {
    var field: LevelFieldClaim
    var section: Int

    var claim: Claim { field.claim }

    /// In one section a table overrules headings, and headings a list.
    func isOverruled(by other: FieldVoice) -> Bool {
        claim.source.page == other.claim.source.page && section == other.section
            && claim.source.form.precedence < other.claim.source.form.precedence
    }
}

extension SeverityField {
    /// Chooses the value in force: the highest authority's; of several, the strictest time, else the first by path and
    /// line.
    ///
    /// - Parameter voices: not empty.
    init(kind: LevelFieldKind, voices: [FieldVoice]) {
        let ordered = voices.sorted { Claim.precedes($0.claim, $1.claim) }
        let strongest = ordered.filter { $0.claim.authority == ordered[0].claim.authority }
        let standing = strongest.filter { voice in !strongest.contains { voice.isOverruled(by: $0) } }
        var chosen = standing[0]
        for voice in standing.dropFirst() {
            guard let time = voice.claim.time else { continue }
            if chosen.claim.time.map({ time < $0 }) ?? true { chosen = voice }
        }
        self.init(kind: kind, title: chosen.field.title, value: chosen.claim)
        for voice in ordered where voice.claim != chosen.claim {
            switch SeverityField.agreement(of: voice.claim, with: chosen.claim, kind) {
            case .agrees: agreeing.append(voice.claim)
            case .varies: variants.append(voice.claim)
            case .contradicts: conflicts.append(voice.claim)
            }
        }
    }

    private enum Agreement { case agrees, varies, contradicts }

    private static func agreement(of a: Claim, with b: Claim, _ kind: LevelFieldKind) -> Agreement {
        if let first = a.time, let second = b.time { return first == second ? .agrees : .contradicts }
        let words = (PlainText(a.text.utf8).words, PlainText(b.text.utf8).words)
        if words.0 == words.1 { return .agrees }
        switch kind {
        case .responseTime, .resolveTime, .updateEvery:
            // `1 hour` and `best effort` differ; `best effort` and `as staffed` only a reader can compare.
            return a.time != nil || b.time != nil ? .contradicts : .varies
        case .label, .action:
            // `Critical` and `Critical Outage` are the same level's name.
            let contained =
                words.0.allSatisfy { words.1.contains($0) } || words.1.allSatisfy { words.0.contains($0) }
            return contained ? .agrees : .contradicts
        case .definition, .examples, .responders, .communication, .other: return .varies
        }
    }

    /// What is wrong, if claims contradict each other and the configuration has not settled it.
    fileprivate func diagnostic(of level: SeverityLevel) -> Diagnostic? {
        guard !conflicts.isEmpty, value.authority != .configuration else { return nil }
        let others = conflicts.map { "'\($0.text)' in \($0.source.file):\($0.source.line)" }
        let places = [value] + agreeing + conflicts
        return Diagnostic(
            .severityConflict, file: value.source.file, range: value.source.range,
            message: "\(level.id) \(kind.name) is '\(value.text)' here, \(others.joined(separator: ", "))",
            target: level.id,
            notes: places.map { claim in
                DiagnosticNote(
                    file: claim.source.file, range: claim.source.range,
                    message: "\(level.id) \(kind.name): \(claim.text)")
            })
    }
}
