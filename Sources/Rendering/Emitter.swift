package import Documents
internal import Templates

/// The last step: an article's slots filled, and the page's template around it.
package struct Emitter: Sendable {
    private let theme: Theme

    package init(theme: Theme) { self.theme = theme }

    /// A page's bytes.
    package func emit(_ body: PageBody, _ view: PageView) -> [UInt8] {
        emit(.page, body, view)
    }

    /// A generated page's bytes; its heading is its title.
    package func emit(_ kind: Theme.Kind, _ view: PageView) -> [UInt8] {
        emit(kind, PageBody(), view)
    }

    private func emit(_ kind: Theme.Kind, _ body: PageBody, _ view: PageView) -> [UInt8] {
        var heading: [UInt8] = []
        if !body.hasTitle {
            heading += "<h1>".utf8
            appendEscaped(view.title, to: &heading)
            heading += "</h1>\n".utf8
        } else {
            fill(body, view, 0..<body.headingEnd, into: &heading)
        }
        var content: [UInt8] = []
        content.reserveCapacity(body.html.count + view.slots.count * 32)
        fill(body, view, body.headingEnd..<body.html.count, into: &content)
        let model = PageModel(view: view, heading: heading, content: content, assets: theme.assets)
        var page: [UInt8] = []
        page.reserveCapacity(content.count + 8192)
        theme.render(kind, model, into: &page)
        return page
    }

    /// A part of the article, each slot's HTML at its place.
    private func fill(_ body: PageBody, _ view: PageView, _ part: Range<Int>, into html: inout [UInt8]) {
        var position = part.lowerBound
        for (slot, value) in zip(body.slots, view.slots) {
            let offset = Int(slot.offset)
            guard offset >= part.lowerBound, offset < part.upperBound || part.upperBound == body.html.count else {
                continue
            }
            html.append(contentsOf: body.html[position..<offset])
            html.append(contentsOf: value.utf8)
            position = offset
        }
        html.append(contentsOf: body.html[position..<part.upperBound])
    }
}
