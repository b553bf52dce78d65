/// Draws many DOT sources in few runs of Graphviz.
///
/// A run takes several sources, with a marker graph after each. If the pictures and the markers do not come back exactly so
/// (a source is broken, has no graph or two, or swallows what follows), each source of the run is drawn alone, so that a
/// fault is of its own fence. That is as many runs more, but only beside a fault.
struct GraphvizBatch {
    private let sources: [[UInt8]]
    private let tool: any DiagramTool

    /// A start of Graphviz costs about 18 ms, a small graph 1 (measured with 2.43).
    static let sourcesPerRun = 16
    /// Longer sources are not drawn: a legible graph has a hundredth of that.
    static let longestSource = 256 << 10

    /// One outcome a source, in order. The runs follow one another; a few batches at a time use the cores.
    static func draw(_ sources: [[UInt8]], tool: any DiagramTool) async -> [DiagramOutcome] {
        await GraphvizBatch(sources: sources, tool: tool).draw()
    }

    private func draw() async -> [DiagramOutcome] {
        let small = sources.filter { $0.count <= Self.longestSource }
        if small.count == sources.count, sources.count > 1, let pictures = await together() { return pictures }
        var outcomes: [DiagramOutcome] = []
        for source in sources { outcomes.append(await alone(source)) }
        return outcomes
    }

    private func together() async -> [DiagramOutcome]? {
        // A name that the sources cannot know unless they are written for each other.
        let key = sources.reduce(into: FNV()) { $0.add($1) }.hex
        var input: [UInt8] = []
        for (index, source) in sources.enumerated() {
            input += source
            input += "\ngraph opsbook_\(key)_\(index) {}\n".utf8
        }
        guard case .finished(let output, let errors, true) = await tool.run(input), !Self.loadsFiles(errors) else {
            return nil
        }
        let pictures = Self.pictures(in: output)
        guard pictures.count == 2 * sources.count else { return nil }
        var outcomes: [DiagramOutcome] = []
        for (index, source) in sources.enumerated() {
            let (picture, marker) = (pictures[2 * index], pictures[2 * index + 1])
            let title = Array("<title>opsbook_\(key)_\(index)</title>".utf8)
            guard Self.contains(marker, title), !Self.contains(picture, Array("<title>opsbook_\(key)".utf8)) else {
                return nil
            }
            outcomes.append(GraphvizPicture.rewrite(picture, of: source))
        }
        return outcomes
    }

    private func alone(_ source: [UInt8]) async -> DiagramOutcome {
        func not(_ reason: String, line: Int? = nil) -> DiagramOutcome {
            .notRendered(DiagramFault(reason, line: line))
        }
        guard source.count <= Self.longestSource else {
            return not("the graph is too large to draw: more than \(Self.longestSource >> 10) KiB")
        }
        switch await tool.run(source) {
        case .notInstalled:
            return not("Graphviz is not installed: with its command `dot` in PATH this graph becomes a picture")
        case .timedOut: return not("Graphviz took too long and was stopped: make the graph smaller")
        case .outputTooLarge: return not("Graphviz wrote too much and was stopped: make the graph smaller")
        case .failed(let words): return not("Graphviz could not be run: \(words)")
        case .finished(let output, let errors, let succeeded):
            let pictures = Self.pictures(in: output)
            if Self.loadsFiles(errors) {
                return not("the graph names image files, and Graphviz runs without access to files: remove them")
            }
            guard succeeded else {
                let fault = GraphvizMessage(errors)
                return not("Graphviz: \(fault.words)", line: fault.line)
            }
            if pictures.count > 1 {
                return not("the fence holds \(pictures.count) graphs: give each a fence of its own")
            }
            guard let picture = pictures.first else { return not("the fence holds no graph") }
            return GraphvizPicture.rewrite(picture, of: source)
        }
    }

    /// Graphviz says so once a run, whatever the file.
    private static func loadsFiles(_ errors: [UInt8]) -> Bool {
        contains(errors[...], Array("file loading is disabled".utf8))
    }

    /// Text and attributes are escaped, so that these tags stand only at the ends of pictures.
    static func pictures(in output: [UInt8]) -> [ArraySlice<UInt8>] {
        var pictures: [ArraySlice<UInt8>] = []
        var start: Int?
        var at = 0
        while at < output.count {
            if output[at] == UInt8(ascii: "<") {
                let rest = output[at...]
                if rest.starts("<svg") {
                    start = at
                } else if let from = start, rest.starts("</svg>") {
                    pictures.append(output[from..<(at + 6)])
                    start = nil
                }
            }
            at += 1
        }
        return pictures
    }

    private static func contains(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
        var rest = text
        while let start = rest.firstIndex(of: part[0]) {
            rest = rest[start...]
            if rest.starts(with: part) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

/// The hash FNV-1a: the same in every run.
struct FNV {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    var hex: String { String(value, radix: 16) }
}

/// The first error among Graphviz' messages.
struct GraphvizMessage {
    let words: String
    /// In the source, if the error is one of syntax.
    let line: Int?

    init(_ errors: [UInt8]) {
        let lines = errors.split(whereSeparator: \.isLineEnd)
        let first = lines.first { $0.starts("Error: ") }?.dropFirst(7) ?? lines.first ?? []
        var text = first.starts("<stdin>: ") ? first.dropFirst(9) : first
        var line: Int?
        if text.starts("syntax error in line ") {
            let number = text.dropFirst(21).prefix { $0.isDigit }
            line = Int(String(decoding: number, as: UTF8.self))
            text = Array("syntax error".utf8) + text[number.endIndex...]
        }
        let printable = text.prefix(200).filter { $0 >= 0x20 && $0 != 0x7F }
        words = printable.isEmpty ? "it failed without a message" : String(decoding: printable, as: UTF8.self)
        self.line = line
    }
}
