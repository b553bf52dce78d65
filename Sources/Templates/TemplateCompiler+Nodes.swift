import SourceText

/// The place in a template that is being compiled: what is open around it.
struct TemplateScope {
    struct OpenSection {
        /// The instruction that opened it, whose end is not yet known; nil for a section that was reported.
        var opening: Int?
        /// What ends it; nil where nothing is to be done at its end.
        var ending: Instruction?
    }

    let instance: Int
    let isIndented: Bool
    var context: StaticContext
    /// One for each exact context.
    var descents: [TemplateCompiler.Descent]
    var sections: [OpenSection] = []
    /// How many sections with an unknown name are open: names in them can not be judged.
    var unknownSections = 0
    /// Where something jumps to: a literal from here on is not joined to one before.
    var jumpTarget: Int

    init(_ instance: TemplateCompiler.Instance, index: Int, start: Int) {
        self.instance = index
        isIndented = instance.key.isIndented
        context = instance.key.context
        descents = instance.key.context.exact.dropLast().map { _ in .elsewhere } + [.same]
        jumpTarget = start
    }
}

extension TemplateCompiler {
    mutating func compile(_ index: Int) {
        let template = templates[instances[index].key.template]
        var scope = TemplateScope(instances[index], index: index, start: program.code.count)
        for (place, node) in template.nodes.enumerated() {
            switch node {
            case .text(let range): writeLiteral(template.source.bytes[range], &scope)
            case .lineStart:
                if scope.isIndented { program.code.append(.lineStart) }
            case .variable(let name, let escaped): compileVariable(name, escaped: escaped, &scope)
            case .section(let name, let inverted, let end):
                let showsContext = template.nodes[place..<end].dropFirst().contains(where: \.dependsOnContext)
                compileSection(name, inverted: inverted, showsContext: showsContext, &scope)
            case .end: closeSection(&scope)
            case .partial(let name, let indentation): compilePartial(name, indentation, template, &scope)
            }
        }
        program.code.append(.finish)
    }

    private mutating func writeLiteral(_ bytes: ArraySlice<UInt8>, _ scope: inout TemplateScope) {
        var start = UInt32(program.literals.count)
        program.literals.append(contentsOf: bytes)
        if program.code.count > scope.jumpTarget, case .literal(let before, start)? = program.code.last {
            program.code.removeLast()
            start = before
        }
        program.code.append(.literal(start: start, end: UInt32(program.literals.count)))
    }

    private mutating func compileVariable(_ name: TagName, escaped: Bool, _ scope: inout TemplateScope) {
        guard let value = resolve(name, scope) else { return }
        for kind in value.kinds {
            if let message = complaint(name, shownAs: kind, escaped: escaped) {
                let suggestion = kind == .raw ? "{{{\(name.text)}}}" : nil
                return report(.templateSyntax, in: scope.instance, name.range, message, suggestion: suggestion)
            }
        }
        program.code.append(escaped ? .escaped(value.lookup) : .unescaped(value.lookup))
    }

    private func complaint(_ name: TagName, shownAs kind: TemplateKind, escaped: Bool) -> String? {
        let name = name.text
        return switch kind {
        case .text: nil
        case .raw: escaped ? "'\(name)' is HTML, which two braces would escape: use three" : nil
        case .flag: "'\(name)' is a flag and can not be shown: use it as a section, {{#\(name)}}"
        case .list: "'\(name)' is a list and can not be shown: use it as a section, {{#\(name)}}"
        case .record: "'\(name)' is a record and can not be shown: name one of its fields"
        }
    }

