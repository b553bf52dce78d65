/// A page that leads to another.
package struct Referrer: Hashable, Sendable {
    package var page: Int
    /// The index of the heading under which the reference stands; -1 before the first.
    package var heading: Int32
}
