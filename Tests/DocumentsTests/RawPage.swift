import Documents

/// Pieces of raw HTML as a page's writer meets them, one after the other.
struct RawPage {
    struct Piece: CustomStringConvertible {
        var text: String
        var depth: Int
        var isBlock: Bool

        init(_ text: String, depth: Int = 0, isBlock: Bool = true) {
            (self.text, self.depth, self.isBlock) = (text, depth, isBlock)
        }

        var description: String { "\(depth):\(text.debugDescription)" }
    }

    var html = ""
    var addresses: [HTMLAddress] = []
    var anchors: [String] = []
    var findings: [String] = []
    /// What addresses and findings point at.
    var sources: [String] = []
    var findingSources: [String] = []
    var areRangesInside = true

    init(_ policy: HTMLPolicy, _ pieces: [Piece]) {
        var sanitizer = HTMLSanitizer(policy: policy)
        var written: [UInt8] = []
        for piece in pieces {
            // Pieces are slices of an arena.
            let bytes = Array("guard<".utf8) + Array(piece.text.utf8)
            let slice = bytes[6...]
            if sanitizer.hasOpen(depth: piece.depth + 1) { written += sanitizer.leave(depth: piece.depth + 1) }
            let fragment = sanitizer.write(slice, isBlock: piece.isBlock, depth: piece.depth)
            for var address in fragment.addresses {
                areRangesInside = areRangesInside && slice.indices.contains(address.source)
                sources.append(String(decoding: bytes[address.source], as: UTF8.self))
                address.output =
                    (address.output.lowerBound + written.count)..<(address.output.upperBound + written.count)
                addresses.append(address)
            }
            for finding in fragment.findings {
                areRangesInside = areRangesInside && slice.indices.contains(finding.range)
                findingSources.append(String(decoding: bytes[finding.range], as: UTF8.self))
            }
            written += fragment.html
            anchors += fragment.anchors
            findings += fragment.findings.map(\.message)
        }
        written += sanitizer.leave(depth: 0)
        html = String(decoding: written, as: UTF8.self)
    }
}

extension Range<Int> {
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}
