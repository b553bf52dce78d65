/// Which elements and attributes a page may have from raw HTML. The list is modelled on what GitHub publishes, with
/// what ops pages need besides: `center`, `u`, `video`, `audio`, `section`.
enum HTMLVocabulary {
    /// Published elements, with the attributes they may have besides those that all may.
    static let published: [String: Set<String>] = [
        "a": ["href", "name", "hreflang", "rel", "download", "type"],
        "img": ["src", "srcset", "sizes", "loading", "decoding", "longdesc"],
        "picture": [], "source": ["src", "srcset", "sizes", "media", "type"],
        "video": ["src", "poster", "controls", "loop", "muted", "preload", "playsinline"],
        "audio": ["src", "controls", "loop", "muted", "preload"],
        "track": ["src", "kind", "srclang", "label", "default"],

        "table": ["border", "cellpadding", "cellspacing", "summary", "rules", "frame"], "caption": [],
        "colgroup": ["span"], "col": ["span"], "thead": [], "tbody": [], "tfoot": [], "tr": [],
        "td": ["colspan", "rowspan", "headers", "abbr", "nowrap"],
        "th": ["colspan", "rowspan", "headers", "abbr", "nowrap", "scope"],

        "p": [], "div": [], "section": [], "article": [], "aside": [], "blockquote": ["cite"], "pre": [], "hr": [],
        "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [], "figure": [], "figcaption": [],
        "address": [], "details": ["open"], "summary": [],
        "ul": ["type", "compact"], "ol": ["type", "start", "reversed", "compact"], "li": ["value", "type"],
        "dl": ["compact"], "dt": [], "dd": [],

        "br": ["clear"], "wbr": [], "span": [], "b": [], "i": [], "u": [], "s": [], "strike": [], "em": [],
        "strong": [], "small": [], "tt": [], "code": [], "kbd": [], "samp": [], "var": [], "sub": [], "sup": [],
        "mark": [], "q": ["cite"], "cite": [], "dfn": [], "abbr": [], "bdi": [], "bdo": [],
        "ins": ["cite", "datetime"], "del": ["cite", "datetime"], "time": ["datetime"],
        "ruby": [], "rb": [], "rt": [], "rtc": [], "rp": [],
    ]

    /// What every published element may have; and what begins with `aria-`.
    static let common: Set<String> = [
        "id", "class", "title", "lang", "dir", "role", "align", "valign", "width", "height", "alt", "char", "charoff",
        "hspace", "vspace", "itemprop",
    ]

    /// Elements of HTML that are not published: their tags are left out, what they hold stays.
    static let known: Set<String> = [
        "html", "head", "body", "base", "link", "meta", "header", "footer", "main", "nav", "hgroup", "search", "menu",
        "area", "map", "embed", "object", "param", "canvas", "noscript", "template", "slot", "dialog", "data", "form",
        "fieldset", "legend", "label", "input", "button", "select", "datalist", "optgroup", "option", "output",
        "progress", "meter", "acronym", "applet", "basefont", "bgsound", "big", "blink", "dir", "font", "frame",
        "frameset", "marquee", "nobr", "listing", "portal", "fencedframe", "svg", "math",
    ]

    /// Those of them without an end tag, which hold nothing.
    static let knownVoid: Set<String> = [
        "area", "base", "basefont", "bgsound", "embed", "frame", "input", "link", "meta", "param",
    ]

    /// Elements that do nothing without an attribute: without one, `<source>` is a word that an author put in angle
    /// brackets.
    static let pointlessAlone: Set<String> = [
        "area", "base", "data", "embed", "img", "input", "link", "map", "meta", "object", "param", "slot", "source",
        "track",
    ]

    /// GFM 0.29, 6.11: their `<` becomes text.
    static let disallowed: Set<String> = [
        "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext",
    ]

    /// Languages of their own, with other rules: nothing of them is published.
    static let foreign: Set<String> = ["svg", "math"]

    /// Elements without an end tag (HTML Living Standard, 13.1.2), of those published.
    static let void: Set<String> = ["br", "col", "hr", "img", "source", "track", "wbr"]

    /// Start tags that end an open paragraph (13.2.6.4.7), of those published.
    static let endingParagraphs: Set<String> = [
        "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "ul",
    ]

    static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    static let tableParts: Set<String> = ["caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"]

    /// Neither an end tag nor an implied end reaches beyond these.
    static let walls: Set<String> = ["table", "caption", "td", "th"]

    static func publishes(_ attribute: String, on own: Set<String>) -> Bool {
        if own.contains(attribute) || common.contains(attribute) { return true }
        return attribute.hasPrefix("aria-")
            && attribute.utf8.dropFirst(5).allSatisfy { isLetter($0) || $0 == 0x2D }
    }
}
