/// What findings about raw HTML say.
enum HTMLMessage {
    static func notPublished(_ what: String) -> String {
        "raw HTML '\(what)' is not published; write it as code, or set html: trusted"
    }

    /// Of an element whose tags alone are left out.
    static func leftOut(_ name: String) -> String {
        let rest = HTMLVocabulary.knownVoid.contains(name) ? "" : ", what is inside it stays"
        return "raw HTML '<\(name)>' is left out\(rest); remove it, or set html: trusted"
    }

    static func removed(_ what: String) -> String {
        "raw HTML '\(what)' is not published; remove it, or set html: trusted"
    }

    static func foreign(_ name: String) -> String {
        "raw HTML '<\(name)>' is not published, nor what it holds; make it a picture's file, or set html: trusted"
    }

    static func shownAsText(_ tag: HTMLTag) -> String {
        "raw HTML '<\(tag.isEnd ? "/" : "")\(tag.name)>' is shown as text; remove it, write it as code, or set html: trusted"
    }

    static func component(_ tag: String) -> String {
        "'\(tag)' is a component of MDX, which is not rendered, and is shown as text; "
            + "write what it stands for, or write it as code"
    }

    static let markdownAttribute =
        "the attribute 'markdown' has no effect here; leave a blank line behind the tag so that what follows is read as "
        + "Markdown"

    static func placeholder(_ tag: String) -> String {
        "'\(tag)' means nothing in HTML and is shown as text; write it as code, or as '\\\(tag)'"
    }

    static func unterminated(_ start: String) -> String {
        "the tag '\(start)' has no '>' and is shown as text, with what follows it; close it, or write '&lt;'"
    }

    static let openComment = "the comment does not end in its block and hides the rest of it; end it with '-->'"

    static func dangerous(_ attribute: String, _ address: [UInt8]) -> String {
        removed("\(attribute)=\"\(excerpt(address[...], limit: 24))\"")
    }

    static func unbalanced(_ tag: HTMLTag, named name: String, _ fault: HTMLBalance.Fault) -> String {
        switch fault {
        case .outside(let home): "'<\(name)>' stands outside of a \(home) and is left out; put it into one"
        case .stray: "'</\(name)>' closes nothing that is open here and is left out; remove it"
        case .tooDeep:
            "'<\(name)>' lies in more than \(HTMLBalance.deepest) open elements and is left out; close them"
        case .nested: "'<a>' lies in another link and is left out; close that one"
        }
    }

    /// The beginning of a text, on one line.
    static func excerpt(_ text: ArraySlice<UInt8>, limit: Int = 40) -> String {
        let isCut = text.count > limit
        var bytes = text.prefix(limit).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        // No part of a character.
        if isCut, let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes[start] >= 0x80 {
            bytes.removeSubrange(start...)
        }
        return String(decoding: bytes, as: UTF8.self) + (isCut ? "…" : "")
    }
}
