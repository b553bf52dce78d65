/// Draws diagrams: one outcome a source, in order. Equal sources are drawn once.
///
/// Mermaid is drawn here; DOT by `tool`, in runs of several sources. `width` is how much is done at a time.
package func renderDiagrams(
    _ sources: [DiagramSource], tool: any DiagramTool, width: Int = 2
) async -> [DiagramOutcome] {
    var number: [DiagramSource: Int] = [:]
    var unique: [DiagramSource] = []
    for source in sources where number[source] == nil {
        number[source] = unique.count
        unique.append(source)
    }
    let jobs = diagramJobs(unique)
    let all = unique
    var outcomes: [Int: DiagramOutcome] = [:]
    await withTaskGroup(of: [(Int, DiagramOutcome)].self) { group in
        var waiting = jobs[...]
        for job in waiting.prefix(max(width, 1)) { group.addTask { await draw(job, of: all, tool: tool) } }
        waiting = waiting.dropFirst(max(width, 1))
        while let done = await group.next() {
            for (index, outcome) in done { outcomes[index] = outcome }
            if let job = waiting.popFirst() { group.addTask { await draw(job, of: all, tool: tool) } }
        }
    }
    return sources.map { source in
        number[source].flatMap { outcomes[$0] } ?? .notRendered(DiagramFault("the diagram was not drawn"))
    }
}

/// Sources of one language that are drawn together.
private func diagramJobs(_ sources: [DiagramSource]) -> [[Int]] {
    var jobs: [[Int]] = []
    for language in [DiagramLanguage.graphviz, .mermaid] {
        let indices = sources.indices.filter { sources[$0].language == language }
        for start in stride(from: 0, to: indices.count, by: GraphvizBatch.sourcesPerRun) {
            jobs.append(Array(indices[start..<min(start + GraphvizBatch.sourcesPerRun, indices.count)]))
        }
    }
    return jobs
}

private func draw(
    _ job: [Int], of sources: [DiagramSource], tool: any DiagramTool
) async -> [(Int, DiagramOutcome)] {
    guard let first = job.first else { return [] }
    switch sources[first].language {
    case .graphviz: return Array(zip(job, await GraphvizBatch.draw(job.map { sources[$0].text }, tool: tool)))
    case .mermaid: return job.map { ($0, MermaidPicture.draw(sources[$0].text)) }
    }
}
