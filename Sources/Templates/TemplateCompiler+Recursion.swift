import SourceText

extension TemplateCompiler {
    /// Reports each partial tag through which a template could include itself for ever.
    ///
    /// Recursion ends if every way round goes down into the data, which are finite, at least once and never back up: a
    /// tag on a way round must stand in a context within the one its template began with, or in that very one if
    /// another tag on the way goes down.
    mutating func reportEndlessRecursion() {
        let all = reachable { _ in true }
        let level = reachable { $0.descent == .same }
        for call in calls where call.descent != .within {
            let around = call.descent == .same ? level : all
            if around[call.to].contains(call.from) {
                let name = templates[instances[call.to].key.template].source.name
                report(
                    .templateSyntax, in: call.from, call.tag,
                    "partial '\(name)' would include itself without end: put the tag in a section over a list or "
                        + "record of the data that its template shows")
            }
        }
    }

    /// For each instance the instances that it leads to over certain calls, itself among them.
    private func reachable(over counts: (Call) -> Bool) -> [Set<Int>] {
        var targets = [[Int]](repeating: [], count: instances.count)
        for call in calls where counts(call) { targets[call.from].append(call.to) }
        return instances.indices.map { start in
            var reached: Set<Int> = [start]
            var waiting = [start]
            while let next = waiting.popLast() {
                for target in targets[next] where reached.insert(target).inserted { waiting.append(target) }
            }
            return reached
        }
    }
}
