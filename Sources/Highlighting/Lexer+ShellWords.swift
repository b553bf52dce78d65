// Operators and words of shells
extension Lexer {
    /// Reads the operator that begins here; false if none does.
    mutating func readShellOperator(_ state: inout ShellState, _ byte: UInt8) -> Bool {
        switch byte {
        case 0x3B:  // ;
            state.beginCommand()
            if self.byte(index + 1) == 0x3B, state.cases > 0 { state.isPattern = true }
            index += 1
        case 0x7C, 0x26:  // | &
            if byte == 0x26, self.byte(index + 1) == 0x3E { break }
            if !state.isPattern { state.beginCommand() }
            index += 1
        case 0x60:
            if state.stack.last?.mark == byte { state.pop() } else if !state.isFull { state.push(byte) }
            index += 1
        case 0x28: openParenthesis(&state)
        case 0x29: closeParenthesis(&state)
        case 0x3C, 0x3E: readRedirection(&state, byte)
        default: return false
        }
        if byte == 0x26, self.byte(index) == 0x26, self.byte(index + 1) == 0x3E { index += 1 }
        return true
    }

    private mutating func openParenthesis(_ state: inout ShellState) {
        let isArithmetic = state.stack.last?.mark == ShellState.arithmetic
        index += 1
        guard !state.isPattern, !state.isFull else { return }
        if isArithmetic {
            state.push(ShellState.arithmetic)
        } else if state.isValue {
            state.push(ShellState.array)
        } else if byte(index) == 0x28 {
            index += 1
            state.push(ShellState.arithmetic)
            state.push(ShellState.arithmetic)
        } else {
            state.push(0x28)
        }
    }

    private mutating func closeParenthesis(_ state: inout ShellState) {
        let isEmpty = index > 0 && source[index - 1] == 0x28
        index += 1
        if state.isPattern {
            state.isPattern = false
            state.beginCommand()
            return
        }
        if let mark = state.stack.last?.mark, mark != 0x60, mark != 0x22 { state.pop() }
        if isEmpty { state.beginCommand() }
    }

    private mutating func readRedirection(_ state: inout ShellState, _ byte: UInt8) {
        if byte == 0x3C, let stop = placeholderEnd(source, index, allowsLowerCase: true), stop <= end {
            index = stop
            state.endPart()
            return
        }
        let isArithmetic = state.stack.last?.mark == ShellState.arithmetic
        index += 1
        if self.byte(index) == 0x28 { return }
        if byte == 0x3C, self.byte(index) == 0x3C, !isArithmetic {
            index += 1
            if self.byte(index) == 0x3C {
                index += 1
            } else if readTerminator(&state) {
                return
            }
        }
        while [0x3C, 0x3E, 0x26, 0x7C].contains(self.byte(index)) { index += 1 }
        if !isArithmetic { state.isTarget = true }
    }

    /// The word after `<<`, which ends a document that begins on the next line.
    private mutating func readTerminator(_ state: inout ShellState) -> Bool {
        var place = index
        if byte(place) == 0x2D { place += 1 }
        place = afterBlanks(place)
        let quote = byte(place)
        let isQuoted = quote == 0x27 || quote == 0x22 || quote == 0x5C
        if isQuoted { place += 1 }
        let stop = wordEnd(place) { isWordByte($0) || $0 == 0x2D || $0 == 0x2E }
        guard stop > place, !isDigit(source[place]), state.hereDocuments.count < 8 else { return false }
        state.hereDocuments.append(.init(terminator: Array(source[place..<stop]), isQuoted: isQuoted))
        add(.string, place, stop)
        index = stop
        if isQuoted, byte(index) == quote { index += 1 }
        return true
    }

