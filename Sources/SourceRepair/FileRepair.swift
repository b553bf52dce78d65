package import SourceText
package import TextRepair

/// What repairing one file would do to its bytes, and what forbids it.
///
/// A file in UTF-8 is changed where something is told of it, and nowhere else: its byte order mark, its line endings and
/// bytes of no encoding stay. A file in another encoding becomes UTF-8.
package struct FileRepair: Sendable {
    /// Why a file with something to repair is not to be written.
    package enum Obstacle: Sendable, Hashable {
        /// It has NUL bytes: it is no text.
        case binary
        /// It is in another encoding than UTF-8, and what stands here is no character of it, so that it would be lost.
        case undecodable(Position)
        /// Repaired once more, it would change once more.
        case unstable
    }

    package let encoding: DecodedText.Encoding
    /// What would change, in order.
    package let changes: [TextChange]
    /// What looks like mojibake, but not surely enough, in order.
    package let doubtful: [Repair]
    /// What in UTF-8 is no character and stays as it is, in order.
    package let leftBytes: [InvalidBytes]
    /// Nil where nothing stands against the repair.
    package let obstacle: Obstacle?
    /// The text as it was, in UTF-8 but for `leftBytes`: what the ranges of `changes` are of. Empty where nothing changes.
    package let before: [UInt8]
    /// The bytes of the repaired file. Empty where nothing changes.
    package let after: [UInt8]
    /// The bytes of the file as it is. Empty where nothing changes.
    private let original: [UInt8]

    /// Whether the file becomes UTF-8.
    package var isConverted: Bool { !encoding.isUTF8 }
    package var isChanged: Bool { isConverted || !changes.isEmpty }

    package init(_ original: [UInt8], options: RepairOptions = RepairOptions()) {
        let text = DecodedText(decoding: original, options: options)
        encoding = text.encoding
        doubtful = text.doubtful
        let isUTF8 = text.encoding.isUTF8
        leftBytes = isUTF8 ? text.invalid.filter { $0.decodedAs.unicodeScalars.contains("\u{FFFD}") } : []
        var changes = isUTF8 ? text.repairs.map(TextChange.inFile) : TextChange.inText(text.repairs)
        if isUTF8 { changes.add(text.invalid.flatMap(TextChange.strays)) }
        self.changes = changes
        guard !isUTF8 || !changes.isEmpty else {
            (before, after, self.original, obstacle) = ([], [], [], nil)
            return
        }
        self.original = original
        if isUTF8 {
            before = original
            after = TextChange.apply(changes, to: original)
        } else {
            before = TextChange.undo(text.repairs, in: text.bytes)
            after = text.bytes
        }
        obstacle = FileRepair.obstacle(text, original, after, options)
    }

    private static func obstacle(
        _ text: DecodedText, _ original: [UInt8], _ after: [UInt8], _ options: RepairOptions
    ) -> Obstacle? {
        if !text.encoding.isWide, original.contains(0) { return .binary }
        if !text.encoding.isUTF8, let offset = firstLoss(text, original) {
            return .undecodable(text.range(of: offset..<offset).start)
        }
        // The file must come to be what a site shows of it now, and be left alone from then on.
        let again = DecodedText(decoding: after, options: options)
        return again.repairs.isEmpty && again.encoding.isUTF8 && again.bytes == text.bytes ? nil : .unstable
    }

    /// The first replacement character in the text of a file that has none there.
    private static func firstLoss(_ text: DecodedText, _ original: [UInt8]) -> Int? {
        var locator: Locator?
        var start = 0
        let span = text.bytes.span
        // EF BF BD, looked for by hand: the standard library's search takes a hundred times as long.
        while let lead = span.indices[start...].first(where: { span[$0] == 0xEF }) {
            guard lead + 2 < span.count, span[lead + 1] == 0xBF, span[lead + 2] == 0xBD else {
                start = lead + 1
                continue
            }
            let found = lead..<lead + 3
            let made = locator ?? text.locator()
            locator = made
            let source = made.range(of: found).bytes
            let bytes = original[source.lowerBound..<source.upperBound]
            let isOwn =
                text.encoding.isWide && (bytes.elementsEqual([0xFD, 0xFF]) || bytes.elementsEqual([0xFF, 0xFD]))
            if !isOwn { return found.lowerBound }
            start = found.upperBound
        }
        return nil
    }

    /// Puts the repaired bytes in the place of the file's, in one step.
    ///
    /// - Returns: false where the file has changed since it was read; it is left then.
    /// - Throws: where it cannot be written.
    package func write(to path: String, _ fileSystem: any FileSystem) throws(FileError) -> Bool {
        try fileSystem.replace(path, holding: original, with: after)
    }
}

extension DecodedText.Encoding {
    package var isUTF8: Bool { self == .utf8 || self == .utf8WithBOM }
    /// UTF-16 or UTF-32: text in it is full of zero bytes.
    package var isWide: Bool {
        switch self {
        case .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian: true
        default: false
        }
    }
}
