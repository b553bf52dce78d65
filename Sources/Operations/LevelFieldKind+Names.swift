extension LevelFieldKind {
    /// The field that a column's header or a field's name stands for; `other` for names that mean nothing to us.
    init(naming name: PlainText) {
        let key = name.key
        self = LevelFieldKind.known(key) ?? .other(key)
    }

    /// As `init(naming:)`, but nil for unknown names.
    static func named(_ name: PlainText) -> LevelFieldKind? {
        guard name.count <= 40 else { return nil }
        return known(name.key)
    }

    private static func known(_ key: String) -> LevelFieldKind? {
        switch key {
        case "name", "aka", "label", "title", "also known as", "called": .label
        case "definition", "description", "impact", "criteria", "scope", "summary", "meaning", "details",
            "what it means", "business impact", "customer impact", "user impact":
            .definition
        case "response time", "response", "acknowledge", "acknowledgement", "acknowledgment", "acknowledge within",
            "acknowledgement time", "ack", "ack time", "time to acknowledge", "time to respond", "sla", "response sla",
            "initial response", "initial response time", "target response", "target response time", "respond within",
            "first response", "response target", "max response time", "mtta":
            .responseTime
        case "resolve time", "resolution time", "resolution", "resolve within", "time to resolve", "time to resolution",
            "target resolution", "target resolution time", "resolution target", "resolution sla", "mttr",
            "target fix time", "fix within":
            .resolveTime
        case "update frequency", "update interval", "update every", "updates", "updates every", "status updates",
            "update cadence", "communication frequency", "status update", "status update frequency":
            .updateEvery
        case "example", "examples", "e g", "example incidents", "typical examples": .examples
        case "action", "actions", "what to do", "required action", "response action", "immediate action": .action
        case "responders", "responder", "response team", "who", "who responds", "team", "paged", "who is paged":
            .responders
        case "communication", "communications", "notification", "notifications", "notify", "channel", "channels":
            .communication
        default: nil
        }
    }

    /// Whether a time is looked for in its values.
    var namesTime: Bool {
        switch self {
        case .responseTime, .resolveTime, .updateEvery, .other: true
        case .label, .definition, .examples, .action, .responders, .communication: false
        }
    }

    /// Headers of the column that names the level.
    static func isLevelHeader(_ name: PlainText) -> Bool {
        switch name.key {
        case "level", "severity", "severity level", "sev", "sev level", "priority", "priority level", "classification",
            "incident level", "incident severity", "incident priority", "class":
            true
        default: false
        }
    }
}