    /// The rest of a word up to a quote, a `$` or an operator.
    mutating func readShellWord(_ state: inout ShellState) {
        let start = index
        index += 1
        while index < end, shellWordEnds[Int(source[index])] == 0 { index += 1 }
        let next = byte(index)
        let isWhole = isSpaceOrEnd(next) || next == 0x3B || next == 0x29 || next == 0x28 || next == 0x7C || next == 0x26
        if state.isTarget || state.isValue && !state.isDeclaring {
            state.endPart()
            return
        }
        if state.skipsWord {
            state.skipsWord = false
            return
        }
        if state.isPattern {
            if has("esac", at: start), index == start + 4 { closeCase(&state, start) }
            return
        }
        guard state.isCommand || state.isDeclaring || state.awaitsIn else {
            if source[start] == 0x5D, index == start + 2, byte(start + 1) == 0x5D { add(.keyword, start) }
            return
        }
        if state.isCommand || state.isDeclaring, readAssignment(&state, from: start) { return }
        if state.awaitsIn, index == start + 2, has("in", at: start) {
            add(.keyword, start)
            state.awaitsIn = false
            state.isPattern = state.cases > 0 && state.isCase
            return
        }
        guard state.isCommand, !(start > 0 && isInsideWord(source[start - 1])) else { return }
        readCommandName(&state, start, isWhole: isWhole)
    }

    /// A word goes on after a quote or a variable.
    private func isInsideWord(_ before: UInt8) -> Bool {
        before == 0x22 || before == 0x27 || before == 0x7D || before == 0x5C
    }

    /// `NAME=`, `NAME+=`, `NAME[i]=`: the name alone; its value is read as what it is.
    private mutating func readAssignment(_ state: inout ShellState, from start: Int) -> Bool {
        guard isWordStart(source[start]) else { return false }
        var place = start
        while place < index, isWordByte(source[place]) { place += 1 }
        let name = place
        if place < index, source[place] == 0x5B {
            place = (find(0x5D, from: place, to: index) ?? place - 1) + 1
        }
        if place < index, source[place] == 0x2B { place += 1 }
        guard place < index, source[place] == 0x3D, place + 1 == end || source[place + 1] != 0x3D else { return false }
        add(.variable, start, name)
        state.isValue = true
        return true
    }

    private mutating func closeCase(_ state: inout ShellState, _ start: Int) {
        add(.keyword, start)
        state.cases = max(0, state.cases - 1)
        state.isPattern = false
        state.isCommand = false
    }

    private mutating func readCommandName(_ state: inout ShellState, _ start: Int, isWhole: Bool) {
        switch ShellWord(rawValue: isWhole ? shellWords[source, start, index] : 0) {
        case .leading:
            add(.keyword, start)
            state.isPrefixed = false
        case .closing:
            if has("esac", at: start), index == start + 4 {
                closeCase(&state, start)
            } else {
                add(.keyword, start)
                state.isCommand = false
            }
        case .looping:
            add(.keyword, start)
            state.isCommand = false
            state.awaitsIn = true
            state.isCase = source[start] == 0x63
            if state.isCase { state.cases += 1 }
        case .prefix:
            add(.function, start)
            state.isPrefixed = true
        case .declaring:
            add(.function, start)
            state.isCommand = false
            state.isDeclaring = true
        case nil:
            if state.isPrefixed, source[start] == 0x2D || isDigit(source[start]) {
                state.skipsWord = index == start + 2 && [0x75, 0x67, 0x55, 0x49].contains(source[start + 1])
                return
            }
            state.isCommand = false
            let first = source[start]
            if isWordByte(first) || [0x2E, 0x2F, 0x7E, 0x5B, 0x3A].contains(first) { add(.function, start) }
        }
    }
}

/// What a word in the place of a command does to the next one.
private enum ShellWord: UInt8 {
    case leading = 1
    case closing
    case looping
    case prefix
    case declaring
}

private let shellWords = WordTable([
    ("if then else elif while until do ! { time function coproc", ShellWord.leading.rawValue),
    ("fi done esac } [[ break continue return exit", ShellWord.closing.rawValue),
    ("for case select foreach", ShellWord.looping.rawValue),
    (
        "sudo doas env nohup exec command builtin nice ionice xargs watch timeout setsid strace",
        ShellWord.prefix.rawValue
    ),
    ("export local declare readonly typeset alias", ShellWord.declaring.rawValue),
])

/// 1 for what ends a plain part of a word.
private let shellWordEnds: InlineArray<256, UInt8> = {
    var table = InlineArray<256, UInt8>(repeating: 0)
    for byte in " \t\n\r\"'`$\\;|&()<>".utf8 { table[Int(byte)] = 1 }
    return table
}()
