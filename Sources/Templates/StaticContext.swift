/// What is known of the context stack at a place in a template, before there is a page.
struct StaticContext: Hashable {
    /// The kinds of the innermost contexts, innermost last. Each is one frame when rendering.
    var exact: [TemplateKind]
    /// Records that lie further out, at depths that depend on the data: a partial that includes itself piles up
    /// contexts. Sorted; empty but for recursion.
    var below: [Int] = []

    /// The same stack with only its innermost context exact, so that recursion meets a context it has met before.
    var folded: StaticContext {
        var records = Set(below)
        for case .record(let record) in exact.dropLast() { records.insert(record) }
        return StaticContext(exact: Array(exact.suffix(1)), below: records.sorted())
    }
}

/// One value a name can stand for. The nearest that is not absent is meant.
struct NameCandidate {
    enum Place {
        case depth(Int)
        /// Any frame of this record below the exact ones.
        case searched(record: Int)
    }

    var place: Place
    var field: Int
    var rest: [Int]?
    /// Of the value; nil where `rest` is.
    var kind: TemplateKind?
}

enum Resolution {
    case context(TemplateKind)
    case candidates([NameCandidate])
    /// No record of the stack has the first part; or the record that has it has not the part of this index, `owner`
    /// being what it was looked for in.
    case unknown(part: Int, owner: TemplateKind?)
}

extension StaticContext {
    /// All values a name can stand for, nearest first, up to the first that can not be absent.
    func resolve(_ name: TagName, in records: [[TemplateSchema.Field]]) -> Resolution {
        guard let first = name.parts.first else {
            return exact.last.map { .context($0) } ?? .unknown(part: 0, owner: nil)
        }
        let places: [(NameCandidate.Place, Int)] =
            exact.reversed().enumerated().compactMap { depth, kind in
                if case .record(let record) = kind { (.depth(depth), record) } else { nil }
            } + below.map { (.searched(record: $0), $0) }
        var candidates: [NameCandidate] = []
        for (place, record) in places {
            guard let index = records[record].firstIndex(where: { $0.name == first }) else { continue }
            let field = records[record][index]
            switch walk(name.parts.dropFirst(), from: field.kind, in: records) {
            case .found(let rest, let kind):
                candidates.append(NameCandidate(place: place, field: index, rest: rest, kind: kind))
            case .missing(let part, let owner):
                if candidates.isEmpty { return .unknown(part: part, owner: owner) }
                candidates.append(NameCandidate(place: place, field: index, rest: nil, kind: nil))
            }
            if case .depth = place, !field.mayBeAbsent { break }
        }
        return candidates.isEmpty ? .unknown(part: 0, owner: nil) : .candidates(candidates)
    }

    private enum Walk {
        case found([Int], TemplateKind)
        case missing(part: Int, owner: TemplateKind)
    }

    private func walk(
        _ parts: ArraySlice<String>, from start: TemplateKind, in records: [[TemplateSchema.Field]]
    ) -> Walk {
        var kind = start
        var path: [Int] = []
        for (index, part) in zip(parts.indices, parts) {
            guard case .record(let record) = kind,
                let field = records[record].firstIndex(where: { $0.name == part })
            else { return .missing(part: index, owner: kind) }
            path.append(field)
            kind = records[record][field].kind
        }
        return .found(path, kind)
    }

    /// The names that can be used here, nearest first, without repetition.
    func names(in records: [[TemplateSchema.Field]]) -> [String] {
        let inner = exact.reversed().flatMap { kind in
            if case .record(let record) = kind { records[record].map(\.name) } else { [String]() }
        }
        var seen: Set<String> = []
        return (inner + below.flatMap { records[$0].map(\.name) }).filter { seen.insert($0).inserted }
    }
}