    /// `showsContext`: whether a text that opens the section has to be a context in it. Most are only asked for.
    private mutating func compileSection(
        _ name: TagName, inverted: Bool, showsContext: Bool, _ scope: inout TemplateScope
    ) {
        guard let value = resolve(name, scope), let kind = value.kinds.first else {
            scope.unknownSections += 1
            return scope.sections.append(TemplateScope.OpenSection(opening: nil))
        }
        let opening = program.code.count
        var section = TemplateScope.OpenSection(opening: opening)
        defer {
            scope.sections.append(section)
            scope.jumpTarget = program.code.count
        }
        if inverted { return program.code.append(.ifFalse(value.lookup, end: 0)) }
        if value.kinds.contains(where: { $0 != kind }) {
            report(
                .templateSyntax, in: scope.instance, name.range,
                "'\(name.text)' is one thing in this record and another in one around it: rename one of them")
        }
        switch kind {
        case .flag: program.code.append(.ifTrue(value.lookup, end: 0))
        case .text where !showsContext, .raw where !showsContext: program.code.append(.ifTrue(value.lookup, end: 0))
        case .list(let element):
            program.code.append(.each(value.lookup, end: 0, record: element.recordNumber))
            section.ending = .endEach
            scope.push(element, value.elementDescent)
        case .text, .raw, .record:
            program.code.append(.with(value.lookup, end: 0, record: kind.recordNumber))
            section.ending = .endWith
            scope.push(kind, value.descent)
        }
    }

    private mutating func closeSection(_ scope: inout TemplateScope) {
        guard let section = scope.sections.popLast() else { return }
        guard let opening = section.opening else {
            scope.unknownSections -= 1
            return
        }
        if let ending = section.ending {
            program.code.append(ending)
            scope.pop()
        }
        let end = UInt32(program.code.count)
        scope.jumpTarget = program.code.count
        switch program.code[opening] {
        case .ifTrue(let lookup, _): program.code[opening] = .ifTrue(lookup, end: end)
        case .ifFalse(let lookup, _): program.code[opening] = .ifFalse(lookup, end: end)
        case .with(let lookup, _, let record): program.code[opening] = .with(lookup, end: end, record: record)
        case .each(let lookup, _, let record): program.code[opening] = .each(lookup, end: end, record: record)
        default: break
        }
    }

    private mutating func compilePartial(
        _ name: TagName, _ indentation: Range<Int>?, _ template: ParsedTemplate, _ scope: inout TemplateScope
    ) {
        guard let target = templateOfName[name.text] else {
            let near = nearest(to: name.text, in: templateOfName.keys)
            return report(
                .templateMissingPartial, in: scope.instance, name.range,
                "no template is named '\(name.text)'" + (near == nil ? ": add it or remove the tag" : ""),
                suggestion: near)
        }
        if scope.unknownSections > 0 { return }
        var added = Indentation.none
        var isIndented = false
        if let indentation {
            let start = UInt32(program.literals.count)
            program.literals.append(contentsOf: template.source.bytes[indentation])
            added = .added(start: start, end: UInt32(program.literals.count))
            isIndented = scope.isIndented || !indentation.isEmpty
        }
        let key = Instance.Key(template: target, context: scope.context, isIndented: isIndented)
        let partial = partial(key, from: scope.instance, tag: name.range)
        program.code.append(.call(start: UInt32(partial), indentation: added))
        calls.append(
            Call(from: scope.instance, to: partial, tag: name.range, descent: scope.descents.last ?? .same))
    }
}

extension TemplateScope {
    mutating func push(_ kind: TemplateKind, _ descent: TemplateCompiler.Descent) {
        context.exact.append(kind)
        descents.append(descent)
    }

    mutating func pop() {
        context.exact.removeLast()
        descents.removeLast()
    }
}

extension TemplateNode {
    /// Whether it differs with the innermost context even where that has no fields.
    fileprivate var dependsOnContext: Bool {
        switch self {
        case .variable(let name, _), .section(let name, _, _): name.parts.isEmpty
        case .partial: true
        case .text, .lineStart, .end: false
        }
    }
}

extension TemplateKind {
    /// The record's index, -1 for what is none.
    var recordNumber: Int32 {
        if case .record(let record) = self { Int32(record) } else { -1 }
    }
}
