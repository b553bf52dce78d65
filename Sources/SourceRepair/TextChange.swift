package import SourceText
internal import TextRepair

/// One stretch of a file that its repair changes.
package struct TextChange: Sendable, Hashable {
    /// What stands there.
    package enum Before: Sendable, Hashable {
        case text(String)
        /// A byte that is not in the file's encoding.
        case byte(UInt8)
    }

    /// Where it stands in the file.
    package var place: SourceRange
    /// Where it stands in `FileRepair.before`.
    package var range: Range<Int>
    package var before: Before
    package var after: String
    /// As in `Repair`.
    package var codec: String
    /// As in `Repair`; nil for a byte, of which nothing is known but itself.
    package var confidence: Double?
    package var evidence: String

    private init(_ repair: Repair, _ range: Range<Int>) {
        (place, self.range) = (repair.range, range)
        (before, after) = (.text(repair.before), repair.after)
        (codec, confidence, evidence) = (repair.codec, repair.confidence, repair.evidence)
    }

    private init(_ byte: UInt8, _ scalar: Unicode.Scalar, _ place: SourceRange) {
        self.place = place
        range = place.bytes.lowerBound..<place.bytes.upperBound
        (before, after) = (.byte(byte), String(scalar))
        (codec, confidence) = ("cp1252", nil)
        evidence = "the byte is not UTF-8, and this character in Windows-1252"
    }

    /// A repair in a file of which the bytes are the text.
    static func inFile(_ repair: Repair) -> TextChange {
        TextChange(repair, repair.range.bytes.lowerBound..<repair.range.bytes.upperBound)
    }

    /// Repairs in a text that had to be decoded first.
    static func inText(_ repairs: RepairList) -> [TextChange] {
        var shift = 0
        return repairs.map { repair in
            let start = repair.text.lowerBound + shift
            shift += repair.before.utf8.count - repair.text.count
            return TextChange(repair, start..<start + repair.before.utf8.count)
        }
    }

    /// The bytes of a stretch that stand for characters of Windows-1252.
    static func strays(_ invalid: InvalidBytes) -> [TextChange] {
        let scalars = Array(invalid.decodedAs.unicodeScalars)
        // One scalar a byte, but for what a surrogate of UTF-16 became.
        guard scalars.count == invalid.bytes.count else { return [] }
        return scalars.indices.filter { scalars[$0] != "\u{FFFD}" }.map { index in
            var place = invalid.range
            let start = place.bytes.lowerBound + index
            place.bytes = ByteRange(start, start + 1)
            place.start.column += UInt32(index)
            place.end.column = place.start.column + 1
            return TextChange(invalid.bytes[index], scalars[index], place)
        }
    }

    /// A text with its changes made.
    static func apply(_ changes: [TextChange], to text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        for change in changes {
            result += text[position..<change.range.lowerBound]
            result += change.after.utf8
            position = change.range.upperBound
        }
        return result + text[position...]
    }

    /// A repaired text as it was before.
    static func undo(_ repairs: RepairList, in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        for repair in repairs {
            result += text[position..<repair.text.lowerBound]
            result += repair.before.utf8
            position = repair.text.upperBound
        }
        return result + text[position...]
    }
}

extension [TextChange] {
    /// Adds changes of single bytes, all but those that take part in a change already.
    mutating func add(_ strays: [TextChange]) {
        guard !strays.isEmpty else { return }
        var result: [TextChange] = []
        result.reserveCapacity(count + strays.count)
        var next = startIndex
        for stray in strays {
            while next < endIndex, self[next].range.upperBound <= stray.range.lowerBound {
                result.append(self[next])
                next += 1
            }
            if next == endIndex || stray.range.upperBound <= self[next].range.lowerBound { result.append(stray) }
        }
        self = result + self[next...]
    }
}
