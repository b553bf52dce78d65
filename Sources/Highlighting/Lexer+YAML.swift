// YAML, with the templates of Helm, Ansible, GitHub Actions and Prometheus in it
extension Lexer {
    mutating func yaml() {
        var depth = 0
        while index < end {
            if depth > 0 { readFlow(&depth) } else { readYAMLLine(&depth) }
            if index < end, source[index] == 0x0A { index += 1 }
        }
    }

    private mutating func readYAMLLine(_ depth: inout Int) {
        let line = index
        let stop = lineEnd(line)
        var parent = -1
        if source[line] == 0x25 {
            index = stop
            return add(.comment, line)
        }
        if has("---", at: line) || has("...", at: line), isSpaceOrEnd(byte(line + 3)) {
            index = line + 3
            add(.keyword, line)
        }
        index = afterBlanks(index)
        while byte(index) == 0x2D || byte(index) == 0x3F, isSpaceOrEnd(byte(index + 1)) {
            parent = index - line
            index = afterBlanks(index + 1)
        }
        readYAMLProperties(stop)
        guard let key = yamlKey(stop) else {
            return readYAMLValue(stop, parent: parent, key: index..<index, &depth)
        }
        parent = key.lowerBound - line
        paint(.function, key.lowerBound, to: key.upperBound)
        index = afterBlanks(key.upperBound)
        index = afterBlanks(index + 1)
        readYAMLProperties(stop)
        readYAMLValue(stop, parent: parent, key: key, &depth)
    }

    /// Anchors, aliases and tags.
    private mutating func readYAMLProperties(_ stop: Int) {
        while index < stop, source[index] == 0x26 || source[index] == 0x2A || source[index] == 0x21 {
            let start = index
            while index < stop, !isBlank(source[index]), source[index] != 0x2C, source[index] != 0x5D,
                source[index] != 0x7D
            {
                index += 1
            }
            // A lone `*` is a value: `branches: *`.
            guard index > start + 1 || source[start] == 0x21 else { return }
            add(source[start] == 0x21 ? .keyword : .variable, start)
            index = afterBlanks(index)
        }
    }

    /// The key that begins here: what stands before `: `.
    private func yamlKey(_ stop: Int) -> Range<Int>? {
        guard index < stop else { return nil }
        let first = source[index]
        var place = index
        if first == 0x22 || first == 0x27 {
            place = afterQuote(index, limit: stop) ?? stop
            let colon = afterBlanks(place)
            return byte(colon) == 0x3A && isSpaceOrEnd(byte(colon + 1)) ? index..<place : nil
        }
        if first == 0x7B, byte(index + 1) == 0x7B {
            // An action that is a whole line, or begins one, may hold a colon.
            place += 2
            while place < stop, !(source[place] == 0x7D && byte(place + 1) == 0x7D) { place += 1 }
        } else if first == 0x7B || first == 0x5B || first == 0x23 || first == 0x7C || first == 0x3E {
            return nil
        }
        while place < stop {
            let byte = source[place]
            if byte == 0x3A, isSpaceOrEnd(self.byte(place + 1)) { return index..<beforeBlanks(place, from: index) }
            if byte == 0x23, isBlank(source[place - 1]) { return nil }
            place += 1
        }
        return nil
    }

    /// The place after the quoted text that begins here; nil if it does not end before the limit.
    private func afterQuote(_ start: Int, limit: Int) -> Int? {
        let quote = source[start]
        var place = start + 1
        while place < limit {
            if source[place] == quote {
                guard quote == 0x27, byte(place + 1) == quote else { return place + 1 }
                place += 1
            } else if quote == 0x22, source[place] == 0x5C {
                place += 1
            } else if source[place] == 0x7B, byte(place + 1) == 0x7B {
                // Helm's `"{{ x | default "y" }}"`.
                place = actionEndOnLine(place) ?? place + 1
                continue
            }
            place += 1
        }
        return nil
    }

    /// Where an action ends that is not longer than actions are.
    private func actionEndOnLine(_ start: Int) -> Int? {
        var place = start + 2
        let limit = min(end, start + 400)
        while place + 1 < limit, source[place] != 0x0A {
            if source[place] == 0x7D, source[place + 1] == 0x7D { return place + 2 }
            place += 1
        }
        return nil
    }

