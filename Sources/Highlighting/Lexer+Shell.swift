/// What a shell is in the middle of.
struct ShellState {
    /// What was opened and not yet closed.
    struct Frame {
        /// `"`, `` ` ``, `(` of a command, `a` of an array, `m` of arithmetic.
        let mark: UInt8
        let isValue: Bool
    }

    struct HereDocument {
        let terminator: [UInt8]
        let isQuoted: Bool
    }

    static let array: UInt8 = 0x61
    static let arithmetic: UInt8 = 0x6D

    /// The next word is a command.
    var isCommand = true
    /// After `sudo` and its like: options come before the command.
    var isPrefixed = false
    var skipsWord = false
    /// In the value of `NAME=value`; the command may still come.
    var isValue = false
    var isDeclaring = false
    /// The next word is a file.
    var isTarget = false
    /// After `for` and `case`, until `in`.
    var awaitsIn = false
    var isCase = false
    var cases = 0
    /// Before the `)` of a case.
    var isPattern = false
    var isInSingleQuotes = false
    /// `$(name)` is make's variable.
    var isMake = false
    var stack: [Frame] = []
    var hereDocuments: [HereDocument] = []

    mutating func beginCommand() {
        guard stack.last?.mark != Self.array, stack.last?.mark != Self.arithmetic else { return }
        (isCommand, isPrefixed, skipsWord, isValue, isDeclaring, isTarget) = (true, false, false, false, false, false)
    }

    /// A part of a word was read that is no command by itself.
    mutating func endPart() {
        if isTarget { isTarget = false } else if !isValue { isCommand = false }
    }

    mutating func push(_ mark: UInt8) {
        stack.append(Frame(mark: mark, isValue: isValue))
        if mark == 0x28 || mark == 0x60 { beginCommand() } else if mark != 0x22 { isCommand = false }
    }

    mutating func pop() {
        guard let frame = stack.popLast() else { return }
        isValue = frame.isValue || frame.mark == Self.array
        isCommand = isValue
    }

    var isFull: Bool { stack.count >= 100 }
}

// sh, bash, zsh
extension Lexer {
    mutating func shell() {
        var state = ShellState()
        shell(&state)
    }

    /// Goes on reading where the state was left.
    mutating func shell(_ state: inout ShellState) {
        if state.isInSingleQuotes { readSingleQuotes(&state, from: index) }
        while index < end {
            if state.stack.last?.mark == 0x22 {
                readShellString(&state, from: index)
                continue
            }
            let byte = source[index]
            switch byte {
            case 0x20, 0x09, 0x0D:
                state.isValue = false
                index += 1
            case 0x0A: endShellLine(&state)
            case 0x23 where isShellCommentStart(state):
                let start = index
                index = lineEnd(index)
                add(.comment, start)
            case 0x22 where !state.isFull:
                state.push(byte)
                index += 1
                readShellString(&state, from: index - 1)
            case 0x27:
                index += 1
                readSingleQuotes(&state, from: index - 1)
            case 0x24: readDollar(&state)
            case 0x5C:
                if self.byte(index + 1) != 0x0A { state.endPart() }
                index = min(index + 2, end)
            default:
                if !readShellOperator(&state, byte) { readShellWord(&state) }
            }
        }
    }

    private func isShellCommentStart(_ state: ShellState) -> Bool {
        guard index > 0, state.stack.last?.mark != ShellState.arithmetic else { return index == 0 }
        switch source[index - 1] {
        case 0x20, 0x09, 0x0A, 0x0D, 0x3B, 0x28, 0x29, 0x7C, 0x26, 0x60: return true
        default: return false
        }
    }

    private mutating func endShellLine(_ state: inout ShellState) {
        index += 1
        state.beginCommand()
        while index < end, let document = state.hereDocuments.first {
            state.hereDocuments.removeFirst()
            readHereDocument(document)
        }
    }

    /// The lines up to the terminator, and it, up to its line break.
    private mutating func readHereDocument(_ document: ShellState.HereDocument) {
        let stop = afterHereDocument(document.terminator, from: index)
        readHereText(to: stop, isQuoted: document.isQuoted)
        if index < end { index += 1 }
    }

    mutating func readHereText(to stop: Int, isQuoted: Bool) {
        var start = index
        while index < stop {
            if source[index] == 0x5C {
                index = min(index + 2, stop)
            } else if !isQuoted, source[index] == 0x24, let after = variableEnd(index), after <= stop {
                add(.string, start)
                start = index
                index = after
                add(.variable, start)
                start = index
            } else {
                index += 1
            }
        }
        add(.string, start)
    }

    private mutating func readSingleQuotes(_ state: inout ShellState, from start: Int) {
        let close = find(0x27, from: index, to: end)
        state.isInSingleQuotes = close == nil
        index = close.map { $0 + 1 } ?? end
        add(.string, start)
        state.endPart()
    }

    private mutating func readShellString(_ state: inout ShellState, from start: Int) {
        var start = start
        while index < end {
            switch source[index] {
            case 0x22:
                index += 1
                add(.string, start)
                state.pop()
                state.endPart()
                return
            case 0x5C: index = min(index + 2, end)
            case 0x24, 0x60:
                let place = index
                if source[index] == 0x60 || byte(index + 1) == 0x28 {
                    guard !state.isFull else {
                        index += 1
                        continue
                    }
                    add(.string, start)
                    if !readShellOperator(&state, source[index]) { readDollar(&state) }
                    return
                } else if state.isMake, byte(index + 1) == 0x24 {
                    index += 1
                } else if let stop = variableEnd(index) {
                    add(.string, start)
                    index = stop
                    add(.variable, place)
                    start = index
                } else {
                    index += 1
                }
            default: index += 1
            }
        }
        add(.string, start)
    }

    /// Where the variable ends that begins with the `$` here; nil if none does.
    private func variableEnd(_ start: Int) -> Int? {
        let first = byte(start + 1)
        if isWordStart(first), first < 0x80 { return wordEnd(start + 1) { isWordByte($0) && $0 < 0x80 } }
        switch first {
        case 0x30...0x39, 0x40, 0x2A, 0x23, 0x3F, 0x24, 0x21, 0x2D: return start + 2
        case 0x7B: break
        default: return nil
        }
        var depth = 0
        var place = start + 1
        while place < end, source[place] != 0x0A {
            switch source[place] {
            case 0x7B: depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 { return place + 1 }
            case 0x5C: place += 1
            default: break
            }
            place += 1
        }
        return min(place, end)
    }

    private mutating func readDollar(_ state: inout ShellState) {
        let start = index
        if state.isMake, byte(index + 1) == 0x24 {
            // make's `$$` is the shell's `$`.
            index += 1
        } else if state.isMake, let stop = makeVariableEnd(index) {
            index = stop
            add(.variable, start)
            state.endPart()
        } else if byte(index + 1) == 0x28, !state.isFull {
            let isArithmetic = byte(index + 2) == 0x28
            index += isArithmetic ? 3 : 2
            state.push(isArithmetic ? ShellState.arithmetic : 0x28)
            if isArithmetic { state.push(ShellState.arithmetic) }
        } else if byte(index + 1) == 0x27 {
            index += 2
            while index < end, source[index] != 0x27 { index += source[index] == 0x5C ? 2 : 1 }
            index = min(index + 1, end)
            add(.string, start)
            state.endPart()
        } else if let stop = variableEnd(index) {
            index = stop
            add(.variable, start)
            state.endPart()
        } else {
            index += 1
        }
    }
}
