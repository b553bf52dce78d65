import Testing

/// Code, and the short form of its HTML (`coloured`).
struct Golden: Sendable, CustomTestStringConvertible {
    let what: String
    let language: String
    let code: String
    let html: String

    init(_ what: String, _ language: String, _ code: String, _ html: String) {
        (self.what, self.language, self.code, self.html) = (what, language, code, html)
    }

    var testDescription: String { what }
}
