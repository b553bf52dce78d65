/// What the certain repairs of a document say about its uncertain ones.
struct Evidence {
    /// Scalars beyond ASCII outside code.
    var foreign = 0
    /// Those of them that a codec reads as whole characters, however likely.
    var explained = [Int](repeating: 0, count: Codec.all.count)
    /// Certain tokens outside code.
    var certain = [Int](repeating: 0, count: Codec.all.count)
    /// Whether a byte that Windows-1252 leaves undefined survived: then none was dropped.
    var keptUndefined = false
    /// Whether C1 controls that ISO-8859-1 alone has are among its bytes.
    var hasControls = false
    /// The codecs of the layer taken off before this one, a bit each.
    var before: UInt16 = 0
    /// Certain tokens that only a loss explains.
    var lossy = 0

    var isEmpty: Bool { !certain.contains { $0 > 0 } }

    /// The share of the document's text beyond ASCII that a codec explains.
    func coverage(_ codec: Int) -> Float {
        foreign == 0 ? 0 : Float(explained[codec]) / Float(foreign)
    }

    /// What it costs to believe that a stretch was misread in a codec, in natural logarithms of odds: much for a text
    /// of which nothing is known, little where the document has shown that it was, by count and by coverage.
    func entry(_ codec: Int) -> Float {
        let usual = Codec.all[codec].entry - (before >> UInt16(codec) & 1 == 1 ? 1.5 : 0)
        var doublings: Float = 0
        var left = certain[codec]
        while left > 0 {
            doublings += 1
            left /= 2
        }
        let coverage = coverage(codec)
        let isWide = coverage == 1 && certain[codec] > 0 || coverage >= 0.8 && certain[codec] >= 3
        let prior = min(3.5, doublings) * coverage + (isWide ? 2 : 0) + (codec == widest ? 1 : 0)
        return max(1, usual - 1.5 * prior)
    }

    /// The codec in evidence that explains clearly more than the others do.
    private var widest: Int? {
        let ranked = certain.indices.filter { certain[$0] > 0 }.sorted { explained[$0] > explained[$1] }
        guard ranked.count > 1 else { return nil }
        return explained[ranked[0]] > explained[ranked[1]] ? ranked[0] : nil
    }

    /// The document as a whole was misread: what is doubtful in it was misread too.
    var isWhole: Bool { certain.indices.contains { certain[$0] >= 3 && coverage($0) >= 0.8 } }

    /// The codec that the document as a whole was misread in, if no other explains much of it.
    var wide: Int? {
        let wide = certain.indices.filter { coverage($0) >= 0.6 }
        return wide.count == 1 && certain[wide[0]] >= 3 && coverage(wide[0]) >= 0.9 ? wide[0] : nil
    }

    /// Nearly all of the text went through this codec: then code did, too.
    func explainsCode(_ codec: Int) -> Bool { certain[codec] >= 1 && coverage(codec) >= 0.9 }

    /// So many certain tokens are many.
    static let many = 8

    /// The codec that the whole document went through, beyond doubt: its tokens need no weighing.
    var whole: Int? {
        let wide = certain.indices.filter { coverage($0) >= 0.98 }
        return wide.count == 1 && certain[wide[0]] >= Self.many ? wide[0] : nil
    }
}
