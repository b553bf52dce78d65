package import SourceText

/// One stretch of text that was mojibake, and what was put in its place.
package struct Repair: Sendable, Hashable {
    /// Where it stands in the file.
    package var range: SourceRange
    /// The repaired stretch of `DecodedText.bytes`.
    package var text: Range<Int>
    package var before: String
    package var after: String
    /// How the text was damaged, the last step first: `cp1252[drop 90]→utf-8` was encoded as UTF-8, and read as
    /// Windows-1252 with byte 90 lost.
    package var codec: String
    /// The encodings as a message names them.
    package var reading: String
    /// 0...1: how sure it is that this is the original text.
    package var confidence: Double
    /// What speaks for it, in words.
    package var evidence: String
}

/// Bytes that were not in the file's encoding.
package struct InvalidBytes: Sendable, Hashable {
    package var range: SourceRange
    package var bytes: [UInt8]
    /// What they were read as: Windows-1252, U+FFFD where that has nothing.
    package var decodedAs: String
}
