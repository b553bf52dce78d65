/// A code block in HTML.
package enum CodeBlock {
    /// Writes the block, closed by a line break. Without options in the info string it is
    /// `<pre><code class="language-x">…</code></pre>`, the code coloured as `Highlighter` does it.
    ///
    /// A title stands before: `<div class="code"><p class="code-title">…</p><pre>…</pre></div>`. Where lines are numbered or
    /// highlighted, each is a `<span class="l">` with its line break in it, a highlighted one a `<span class="l hl">`; its
    /// number is an attribute, `data-n`, which the style sheet shows, so that neither selecting nor copying takes it. A
    /// block marked `destructive` is a `<pre class="destructive">`.
    ///
    /// - Parameter info: the fence's, decoded; empty for an indented block.
    package static func write(_ code: ArraySlice<UInt8>, info: ArraySlice<UInt8>, into html: inout [UInt8]) {
        let info = FenceInfo(info)
        if let title = info.title {
            html += "<div class=\"code\"><p class=\"code-title\">".utf8
            appendEscaped(title, &html)
            html += "</p>".utf8
        }
        openPre(info, &html)
        if info.language.isEmpty {
            html += "<code>".utf8
        } else {
            html += "<code class=\"language-".utf8
            appendEscaped(info.language, &html)
            html += "\">".utf8
        }
        let isMarked = info.firstLineNumber != nil || !info.highlightedLines.isEmpty
        Highlighter.write(
            code, Language.named(info.language[...]),
            lines: isMarked
                ? LineMarks(highlighted: info.highlightedLines, firstNumber: info.firstLineNumber) : nil, into: &html)
        html += "</code></pre>".utf8
        if info.title != nil { html += "</div>".utf8 }
        html.append(0x0A)
    }

    private static func openPre(_ info: FenceInfo, _ html: inout [UInt8]) {
        html += "<pre".utf8
        switch (info.isDestructive, info.firstLineNumber != nil) {
        case (true, true): html += " class=\"destructive numbered\"".utf8
        case (true, false): html += " class=\"destructive\"".utf8
        case (false, true): html += " class=\"numbered\"".utf8
        case (false, false): break
        }
        html.append(0x3E)
    }

    private static func appendEscaped(_ text: [UInt8], _ html: inout [UInt8]) {
        for byte in text {
            switch byte {
            case 0x22: html += "&quot;".utf8
            case 0x26: html += "&amp;".utf8
            case 0x3C: html += "&lt;".utf8
            case 0x3E: html += "&gt;".utf8
            default: html.append(byte)
            }
        }
    }
}
