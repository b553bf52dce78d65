/// Finds in a block's source what libcmark's tree has no places for: the destinations of links, images, autolinks and
/// raw HTML, in the order in which they close, and what of the text is shown outside of links.
///
/// It follows libcmark's own inline parser (0.30.2, `inlines.c`) as far as links depend on it: escapes, code, raw HTML
/// and brackets. Emphasis changes no link. One pass, without backtracking beyond a construct's own end.
struct InlineScanner {
    enum Kind { case link, image, rawHTML }

    struct Place {
        var kind: Kind
        /// In the content; of a reference link, in the page's text.
        var destination: Range<Int>
        var isDefinition = false
        /// Where the link begins.
        var start: Int
    }

    private struct Bracket {
        var start: Int
        /// Behind `[`.
        var textStart: Int
        var isImage: Bool
        var hasBracketAfter = false
    }

    let text: [UInt8]
    var index = 0
    private(set) var places: [Place] = []
    /// Markup, links and images: whatever is not running text or code with a name. Ordered, disjoint.
    private(set) var hidden: [Range<Int>] = []

    private var brackets: [Bracket] = []
    /// Brackets below this one lie around a link: they can open images only.
    private var inactive = 0
    /// libcmark's `MAXBACKTICKS`: longer runs are text.
    private static let longestTicks = 80
    /// By length, the last run of backticks that was met in looking for an end; and whether all have been met.
    ///
    /// libcmark means to know by it that there is no end to find, but a search that succeeds sets the run back: behind
    /// "`` `a`" a single backtick opens no code any more. Places must agree with its tree, so the same is done here.
    private var lastTicks: [Int: Int] = [:]
    private var sawAllTicks = false
    /// Marks that are known not to come any more.
    var unclosedHTML: Set<[UInt8]> = []

    /// Of nothing.
    init() { text = [] }

    /// A block of raw HTML: it has addresses, and nothing else.
    init(htmlBlock text: [UInt8]) {
        self.text = text
        addAddresses(of: 0..<text.count)
    }

    /// - Parameter definition: the place of the destination that a label leads to.
    init(_ text: [UInt8], definition: (ArraySlice<UInt8>) -> Range<Int>?) {
        self.text = text
        while let parsed = LinkSyntax.definition(text, at: index) {
            hide(index..<parsed.end)
            index = parsed.end
        }
        while index < text.count {
            switch text[index] {
            case 0x5C: index += 2
            case 0x60: code()
            case 0x3C: angle()
            case 0x21 where index + 1 < text.count && text[index + 1] == 0x5B: open(isImage: true)
            case 0x5B: open(isImage: false)
            case 0x5D: close(definition)
            default: index += 1
            }
        }
    }

    mutating func hide(_ range: Range<Int>) {
        while let last = hidden.last, last.lowerBound >= range.lowerBound { hidden.removeLast() }
        if !range.isEmpty { hidden.append(range) }
    }

    mutating func add(_ kind: Kind, _ destination: Range<Int>, from start: Int) {
        places.append(Place(kind: kind, destination: destination, start: start))
    }

    // MARK: Code

    private mutating func code() {
        let start = index
        let ticks = tickRun(at: index)
        index += ticks
        guard ticks <= InlineScanner.longestTicks, !sawAllTicks || lastTicks[ticks, default: 0] > index else { return }
        var search = index
        while search < text.count {
            guard text[search] == 0x60 else {
                search += 1
                continue
            }
            let run = tickRun(at: search)
            lastTicks[run] = search
            if run == ticks {
                hideCode(start..<(search + run), content: index..<search)
                index = search + run
                return
            }
            search += run
        }
        sawAllTicks = true
    }

    private func tickRun(at start: Int) -> Int {
        var end = start
        while end < text.count, text[end] == 0x60 { end += 1 }
        return end - start
    }

    /// Code is hidden but for the name in it.
    private mutating func hideCode(_ whole: Range<Int>, content: Range<Int>) {
        var content = content
        if content.count >= 2, isSpaceInCode(content.lowerBound), isSpaceInCode(content.upperBound - 1) {
            content = (content.lowerBound + 1)..<(content.upperBound - 1)
        }
        guard let name = NameScanner.nameOfCode(text[content]) else { return hide(whole) }
        hide(whole.lowerBound..<name.lowerBound)
        hide(name.upperBound..<whole.upperBound)
    }

    private func isSpaceInCode(_ index: Int) -> Bool { text[index] == 0x20 || text[index] == 0x0A }

    // MARK: Brackets

    private mutating func open(isImage: Bool) {
        if let last = brackets.indices.last { brackets[last].hasBracketAfter = true }
        let textStart = index + (isImage ? 2 : 1)
        brackets.append(Bracket(start: index, textStart: textStart, isImage: isImage))
        index = textStart
    }

    private mutating func close(_ definition: (ArraySlice<UInt8>) -> Range<Int>?) {
        let closing = index
        index += 1
        guard let bracket = brackets.popLast() else { return }
        let isActive = bracket.isImage || brackets.count >= inactive
        inactive = min(inactive, brackets.count)
        guard isActive else { return }
        if let tail = LinkSyntax.tail(text, at: index) {
            finish(bracket, Place(kind: .link, destination: tail.range, start: bracket.start), end: tail.end)
            return
        }
        var label = LinkSyntax.label(text, at: index)
        let end = label.map { $0.upperBound + 1 } ?? index
        if label?.isEmpty ?? true, !bracket.hasBracketAfter { label = bracket.textStart..<closing }
        guard let label, !label.isEmpty, label.count <= 1000, let place = definition(text[label]) else { return }
        finish(bracket, Place(kind: .link, destination: place, isDefinition: true, start: bracket.start), end: end)
    }

    private mutating func finish(_ bracket: Bracket, _ place: Place, end: Int) {
        var place = place
        if bracket.isImage {
            place.kind = .image
            // What is inside an image is its description: no link, no image.
            while let last = places.last, last.start >= bracket.start { places.removeLast() }
        } else {
            inactive = brackets.count
        }
        places.append(place)
        hide(bracket.start..<end)
        index = end
    }
}
