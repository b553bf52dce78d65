/// What becomes of raw HTML in Markdown: the `html` key of the configuration.
package enum HTMLPolicy: String, Sendable, CaseIterable {
    /// What is on the list of published elements and attributes is written anew; the rest is left out or shown as text.
    case safe
    /// Shown as text.
    case escape
    /// As written, for pages whose authors may run scripts in the reader's browser.
    case trusted
}
