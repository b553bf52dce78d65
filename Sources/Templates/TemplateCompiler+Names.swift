import SourceText

/// What a name turned out to stand for.
struct ResolvedName {
    var lookup: Lookup
    /// The kinds of all values it can stand for; at least one.
    var kinds: [TemplateKind]
    /// Of the value as a context, and of its elements if it is a list.
    var descent: TemplateCompiler.Descent
    var elementDescent: TemplateCompiler.Descent
}

extension TemplateCompiler {
    /// Nil where the name is unknown, which is reported unless it stands in a section that is unknown itself.
    mutating func resolve(_ name: TagName, _ scope: TemplateScope) -> ResolvedName? {
        switch scope.context.resolve(name, in: records) {
        case .context(let kind):
            let descent = scope.descents.last ?? .same
            return ResolvedName(
                lookup: Lookup(depth: 0, field: Lookup.context), kinds: [kind], descent: descent,
                elementDescent: descent == .elsewhere ? .elsewhere : .within)
        case .candidates(let candidates):
            let isWithin = candidates.allSatisfy { candidate in
                if case .depth(let depth) = candidate.place {
                    scope.descents[scope.descents.count - 1 - depth] != .elsewhere
                } else {
                    false
                }
            }
            let descent: Descent = isWithin ? .within : .elsewhere
            return ResolvedName(
                lookup: lookup(candidates, known: scope.context.exact.count), kinds: candidates.compactMap(\.kind),
                descent: descent, elementDescent: descent)
        case .unknown(let part, let owner):
            if scope.unknownSections == 0 { reportUnknown(name, part: part, owner: owner, scope) }
            return nil
        }
    }

    private mutating func lookup(_ candidates: [NameCandidate], known: Int) -> Lookup {
        if candidates.count == 1, let only = candidates.first, only.rest == [], case .depth(let depth) = only.place {
            return Lookup(depth: UInt16(depth), field: UInt16(only.field))
        }
        var chain = LookupChain(known: known)
        for candidate in candidates {
            switch candidate.place {
            case .depth(let depth):
                chain.candidates.append(
                    LookupChain.Candidate(depth: depth, field: candidate.field, rest: candidate.rest))
            case .searched(let record):
                chain.searched.append(
                    LookupChain.Search(record: record, field: candidate.field, rest: candidate.rest))
            }
        }
        program.chains.append(chain)
        return Lookup(depth: 0, field: 0, chain: UInt32(program.chains.count - 1))
    }

    private mutating func reportUnknown(_ name: TagName, part: Int, owner: TemplateKind?, _ scope: TemplateScope) {
        let before = name.parts.prefix(part).joined(separator: ".")
        let written = name.parts[part]
        var message: String
        var known: [String]
        switch owner {
        case nil:
            message = "no field is named '\(written)' here"
            known = scope.context.names(in: records)
        case .record(let record)?:
            message = "'\(before)' has no field '\(written)'"
            known = records[record].map(\.name)
        case .list?:
            message = "'\(before)' is a list: use it as a section, {{#\(before)}}, and '\(written)' within"
            known = []
        case .text?, .raw?, .flag?:
            message = "'\(before)' is no record and has no field '\(written)'"
            known = []
        }
        let near = nearest(to: written, in: known)
        if near == nil, !known.isEmpty {
            message += "; known are " + known.prefix(12).joined(separator: ", ") + (known.count > 12 ? ", …" : "")
        }
        let start = name.range.lowerBound + (part == 0 ? 0 : before.utf8.count + 1)
        report(
            .templateUnknownName, in: scope.instance, start..<start + written.utf8.count, message, suggestion: near)
    }
}
