internal import Addresses
package import Diagrams
internal import Documents
internal import SourceText

extension PageObject {
    /// The page's fences that are to be drawn, in order.
    package var diagrams: [DiagramSource] {
        facts.diagrams.compactMap { fence in
            DiagramLanguage(fence: Array(fence.language.utf8)[...]).map {
                DiagramSource(language: $0, text: fence.text)
            }
        }
    }

    /// Puts pictures before the code of the fences that could be drawn, which stays to be unfolded; says of the others
    /// why not. Links in a picture become references of the page.
    ///
    /// - Parameters:
    ///   - outcomes: as `diagrams`.
    ///   - hasBody: false where the page is only checked.
    package mutating func draw(_ outcomes: [DiagramOutcome], hasBody: Bool) {
        var drawn = PageBody()
        var written = 0
        var nextSlot = body.slots.startIndex
        func copy(upTo end: Int) {
            while nextSlot < body.slots.endIndex, body.slots[nextSlot].offset <= end {
                var slot = body.slots[nextSlot]
                slot.offset += UInt32(drawn.html.count - written)
                drawn.slots.append(slot)
                nextSlot += 1
            }
            drawn.html += body.html[written..<end]
            written = end
        }
        for (fence, outcome) in zip(facts.diagrams, outcomes) {
            switch outcome {
            case .notRendered(let fault): facts.diagnostics.append(finding(fault, in: fence))
            case .picture(let picture):
                let first = facts.references.count
                facts.references += picture.links.map { reference($0, in: fence) }
                guard hasBody else { continue }
                copy(upTo: fence.html.lowerBound)
                drawn.html += "<figure class=\"diagram\">".utf8
                drawn.append(picture, firstReference: first)
                drawn.html += "<details><summary>Source</summary>\n".utf8
                copy(upTo: fence.html.upperBound)
                drawn.html += "</details></figure>\n".utf8
            }
        }
        guard hasBody else { return }
        copy(upTo: body.html.count)
        // Nothing stands before the heading that a page begins with.
        (drawn.headingEnd, drawn.hasTitle) = (body.headingEnd, body.hasTitle)
        body = drawn
    }

    private func reference(_ link: DiagramLink, in fence: DiagramFence) -> PageReference {
        let written = String(decoding: link.destination, as: UTF8.self)
        return PageReference(
            kind: .link, written: written, parsed: WrittenReference(written), range: fence.range, heading: fence.heading
        )
    }

    private func finding(_ fault: DiagramFault, in fence: DiagramFence) -> Diagnostic {
        var range = fence.range
        if let line = fault.line {
            let place = Position(line: Int(range.start.line) + line, column: 1)
            (range.start, range.end) = (place, place)
        }
        return Diagnostic(
            .diagramNotRendered, file: facts.path, range: range,
            message: "this diagram is shown as code: \(fault.reason)")
    }
}

extension PageBody {
    /// Adds a picture with a slot for each link that leads into the site.
    fileprivate mutating func append(_ picture: DiagramPicture, firstReference: Int) {
        var written = 0
        for (index, link) in picture.links.enumerated() {
            let parsed = WrittenReference(String(decoding: link.destination, as: UTF8.self))
            guard parsed.form == .relative || parsed.form == .rooted else { continue }
            html += picture.svg[written..<link.range.lowerBound]
            slots.append(
                Slot(offset: UInt32(html.count), kind: .rawDestination, index: UInt32(firstReference + index)))
            written = link.range.upperBound
        }
        html += picture.svg[written...]
    }
}
