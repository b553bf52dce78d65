/// What a page's unknown shortcodes are reported as: one finding for each name, at its first place, with the others as
/// its notes. A page that was written for another generator has hundreds of `{% endif %}`; what its reader decides on
/// is each name once.
package struct ShortcodeFinding: Hashable, Sendable {
    package var message: String
    package var range: Range<Int>
    /// Of the same name; their ends are left out.
    package var others: [Range<Int>]

    /// In the order of their first places.
    package static func findings(_ shortcodes: [Shortcode], in text: [UInt8]) -> [ShortcodeFinding] {
        struct Key: Hashable {
            var form: Shortcode.Form
            var name: String
        }
        var findings: [ShortcodeFinding] = []
        var places: [Key: Int] = [:]
        let opened = Set(shortcodes.lazy.filter { !$0.isEnd }.map { Key(form: $0.form, name: $0.name) })
        let hasContainer = opened.contains { $0.form == .container }
        for shortcode in shortcodes {
            let key = Key(form: shortcode.form, name: shortcode.name)
            // An end is part of what it ends.
            if shortcode.isEnd, opened.contains(key) || shortcode.form == .container && hasContainer { continue }
            if let place = places[key] {
                findings[place].others.append(shortcode.range)
                continue
            }
            places[key] = findings.count
            findings.append(ShortcodeFinding(message: message(shortcode, in: text), range: shortcode.range, others: []))
        }
        return findings
    }

    private static func message(_ shortcode: Shortcode, in text: [UInt8]) -> String {
        let written = HTMLMessage.excerpt(text[shortcode.range])
        return switch shortcode.form {
        case .shortcode: "the shortcode '\(written)' is shown as text; write what it stands for, or write it as code"
        case .tag: "the template tag '\(written)' is shown as text; write what it stands for, or write it as code"
        case .expression:
            "the template expression '\(written)' is shown as text; write its value, or write it as code"
        case .container where AdmonitionType.colour(of: Array(shortcode.name.utf8)[...]) != nil:
            "the container '\(written)' is shown as text; write a quote that begins with '[!NOTE]'"
        case .container: "the container '\(written)' is shown as text; write what it stands for, or write it as code"
        case .module: "'\(written)' is shown as text, since nothing is imported or run; remove it, or write it as code"
        }
    }
}