    private mutating func readYAMLValue(_ stop: Int, parent: Int, key: Range<Int>, _ depth: inout Int) {
        guard index < stop else { return }
        switch source[index] {
        case 0x23:
            let start = index
            index = stop
            add(.comment, start)
        case 0x7C, 0x3E: readBlockScalar(stop, parent: parent, key: key)
        case 0x22, 0x27:
            let start = index
            let close = afterQuote(index, limit: end) ?? stop
            paint(.string, start, to: close)
            readYAMLRest(lineEnd(index))
        case 0x5B: readFlow(&depth)
        case 0x7B where byte(index + 1) != 0x7B: readFlow(&depth)
        default: readPlainScalar(stop, key: key)
        }
    }

    private mutating func readPlainScalar(_ stop: Int, key: Range<Int>) {
        let start = index
        var place = start
        var hasActions = false
        while place < stop {
            let byte = source[place]
            if byte == 0x23, place > start, isBlank(source[place - 1]) { break }
            if byte == 0x7B { hasActions = true }
            place += 1
        }
        let last = beforeBlanks(place, from: start)
        if key.count == 4, has("expr", at: key.lowerBound), !has("{{", at: start) {
            within(last) { $0.code(.promql) }
        } else if hasActions {
            within(last) { $0.template() }
            // An action may go on behind its line.
        } else if isScalarConstant(start, last) {
            index = last
            add(.number, start)
        }
        index = max(index, last)
        readYAMLRest(stop)
    }

    /// What may follow a value on its line: a comment.
    private mutating func readYAMLRest(_ stop: Int) {
        index = min(afterBlanks(index), max(stop, index))
        if byte(index) == 0x23, index > 0, isBlank(source[index - 1]) {
            let start = index
            index = stop
            add(.comment, start)
        }
        index = max(index, stop)
    }

    /// `|` or `>`, and the lines after it that are indented more than what holds them.
    private mutating func readBlockScalar(_ stop: Int, parent: Int, key: Range<Int>) {
        let start = index
        let after = wordEnd(index) { !isSpaceOrEnd($0) }
        // `> 5` is a plain scalar in a template, as is `|=`.
        guard after - start <= 3,
            byte(afterBlanks(after)) == 0x23 || afterBlanks(after) >= beforeBlanks(stop, from: after)
        else { return readPlainScalar(stop, key: key) }
        index = after
        add(.keyword, start)
        readYAMLRest(stop)
        index = min(stop + 1, end)
        let body = index
        var line = body
        var last = body
        while line < end {
            let text = afterBlanks(line)
            let next = lineEnd(text)
            let isEmpty = text == next || source[text] == 0x0D
            if !isEmpty, text - line <= parent { break }
            if !isEmpty { last = next }
            line = next + 1
        }
        if key.count == 4, has("expr", at: key.lowerBound), !hasAction(body, last) {
            within(last) { $0.code(.promql) }
        } else if key.count == 3, has("run", at: key.lowerBound), !hasAction(body, last) {
            within(last) { $0.shell() }
        } else {
            paint(.string, body, to: last)
        }
    }

    private func hasAction(_ start: Int, _ stop: Int) -> Bool {
        for place in start..<max(start, stop) where source[place] == 0x7B && byte(place + 1) == 0x7B { return true }
        return false
    }

    /// `[a, b]` and `{a: b}`, to the end of the line or of the outermost bracket.
    private mutating func readFlow(_ depth: inout Int) {
        let stop = lineEnd(index)
        while index < stop {
            let start = index
            switch source[index] {
            case 0x5B, 0x7B:
                if source[index] == 0x7B, readAction() { continue }
                depth += 1
                index += 1
            case 0x5D, 0x7D:
                depth -= 1
                index += 1
                if depth <= 0 {
                    depth = 0
                    return readYAMLRest(stop)
                }
            case 0x23 where start == 0 || isSpaceOrEnd(source[start - 1]):
                index = stop
                add(.comment, start)
            case 0x22, 0x27:
                let close = afterQuote(start, limit: stop) ?? stop
                paint(byte(afterBlanks(close)) == 0x3A ? .function : .string, start, to: close)
            case 0x20, 0x09, 0x2C, 0x3A, 0x0D: index += 1
            case 0x26, 0x2A, 0x21:
                readYAMLProperties(stop)
                if index == start { index += 1 }
            default: readFlowScalar(stop)
            }
        }
    }

    private mutating func readFlowScalar(_ stop: Int) {
        let start = index
        while index < stop {
            let byte = source[index]
            if byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D { break }
            if byte == 0x3A, isSpaceOrEnd(self.byte(index + 1)) {
                return add(.function, start, beforeBlanks(index, from: start))
            }
            if byte == 0x23, isBlank(source[index - 1]) { break }
            index += 1
        }
        let last = beforeBlanks(index, from: start)
        if isScalarConstant(start, last) { add(.number, start, last) }
    }
}
