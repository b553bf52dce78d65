/// What the certain repairs of a document say about its uncertain ones.
struct Evidence {
    /// Scalars beyond ASCII outside code.
    var foreign = 0
    /// Those of them that a codec reads as whole characters, however likely.
    var explained = [Int](repeating: 0, count: Codec.all.count)
    /// Certain tokens outside code.
    var certain = [Int](repeating: 0, count: Codec.all.count)
    /// Which scripts beyond Latin they spell, a bit a `Script`.
    var scripts: UInt16 = 0
    /// Whether a byte that Windows-1252 leaves undefined survived: then none was dropped.
    var keptUndefined = false
    /// Certain tokens that only a loss explains.
    var lossy = 0

    var isEmpty: Bool { !certain.contains { $0 > 0 } }

    /// The share of the document's text beyond ASCII that a codec explains.
    func coverage(_ codec: Int) -> Float {
        foreign == 0 ? 0 : Float(explained[codec]) / Float(foreign)
    }

    /// What the document adds to the score of a token of the codec: up to 3.5, by count and by coverage, and more
    /// where the codec explains all there is.
    func prior(_ codec: Int) -> Float {
        var doublings: Float = 0
        var left = certain[codec]
        while left > 0 {
            doublings += 1
            left /= 2
        }
        let coverage = coverage(codec)
        let isWide = coverage == 1 && certain[codec] > 0 || coverage >= 0.8 && certain[codec] >= 3
        return min(3.5, doublings) * coverage + (isWide ? 2 : 0)
            + (codec == widest ? 1 : 0)
    }

    /// The codec in evidence that explains clearly more than the others do.
    private var widest: Int? {
        let ranked = certain.indices.filter { certain[$0] > 0 }.sorted { explained[$0] > explained[$1] }
        guard ranked.count > 1 else { return nil }
        return explained[ranked[0]] > explained[ranked[1]] ? ranked[0] : nil
    }

    /// Nearly all of the text went through this codec: then code did, too.
    func explainsCode(_ codec: Int) -> Bool { certain[codec] >= 2 && coverage(codec) >= 0.9 }

    /// The codec that the whole document went through, beyond doubt: its tokens need no weighing.
    var whole: Int? { certain.indices.first { certain[$0] >= 8 && coverage($0) >= 0.98 } }
}
