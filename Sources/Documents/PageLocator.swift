internal import SourceText
internal import TextRepair

/// Takes ranges of a page's text, its includes put in, back to the files that they come from.
struct PageLocator {
    private let own: Locator
    private let inclusion: Inclusion?

    init(_ own: Locator, _ inclusion: Inclusion?) {
        (self.own, self.inclusion) = (own, inclusion)
    }

    /// As `Locator.range(of:)`; `file` is nil for the page's own text.
    func range(of text: Range<Int>) -> SourceRange { inclusion?.range(of: text) ?? own.range(of: text) }
}
