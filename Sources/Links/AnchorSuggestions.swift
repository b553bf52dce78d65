/// What an id that a page does not have was probably meant to be.
struct AnchorSuggestions: Sendable {
    private let bySpelling: [String: String]
    private let names: NearNames

    /// - Parameter ids: every id of the page, with the one to suggest for it; where two differ only by case, the first
    ///   is suggested.
    init(_ ids: some Sequence<(id: String, meant: String)>) {
        bySpelling = Dictionary(ids.map { ($0.id.lowercased(), $0.meant) }) { first, _ in first }
        names = NearNames(Set(bySpelling.keys))
    }

    /// The id that differs by case, by a slip, or by what follows.
    func nearest(to fragment: String) -> String? {
        names.nearest(to: fragment.lowercased()).first.flatMap { bySpelling[$0] }
    }
}
