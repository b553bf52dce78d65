// Shell sessions: prompts, commands, and what was answered
extension Lexer {
    mutating func session() {
        let (kinds, prompts) = findPrompts()
        guard kinds.isStrong || kinds.weakSign != 0 else {
            index = end
            return
        }
        var output = index
        var next = 0
        while index < end {
            let line = index
            let stop = lineEnd(line)
            while next < prompts.count, prompts[next].line < line { next += 1 }
            if next < prompts.count, prompts[next].line == line, kinds.accepts(prompts[next].prompt) {
                let prompt = prompts[next].prompt
                add(.output, output, line)
                add(.prompt, line, prompt.end)
                index = prompt.end
                readCommand(prompt.program, kinds)
                output = index
            } else if byte(afterBlanks(line)) == 0x23 {
                add(.output, output, line)
                add(.comment, line, stop)
                index = min(stop + 1, end)
                output = index
            } else {
                index = min(stop + 1, end)
            }
        }
        add(.output, output)
    }

    /// Which prompts count. `# ` is root's only where no other prompt is, else it begins a comment.
    struct PromptKinds {
        var isStrong = false
        var weakSign: UInt8 = 0

        func accepts(_ prompt: Prompt) -> Bool {
            !prompt.isContinuation && (prompt.weakSign == 0 || !isStrong && prompt.weakSign == weakSign)
        }
    }

    private func findPrompts() -> (PromptKinds, [(line: Int, prompt: Prompt)]) {
        var kinds = PromptKinds()
        var prompts: [(line: Int, prompt: Prompt)] = []
        var line = index
        while line < end {
            if let prompt = prompt(at: line), !prompt.isContinuation {
                prompts.append((line, prompt))
                switch prompt.weakSign {
                case 0: kinds.isStrong = true
                // Answers may quote with it; a session begins with it.
                case 0x3E: if line == index { kinds.weakSign = 0x3E }
                case 0x25: kinds.weakSign = 0x25
                default: if kinds.weakSign == 0 { kinds.weakSign = 0x23 }
                }
            }
            line = lineEnd(line) + 1
        }
        return (kinds, prompts)
    }

    /// Whether code of another language is in truth a session with it.
    mutating func beginsSession(_ program: Prompt.Program) -> Bool {
        var line = index
        while line < end {
            let text = afterBlanks(line)
            let stop = lineEnd(line)
            if text == line, let prompt = prompt(at: line), prompt.weakSign == 0, !prompt.isContinuation {
                return prompt.program == program
            }
            guard text == stop || byte(text) == 0x23 else { return false }
            line = stop + 1
        }
        return false
    }

    private mutating func readCommand(_ program: Prompt.Program, _ kinds: PromptKinds) {
        let stop = min(lineEnd(index) + 1, end)
        switch program {
        case .shell: return readShellCommand(kinds)
        case .powershell: within(stop) { $0.code(.powershell) }
        case .sql: readCommandLines(.sql)
        case .python: readCommandLines(.python)
        case .other: index = stop
        }
    }

    private mutating func readCommandLines(_ grammar: Grammar) {
        while index < end {
            within(min(lineEnd(index) + 1, end)) { $0.code(grammar) }
            guard index < end, let next = prompt(at: index), next.isContinuation else { return }
            add(.prompt, index, next.end)
            index = next.end
        }
    }

    /// The command with its further lines: after `\`, `|`, `&&`, in quotes, in here-documents.
    private mutating func readShellCommand(_ kinds: PromptKinds) {
        var state = ShellState()
        var quoteEnd = index
        let isCompound = compoundWords[source, index, wordEnd(index)] != 0
        while index < end {
            let start = index
            let stop = lineEnd(index)
            within(stop + 1) { $0.shell(&state) }
            while index < end, let document = state.hereDocuments.first {
                readHereLine(document, &state)
            }
            guard index < end else { return }
            guard goesOn(state, from: start, stop, &quoteEnd, kinds, isCompound: isCompound) else { return }
            if let prompt = prompt(at: index), prompt.weakSign == 0x3E {
                add(.prompt, index, prompt.end)
                index = prompt.end
            }
        }
    }

    /// A line of a here-document, perhaps behind a `> `.
    private mutating func readHereLine(_ document: ShellState.HereDocument, _ state: inout ShellState) {
        let stop = lineEnd(index)
        if has("> ", at: index) {
            add(.prompt, index, index + 2)
            index += 2
        }
        let text = afterBlanks(index)
        if has(document.terminator, at: text), beforeBlanks(stop, from: text) == text + document.terminator.count {
            state.hereDocuments.removeFirst()
        }
        readHereText(to: stop, isQuoted: document.isQuoted)
        index = min(stop + 1, end)
    }

    private func goesOn(
        _ state: ShellState, from start: Int, _ stop: Int, _ quoteEnd: inout Int, _ kinds: PromptKinds, isCompound: Bool
    ) -> Bool {
        let last = beforeBlanks(stop, from: start)
        if last > start, source[last - 1] == 0x5C, last == stop || source[last] == 0x0D { return true }
        let isQuoted = state.isInSingleQuotes || state.stack.contains { $0.mark == 0x22 }
        if isQuoted {
            if index <= quoteEnd { return true }
            guard let close = closing(state.isInSingleQuotes ? 0x27 : 0x22, kinds) else { return false }
            quoteEnd = close
            return true
        }
        if isCompound || !state.stack.isEmpty, let prompt = prompt(at: index), prompt.weakSign == 0x3E {
            return !kinds.accepts(prompt)
        }
        return last > start && (source[last - 1] == 0x7C || has("&&", at: last - 2))
    }

    /// Where a quote left open closes; nil if a prompt or the end comes before.
    private func closing(_ quote: UInt8, _ kinds: PromptKinds) -> Int? {
        var line = index
        while line < end {
            if let prompt = prompt(at: line), prompt.weakSign != 0x3E, kinds.accepts(prompt) { return nil }
            let stop = lineEnd(line)
            if let place = find(quote, from: line, to: stop) { return place }
            line = stop + 1
        }
        return nil
    }
}

/// What a shell asks further lines for.
private let compoundWords = WordTable([("for while until if case select function", TokenKind.keyword.rawValue)])
