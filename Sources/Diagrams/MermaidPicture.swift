/// Draws a mermaid fence.
enum MermaidPicture {
    static func draw(_ text: [UInt8]) -> DiagramOutcome {
        do throws(DiagramFault) {
            return .picture(try picture(MermaidSource(text)))
        } catch {
            return .notRendered(error)
        }
    }

    /// Twice what mermaid itself takes.
    static let longestSource = 100_000

    private static func picture(_ source: MermaidSource) throws(DiagramFault) -> DiagramPicture {
        guard source.text.count <= longestSource else {
            throw DiagramFault("the diagram is too large to draw: more than \(longestSource / 1000) KB")
        }
        let kind = source.kind
        if kind.isEmpty { throw DiagramFault("the diagram is empty: begin with `flowchart` or `sequenceDiagram`") }
        if kind.equals("flowchart") || kind.equals("graph") || kind.equals("flowchart-elk") {
            return try FlowchartPicture.draw(FlowchartParser.parse(source), kind: "Flowchart")
        }
        if kind.equals("sequenceDiagram") { return try SequencePicture.draw(SequenceParser.parse(source)) }
        if kind.equals("stateDiagram") || kind.equals("stateDiagram-v2") {
            return try FlowchartPicture.draw(StateParser.parse(source), kind: "State diagram")
        }
        throw source.fault(
            "mermaid diagrams of the kind `\(String(decoding: kind.prefix(40), as: UTF8.self))` are not drawn yet; flowcharts, sequence and state diagrams are",
            at: kind.startIndex)
    }
}
