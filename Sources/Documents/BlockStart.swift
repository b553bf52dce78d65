/// Whether a line begins a block, asked where a table might go on instead (GFM 0.29, 4.10: it ends at the first empty
/// line or the beginning of another block): libcmark itself tells only of lines that it was given.
enum BlockStart {
    /// - Parameter cursor: behind the marks of the containers that the line continues.
    static func begins(at cursor: LineCursor) -> Bool {
        guard cursor.indentation < 4 else { return true }
        let start = cursor.contentStart
        guard start < cursor.end else { return false }
        let line = cursor.text[start..<cursor.end]
        switch line[start] {
        case 0x7C, 0x61...0x7A, 0x41...0x5A: return false
        case 0x3E: return true
        case 0x23: return isHeading(line)
        case 0x60, 0x7E: return isFence(line)
        case 0x3C: return HTMLBlockStart.begins(line)
        case 0x2A where ConstructMarker.abbreviation(line) != nil: return true
        case 0x2A, 0x2D, 0x5F: return cursor.listMarker != nil || isThematicBreak(line)
        case 0x2B, 0x30...0x39: return cursor.listMarker != nil
        case 0x5B: return ConstructMarker.footnote(line) != nil
        case 0x21, 0x3F, 0x3D: return ConstructMarker.admonition(line) != nil || ConstructMarker.tab(line) != nil
        default: return false
        }
    }

    private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
        guard let end = line.firstIndex(where: { $0 != 0x23 }) else { return line.count <= 6 }
        return end - line.startIndex <= 6 && isBlank(line[end])
    }

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        let mark = line[line.startIndex]
        let end = line.firstIndex { $0 != mark } ?? line.endIndex
        return end - line.startIndex >= 3 && (mark == 0x7E || !line[end...].contains(mark))
    }

    static func isThematicBreak(_ line: ArraySlice<UInt8>) -> Bool {
        let mark = line[line.startIndex]
        var count = 0
        for byte in line where !isBlank(byte) {
            guard byte == mark else { return false }
            count += 1
        }
        return count >= 3
    }
}
