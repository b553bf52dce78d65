/// What a decoding may do beyond making valid UTF-8.
package struct RepairOptions: Sendable, Hashable {
    /// What is done with mojibake inside code spans and fenced code.
    package enum CodePolicy: Sendable, Hashable {
        /// Code is literal, unless one codec explains nearly all of the document's text outside code.
        case literal
        /// Code is repaired as prose is.
        case repaired
    }

    /// The encodings as which UTF-8 may have been misread; none turns the repair off.
    package var codecs: CodecSet
    package var code: CodePolicy

    package init(codecs: CodecSet = .all, code: CodePolicy = .literal) {
        self.codecs = codecs
        self.code = code
    }
}
