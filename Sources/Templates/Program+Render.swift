extension Program {
    /// Appends the text of a page's template, for a value of the kind it was compiled for.
    ///
    /// It ends, since `reportEndlessRecursion` let the program pass, and it uses no more stack for deep data.
    func render(from entry: Entry, _ value: TemplateValue, into output: inout [UInt8]) {
        var state = RenderState(value, record: entry.record)
        var pc = entry.start
        while true {
            let instruction = code[pc]
            pc += 1
            switch instruction {
            case .literal(let start, let end):
                append(literals.span, Int(start), Int(end), to: &output)
            case .lineStart:
                append(state.indentation.span, state.indentationStart, state.indentation.count, to: &output)
            case .escaped(let lookup):
                with(lookup, state.frames) { show($0, escaped: true, to: &output) }
            case .unescaped(let lookup):
                with(lookup, state.frames) { show($0, escaped: false, to: &output) }
            case .ifTrue(let lookup, let end):
                if !with(lookup, state.frames, { $0.isTrue }) { pc = Int(end) }
            case .ifFalse(let lookup, let end):
                if with(lookup, state.frames, { $0.isTrue }) { pc = Int(end) }
            case .with(let lookup, let end, let record):
                if let frame = with(lookup, state.frames, { $0.isTrue ? RenderState.Frame($0, record: record) : nil }) {
                    state.frames.append(frame)
                } else {
                    pc = Int(end)
                }
            case .endWith: state.frames.removeLast()
            case .each(let lookup, let end, let record):
                if case .list(let elements) = with(lookup, state.frames, { $0 }), let first = elements.first {
                    state.frames.append(RenderState.Frame(first, record: record))
                    state.loops.append(RenderState.Loop(elements: elements, next: 1, body: pc))
                } else {
                    pc = Int(end)
                }
            case .endEach:
                if let body = state.advance() { pc = body }
            case .call(let start, let indentation):
                state.call(from: pc, indentation, literals)
                pc = Int(start)
            case .finish:
                guard let next = state.finish() else { return }
                pc = next
            }
        }
    }

    /// Lends the value, for a copy counts references: twice the time of a lookup.
    @inline(__always)
    private func with<Result>(
        _ lookup: Lookup, _ frames: [RenderState.Frame], _ body: (TemplateValue) -> Result
    ) -> Result {
        if lookup.chain != Lookup.noChain { return body(chained(lookup.chain, frames)) }
        let index = frames.count - 1 - Int(lookup.depth)
        if lookup.field == Lookup.context { return body(frames[index].value) }
        return body(frames[index].fields[Int(lookup.field)])
    }

    private func chained(_ index: UInt32, _ frames: [RenderState.Frame]) -> TemplateValue {
        let chain = chains[Int(index)]
        for candidate in chain.candidates {
            let frame = frames[frames.count - 1 - candidate.depth]
            if let value = field(candidate.field, candidate.rest, of: frame) { return value }
        }
        if chain.searched.isEmpty { return .absent }
        for frame in frames.dropLast(chain.known).reversed() {
            guard let search = chain.searched.first(where: { $0.record == Int(frame.record) }) else { continue }
            if let value = field(search.field, search.rest, of: frame) { return value }
        }
        return .absent
    }

    /// The value at a path; nil if its first part is absent, so that the contexts around are asked. A later part is not
    /// looked for elsewhere (specification, interpolation: "Dotted Names - Context Precedence").
    private func field(_ field: Int, _ rest: [Int]?, of frame: RenderState.Frame) -> TemplateValue? {
        var value = frame.fields[field]
        if case .absent = value { return nil }
        guard let rest else { return .absent }
        for field in rest {
            guard case .record(let fields) = value else { return .absent }
            value = fields[field]
        }
        return value
    }
}

@inline(__always)
private func show(_ value: TemplateValue, escaped: Bool, to output: inout [UInt8]) {
    switch value {
    case .text(let text):
        let bytes = text.utf8Span.span
        if escaped {
            appendEscaped(bytes, to: &output)
        } else {
            append(bytes, 0, bytes.count, to: &output)
        }
    case .raw(let bytes): append(bytes.span, 0, bytes.count, to: &output)
    case .absent, .empty, .flag, .list, .record: break
    }
}

/// The stacks of a rendering, on the heap.
struct RenderState {
    struct Frame {
        /// Of a record; empty for any other value.
        var fields: [TemplateValue]
        /// A value that is no record.
        private var other: TemplateValue
        /// Which record the value is; -1 for none.
        var record: Int32

        init(_ value: TemplateValue, record: Int32) {
            self.record = record
            if case .record(let fields) = value {
                self.fields = fields
                other = .empty
            } else {
                fields = []
                other = value
            }
        }

        var value: TemplateValue { record < 0 ? other : .record(fields) }
    }

    struct Loop {
        let elements: [TemplateValue]
        var next: Int
        let body: Int
    }

    struct Return {
        let pc: Int
        let indentationStart: Int
        let indentationCount: Int
    }

    var frames: [Frame]
    var loops: [Loop] = []
    var returns: [Return] = []
    /// What the partials that are running are indented by, outermost first; the part in force begins at
    /// `indentationStart`.
    var indentation: [UInt8] = []
    var indentationStart = 0

    init(_ value: TemplateValue, record: Int32) {
        frames = []
        frames.reserveCapacity(16)
        frames.append(Frame(value, record: record))
    }

    /// Makes the next element of the innermost loop the context and returns where its body begins; nil at the end.
    mutating func advance() -> Int? {
        let loop = loops.count - 1
        let next = loops[loop].next
        if next == loops[loop].elements.count {
            loops.removeLast()
            frames.removeLast()
            return nil
        }
        loops[loop].next = next + 1
        frames[frames.count - 1] = Frame(loops[loop].elements[next], record: frames[frames.count - 1].record)
        return loops[loop].body
    }

    mutating func call(from pc: Int, _ added: Indentation, _ literals: [UInt8]) {
        returns.append(
            Return(pc: pc, indentationStart: indentationStart, indentationCount: indentation.count))
        switch added {
        case .none: indentationStart = indentation.count
        case .added(let start, let end): indentation.append(contentsOf: literals[Int(start)..<Int(end)])
        }
    }

    /// Ends the partial that is running and returns where its includer goes on; nil at the end of the page.
    mutating func finish() -> Int? {
        guard let last = returns.popLast() else { return nil }
        indentation.removeLast(indentation.count - last.indentationCount)
        indentationStart = last.indentationStart
        return last.pc
    }
}
