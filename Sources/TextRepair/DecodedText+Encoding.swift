package import SourceText

extension DecodedText {
    /// How the file was written.
    package enum Encoding: Sendable, Hashable {
        case utf8, utf8WithBOM, utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian
        case legacy(LegacyEncoding)

        /// As people and editors call it.
        package var title: String {
            switch self {
            case .utf8: "UTF-8"
            case .utf8WithBOM: "UTF-8 with a byte order mark"
            case .utf16LittleEndian: "UTF-16 LE"
            case .utf16BigEndian: "UTF-16 BE"
            case .utf32LittleEndian: "UTF-32 LE"
            case .utf32BigEndian: "UTF-32 BE"
            case .legacy(let encoding): encoding.title
            }
        }
    }

    /// How the encoding of a file was told that does not say what it is.
    package struct Detection: Sendable, Hashable {
        /// 0...1: how sure it is that the text is the right one.
        package var confidence: Double
        /// The first character that is not spelled as in UTF-8.
        package var range: SourceRange
    }

    /// An encoding that came into question.
    package struct EncodingCandidate: Sendable, Hashable {
        package var title: String
        /// How many bits (doublings of the odds) its text is less likely than the best one's.
        package var behind: Double
    }

    /// What a file that is no UTF-8 was weighed as, the best first. It reads the file anew: for people who ask why.
    package static func encodingCandidates(of original: [UInt8]) -> [EncodingCandidate] {
        guard TextScanner(codecs: []).next(in: original.span, from: 0) != .end else { return [] }
        let ranking = EncodingDetector(original.span).ranking
        return ranking.map {
            EncodingCandidate(title: $0.reading.title, behind: Double($0.cost - ranking[0].cost) / 8)
        }
    }
}
