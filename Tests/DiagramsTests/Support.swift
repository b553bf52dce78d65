import Diagrams

/// Stands for Graphviz: answers by a function, and counts its runs.
actor FakeTool: DiagramTool {
    private let answer: @Sendable (String) -> DiagramToolResult
    private(set) var inputs: [String] = []

    init(_ answer: @escaping @Sendable (String) -> DiagramToolResult) { self.answer = answer }

    func run(_ input: [UInt8]) async -> DiagramToolResult {
        let text = String(decoding: input, as: UTF8.self)
        inputs.append(text)
        return answer(text)
    }
}

/// Of a mermaid text: its picture, or what was wrong with it.
func mermaid(_ text: String) async -> DiagramOutcome {
    await mermaid(Array(text.utf8))
}

func mermaid(_ text: [UInt8]) async -> DiagramOutcome {
    let nothing = FakeTool { _ in .notInstalled }
    return await renderDiagrams([DiagramSource(language: .mermaid, text: text)], tool: nothing)[0]
}

func graphs(_ texts: [String], _ tool: any DiagramTool) async -> [DiagramOutcome] {
    await renderDiagrams(texts.map { DiagramSource(language: .graphviz, text: Array($0.utf8)) }, tool: tool)
}

extension DiagramOutcome {
    var picture: DiagramPicture? { if case .picture(let picture) = self { picture } else { nil } }
    var fault: DiagramFault? { if case .notRendered(let fault) = self { fault } else { nil } }
    var svg: String { picture.map { String(decoding: $0.svg, as: UTF8.self) } ?? "" }
}

/// Small random numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
