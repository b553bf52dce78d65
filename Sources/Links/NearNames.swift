internal import SourceText

/// Finds the names that a wanted one is nearly.
///
/// Looked up, not compared with every name: an index of names with one letter left out (the symmetric delete method),
/// so that ten thousand faults are judged as fast as ten. A letter left out on both sides is a letter changed.
struct NearNames: Sendable {
    private let names: Set<String>
    private let sorted: [String]
    private var byDeletion: [String: [String]] = [:]

    /// Longer names are not indexed: nobody types them, and their deletions take memory by the square of their length.
    private static let longest = 80

    init(_ names: Set<String>) {
        self.names = names
        sorted = names.sorted()
        for name in sorted {
            for variant in NearNames.deletions(of: name) { byDeletion[variant, default: []].append(name) }
        }
    }

    /// The name itself; else those that differ by a letter left out, added, changed or swapped (at most one on each
    /// side), the least different; else the one that begins most alike: names grow words at their end, as when
    /// "Severity" becomes "Severity levels". Sorted.
    func nearest(to name: String) -> [String] {
        if names.contains(name) { return [name] }
        var found: Set<String> = []
        for variant in NearNames.deletions(of: name) + [name] {
            for candidate in byDeletion[variant] ?? [] { found.insert(candidate) }
            if names.contains(variant) { found.insert(variant) }
        }
        var best: (names: [String], slips: Int) = ([], 2)
        for candidate in found {
            guard let slips = editDistance(candidate, name, atMost: best.slips) else { continue }
            if slips < best.slips { best = ([], slips) }
            best.names.append(candidate)
        }
        return best.names.isEmpty ? beginningAlike(name).map { [$0] } ?? [] : best.names.sorted()
    }

    /// Fewer than four letters, or less than two thirds of the shorter name, are a coincidence.
    private func beginningAlike(_ name: String) -> String? {
        // The longest beginning that any name shares is shared by a neighbour in the order.
        let place = position(of: name, in: sorted) { $0 }
        var best: (name: String, shared: Int)?
        for candidate in sorted[max(0, place - 1)..<min(sorted.count, place + 1)] {
            let shared = zip(candidate.utf8, name.utf8).prefix { $0 == $1 }.count
            guard shared >= 4, shared * 3 >= min(candidate.utf8.count, name.utf8.count) * 2 else { continue }
            if best.map({ shared > $0.shared }) ?? true { best = (candidate, shared) }
        }
        return best?.name
    }

    private static func deletions(of name: String) -> [String] {
        let letters = Array(name.unicodeScalars)
        guard letters.count >= 3, letters.count <= longest else { return [] }
        return letters.indices.map { index in
            var variant = String.UnicodeScalarView()
            variant.append(contentsOf: letters[..<index])
            variant.append(contentsOf: letters[(index + 1)...])
            return String(variant)
        }
    }
}

/// Where `name` stands, or would stand, in a sorted list.
func position<Element>(of name: String, in sorted: [Element], by key: (Element) -> String) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
        let middle = (low + high) / 2
        if key(sorted[middle]) < name { low = middle + 1 } else { high = middle }
    }
    return low
}
