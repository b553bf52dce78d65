/// One wrong decoding that was taken back: which codec, and what was lost on the way.
struct Layer: Hashable, Sendable {
    /// Slot of `Codec.all`.
    var codec: UInt8 = 0
    /// Which of the encodings that share the slot of Windows-1252 it was: see `Codec.variant(of:byte:codec:)`.
    var variant: UInt8 = 0
    /// Which of the codec's undefined bytes had vanished, a bit an entry of `Codec.undefined`.
    var droppedMask: UInt8 = 0
    /// Which of them had become U+FFFD.
    var replacedMask: UInt8 = 0
    /// A no-break space had become a plain one.
    var space = false
    /// A curly quotation mark had been straightened.
    var straight = false

    /// A control character had been trimmed from the end of the line.
    var trimmed = false

    var lost: Bool { droppedMask | replacedMask != 0 || space || straight || trimmed }

    mutating func formUnion(_ other: Layer) {
        variant = max(variant, other.variant)
        droppedMask |= other.droppedMask
        replacedMask |= other.replacedMask
        space = space || other.space
        straight = straight || other.straight
        trimmed = trimmed || other.trimmed
    }

    /// `cp1252[drop 90]→utf-8`
    var description: String {
        if variant == Codec.controls { return "latin-1→cp1252" }
        let codec = Codec.all[Int(codec)]
        var losses: [String] = []
        func bytes(_ mask: UInt8) -> String {
            codec.undefined.enumerated().filter { mask >> UInt8($0.offset) & 1 == 1 }
                .map { String($0.element, radix: 16, uppercase: true) }.joined(separator: " ")
        }
        if droppedMask != 0 { losses.append("drop \(bytes(droppedMask))") }
        if replacedMask != 0 { losses.append("replace \(bytes(replacedMask))") }
        if space { losses.append("space A0") }
        if straight { losses.append("straight quote") }
        if trimmed { losses.append("trimmed") }
        let name = variant == 1 ? "latin-1" : variant == 2 ? "cp1254" : codec.name
        return (losses.isEmpty ? name : "\(name)[\(losses.joined(separator: ", "))]") + "→utf-8"
    }

    /// As a message calls the encoding.
    var title: String {
        variant == 1 ? "ISO-8859-1" : variant == 2 ? "Windows-1254" : Codec.all[Int(codec)].title
    }
}

/// The layers of one repaired character, the outermost first. Deeper ones than the fourth are merged into it: text
/// that was misread five times has not been met.
struct LayerStack: Hashable, Sendable {
    private var layers: (Layer, Layer, Layer, Layer) = (Layer(), Layer(), Layer(), Layer())
    private(set) var count = 0

    init(_ layer: Layer) {
        layers.0 = layer
        count = 1
    }

    subscript(index: Int) -> Layer {
        get {
            switch index {
            case 0: layers.0
            case 1: layers.1
            case 2: layers.2
            default: layers.3
            }
        }
        set {
            switch index {
            case 0: layers.0 = newValue
            case 1: layers.1 = newValue
            case 2: layers.2 = newValue
            default: layers.3 = newValue
            }
        }
    }

    mutating func append(_ layer: Layer) {
        if count < 4 {
            self[count] = layer
            count += 1
        } else {
            self[3].formUnion(layer)
        }
    }

    /// Merges stacks of characters side by side.
    mutating func formUnion(_ other: LayerStack) {
        for index in 0..<other.count {
            if index < count {
                self[index].formUnion(other[index])
            } else {
                append(other[index])
            }
        }
    }

    /// Whether the same encodings were at work, whatever was lost.
    func sameCodecs(as other: LayerStack) -> Bool {
        count == other.count && (0..<count).allSatisfy { self[$0].codec == other[$0].codec }
    }

    /// These layers with others below them.
    func adding(_ others: LayerStack) -> LayerStack {
        var stack = self
        for index in 0..<others.count { stack.append(others[index]) }
        return stack
    }

    /// As a message says it: `UTF-8 read as Windows-1252, twice`.
    var reading: String {
        var titles: [String] = []
        for index in 0..<count where !titles.contains(self[index].title) { titles.append(self[index].title) }
        let times = count == 1 ? "" : count == 2 ? ", twice" : ", \(count) times"
        if self[0].variant == Codec.controls { return "Windows-1252 read as ISO-8859-1" }
        return "UTF-8 read as \(titles.joined(separator: " and "))\(times)"
    }

    var lost: Bool { (0..<count).contains { self[$0].lost } }

    /// `cp1252[drop 90]→utf-8`, for two layers `cp1252→utf-8→cp1252→utf-8`.
    var chain: String { (0..<count).map { self[$0].description }.joined(separator: "→") }

    static func == (a: LayerStack, b: LayerStack) -> Bool {
        a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
    }

    func hash(into hasher: inout Hasher) {
        for index in 0..<count { hasher.combine(self[index]) }
    }
}
