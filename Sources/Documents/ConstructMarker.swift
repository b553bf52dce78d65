/// The first lines of what CommonMark has no blocks for, each read from its first byte to the end of the line.
enum ConstructMarker {
    /// `!!! type more "Title"`, `??? type`, `???+ type "Title"`.
    struct Admonition {
        var classes: [ArraySlice<UInt8>]
        /// Of the line; empty for `""`.
        var title: Range<Int>?
        var isCollapsible: Bool
        var isOpen: Bool
    }

    /// Source: Python-Markdown 3, `extensions/admonition.py`; PyMdown Extensions, `details.py`, where a title may stand
    /// without a type.
    static func admonition(_ line: ArraySlice<UInt8>) -> Admonition? {
        let isCollapsible = line.starts(with: "???".utf8)
        guard isCollapsible || line.starts(with: "!!!".utf8) else { return nil }
        var index = line.startIndex + 3
        let isOpen = isCollapsible && index < line.endIndex && line[index] == 0x2B
        if isOpen { index += 1 }
        var result = Admonition(classes: [], title: nil, isCollapsible: isCollapsible, isOpen: isOpen)
        while true {
            index = behindBlanks(line, index)
            let start = index
            while index < line.endIndex, isClassByte(line[index]) { index += 1 }
            guard index > start, index == line.endIndex || isBlank(line[index]) else {
                index = start
                break
            }
            result.classes.append(line[start..<index])
        }
        if index < line.endIndex {
            guard let title = quoted(line, index), isCollapsible || !result.classes.isEmpty else { return nil }
            result.title = title
        } else if result.classes.isEmpty {
            return nil
        }
        return result
    }

    /// The title of `=== "Title"`; `===!` and `===+` say how tabs are shown that switch.
    ///
    /// Source: PyMdown Extensions, `tabbed.py`.
    static func tab(_ line: ArraySlice<UInt8>) -> Range<Int>? {
        guard line.starts(with: "===".utf8) else { return nil }
        var index = line.startIndex + 3
        while index < line.endIndex, line[index] == 0x2B || line[index] == 0x21 { index += 1 }
        guard index < line.endIndex, isBlank(line[index]) else { return nil }
        return quoted(line, behindBlanks(line, index))
    }

    /// `[^label]: text`: the label, and where the text begins.
    ///
    /// Source: cmark-gfm 0.29.0.gfm.6, `scanners.re`, `_scan_footnote_definition`.
    static func footnote(_ line: ArraySlice<UInt8>) -> (label: Range<Int>, text: Int)? {
        guard line.starts(with: "[^".utf8), let end = line.firstIndex(of: 0x5D), end + 1 < line.endIndex,
            line[end + 1] == 0x3A, end > line.startIndex + 2
        else { return nil }
        let label = (line.startIndex + 2)..<end
        return line[label].contains(where: isSpace) ? nil : (label, behindBlanks(line, end + 2))
    }

    /// `*[label]: expansion`.
    ///
    /// Source: Python-Markdown 3, `extensions/abbr.py`.
    static func abbreviation(_ line: ArraySlice<UInt8>) -> (label: Range<Int>, expansion: Range<Int>)? {
        guard line.starts(with: "*[".utf8), let end = line.firstIndex(of: 0x5D) else { return nil }
        let colon = behindBlanks(line, end + 1)
        guard colon <= end + 2, colon < line.endIndex, line[colon] == 0x3A, end > line.startIndex + 2 else {
            return nil
        }
        let label = (line.startIndex + 2)..<end
        let expansion = trimmed(line, (colon + 1)..<line.endIndex)
        // What ends with a `*` is emphasis.
        guard let last = line[expansion].last, last != 0x2A, !line[label].contains(0x5C) else { return nil }
        return (label, expansion)
    }

    private static func quoted(_ line: ArraySlice<UInt8>, _ start: Int) -> Range<Int>? {
        guard start < line.endIndex, line[start] == 0x22 else { return nil }
        let end = trimmed(line, (start + 1)..<line.endIndex).upperBound - 1
        return end > start && line[end] == 0x22 ? (start + 1)..<end : nil
    }

    private static func behindBlanks(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
        line[start...].firstIndex { !isBlank($0) } ?? line.endIndex
    }

    private static func isClassByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x80...0xFF: true
        default: false
        }
    }

    private static func trimmed(_ line: ArraySlice<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(line[start]) { start += 1 }
        while end > start, isBlank(line[end - 1]) { end -= 1 }
        return start..<end
    }
}
