internal import Documents
internal import Operations

/// When an escalation reaches whom, as a picture: a line of time with a dot for each step, drawn without a script.
///
/// Steps are set evenly, not to scale: between "at once" and "2 hours" a scale would put the first three on one spot.
struct TimeAxis {
    let svg: String

    /// In percent of the width, which is the page's: text keeps its size then.
    private static let margin = 8

    /// Empty where fewer than two steps have a time.
    init(_ steps: [EscalationStep]) {
        let timed = steps.filter { $0.after?.time != nil && $0.target != nil }
        guard timed.count >= 2 else {
            svg = ""
            return
        }
        let gap = (100 - 2 * TimeAxis.margin) / (timed.count - 1)
        let end = TimeAxis.margin + gap * (timed.count - 1)
        var parts = [
            "<svg width=\"100%\" height=\"56\" role=\"img\" aria-label=\"\(escaped(TimeAxis.summary(timed)))\">",
            "<line class=\"axis-line\" x1=\"\(TimeAxis.margin)%\" y1=\"28\" x2=\"\(end)%\" y2=\"28\"/>",
        ]
        for (index, step) in timed.enumerated() {
            let x = TimeAxis.margin + index * gap
            parts.append("<circle class=\"axis-dot\" cx=\"\(x)%\" cy=\"28\" r=\"6\"/>")
            parts.append(TimeAxis.label(step.after?.text ?? "", x: x, y: 14, "axis-time"))
            parts.append(TimeAxis.label(step.target ?? "", x: x, y: 50, "axis-label"))
        }
        parts.append("</svg>")
        svg = parts.joined()
    }

    private static func summary(_ steps: [EscalationStep]) -> String {
        steps.map { "\($0.after?.text ?? ""): \($0.target ?? "")" }.joined(separator: ", ")
    }

    private static func label(_ text: String, x: Int, y: Int, _ style: String) -> String {
        "<text class=\"\(style)\" x=\"\(x)%\" y=\"\(y)\" text-anchor=\"middle\">\(escaped(text))</text>"
    }
}
