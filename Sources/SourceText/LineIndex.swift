#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where the lines of a file begin, so that a byte offset can be told as a line and a column.
///
/// Lines end as CommonMark has it (2.1): at a line feed, at a carriage return, or at the two together.
package struct LineIndex: Sendable {
    /// A place in a long line, and the UTF-16 code units before it in that line.
    private struct Milestone {
        var offset: Int
        var units: Int
    }

    /// From so many bytes on a line is long: without milestones, each position in it costs its length.
    private static let longLine = 2048
    private static let stretch = 1024

    private let starts: [UInt32]
    /// Of all long lines, in order; the first of a line stands at its start.
    private var milestones: [Milestone] = []

    package init(_ bytes: [UInt8]) {
        let hasReturns = unsafe bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return false }
            return unsafe memchr(start, 0x0D, buffer.count) != nil
        }
        let starts = hasReturns ? LineIndex.startsWithReturns(bytes) : LineIndex.starts(bytes)
        self.starts = starts
        for line in 1...starts.count {
            let start = Int(starts[line - 1])
            let end = line < starts.count ? Int(starts[line]) : bytes.count
            if end - start > LineIndex.longLine { addMilestones(start..<end, bytes) }
        }
    }

    /// Of a text without carriage returns.
    private static func starts(_ bytes: [UInt8]) -> [UInt32] {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 32)
        unsafe bytes.withUnsafeBytes { buffer in
            guard var place = buffer.baseAddress else { return }
            let start = unsafe place
            let end = unsafe start + buffer.count
            while let found = unsafe memchr(place, 0x0A, end - place) {
                unsafe place = UnsafeRawPointer(found) + 1
                unsafe starts.append(UInt32(place - start))
            }
        }
        return starts
    }

    private static func startsWithReturns(_ bytes: [UInt8]) -> [UInt32] {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 32)
        let span = bytes.span
        for index in span.indices where span[index] <= 0x0D {
            if span[index] == 0x0A {
                starts.append(UInt32(index + 1))
            } else if span[index] == 0x0D, index + 1 == span.count || span[index + 1] != 0x0A {
                starts.append(UInt32(index + 1))
            }
        }
        return starts
    }

    private mutating func addMilestones(_ line: Range<Int>, _ bytes: [UInt8]) {
        var milestone = Milestone(offset: line.lowerBound, units: 0)
        while milestone.offset < line.upperBound {
            milestones.append(milestone)
            var next = min(milestone.offset + LineIndex.stretch, line.upperBound)
            // Not inside of a character, if there is one.
            let lead = (1...3).first { next < bytes.count && bytes[next] & 0xC0 == 0x80 && bytes[next - $0] >= 0xC0 }
            next -= lead ?? 0
            milestone.units += utf16Length(of: bytes, from: milestone.offset, to: next)
            milestone.offset = next
        }
    }

    package var count: Int { starts.count }

    /// The offset of a line's first byte; `line` is 1-based and within `1...count`.
    package func start(ofLine line: Int) -> Int { Int(starts[line - 1]) }

    /// The 1-based line that holds the byte at `offset`; the last line for anything beyond the end.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    private func milestone(before offset: Int) -> Milestone? {
        guard !milestones.isEmpty else { return nil }
        var low = 0
        var high = milestones.count
        while low < high {
            let middle = (low + high) / 2
            if milestones[middle].offset <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? milestones[low - 1] : nil
    }

    /// The position of a byte offset. `bytes` is the array the index was made of, read as UTF-8.
    package func position(at offset: Int, in bytes: [UInt8]) -> Position {
        let line = line(at: offset)
        let start = start(ofLine: line)
        if let milestone = milestone(before: offset), milestone.offset >= start {
            let units = milestone.units + utf16Length(of: bytes, from: milestone.offset, to: offset)
            return Position(line: line, column: 1 + units)
        }
        return Position(line: line, column: 1 + utf16Length(of: bytes, from: start, to: offset))
    }
}

/// The UTF-16 code units in a stretch of UTF-8 bytes; a byte that belongs to no valid sequence counts one.
package func utf16Length(of bytes: [UInt8], from start: Int, to end: Int) -> Int {
    let span = bytes.span
    let end = min(end, span.count)
    var units = 0
    var index = start
    while index < end {
        let lead = span[index]
        var length = 1
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: break
        }
        var valid = index + length <= span.count
        var next = index + 1
        while valid, next < index + length {
            valid = span[next] & 0xC0 == 0x80
            next += 1
        }
        // The second byte's narrower ranges after E0, ED, F0 and F4 (Unicode 17, table 3-7).
        if valid, length > 2 {
            let second = span[index + 1]
            valid =
                !(lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F || lead == 0xF0 && second < 0x90
                || lead == 0xF4 && second > 0x8F)
        }
        units += valid && length == 4 ? 2 : 1
        index += valid ? length : 1
    }
    return units
}
