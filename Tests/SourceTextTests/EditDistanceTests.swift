import SourceText
import Testing

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1), ("abc", "cba", 2),
        ("severitys", "severity", 1), ("é", "e", 2), ("ca", "abc", 3),
    ])
    func `insertions, deletions, substitutions and swaps count one each`(a: String, b: String, distance: Int) {
        #expect(editDistance(a, b, atMost: 10) == distance)
        #expect(editDistance(b, a, atMost: 10) == distance)
        #expect(editDistance(a, b, atMost: distance) == distance)
        if distance > 0 { #expect(editDistance(a, b, atMost: distance - 1) == nil) }
    }

    /// The recursive definition.
    private func naive(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
        guard let x = a.last, let y = b.last else { return max(a.count, b.count) }
        if x == y { return naive(a.dropLast(), b.dropLast()) }
        var best = 1 + min(naive(a.dropLast(), b), naive(a, b.dropLast()), naive(a.dropLast(), b.dropLast()))
        if a.count > 1, b.count > 1, a.dropLast().last == y, b.dropLast().last == x {
            best = min(best, 1 + naive(a.dropLast(2), b.dropLast(2)))
        }
        return best
    }

    @Test func `random words have the distance of the definition, under every limit`() {
        var state: UInt64 = 77
        func word() -> [UInt8] {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (0..<Int(state >> 60) % 7).map { 0x61 + UInt8((state >> (20 + UInt64($0) * 5)) % 3) }
        }
        for _ in 0..<400 {
            let (a, b) = (word(), word())
            let distance = naive(a[...], b[...])
            for limit in 0...6 {
                let found = editDistance(
                    String(decoding: a, as: UTF8.self), String(decoding: b, as: UTF8.self), atMost: limit)
                #expect(found == (distance <= limit ? distance : nil), "\(a) \(b) \(limit)")
            }
        }
    }

    @Test(
        arguments: [
            ("severitys", ["severity", "severity-levels"], "severity"), ("nats", ["gnats", "bats"], "bats"),
            ("x", ["y"], "y"), ("ab", ["xy"], nil),
            ("description", ["descripton", "prescription"], "descripton"), ("alpha", ["omega", "beta"], nil),
            ("a", [], nil), ("same", ["same", "sane"], "same"),
        ] as [(String, [String], String?)])
    func `the nearest candidate is named if it is near, the first of equals by name`(
        name: String, candidates: [String], nearestName: String?
    ) {
        #expect(nearest(to: name, in: candidates) == nearestName)
        #expect(nearest(to: name, in: candidates.reversed()) == nearestName)
    }
}
