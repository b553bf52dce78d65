import Addresses
import Documents
import Publishing
import SourceText

/// `opsbook.yml`, every key optional.
struct Configuration {
    var name: String?
    var content: String?
    var output: String?
    var baseURL: String?
    var language: String?
    var editURL: String?
    var templates: String?
    var exclude: [String] = []
    var drafts: Bool?
    /// What becomes of raw HTML.
    var html: HTMLPolicy?
    var policy = FindingPolicy()

    /// The folder that the paths in it are relative to.
    var folder: String
    /// The file it was read from; nil without one.
    var file: String?
    /// What is wrong with it. Its file is named as `file` is.
    var diagnostics: [Diagnostic] = []

    init(folder: String) { self.folder = folder }

    static let keys = [
        "name", "content", "output", "baseURL", "language", "editURL", "templates", "exclude", "drafts", "html",
        "rules",
        "accept",
    ]

    /// Reads a configuration file.
    init(file: String, fileSystem: any FileSystem) throws(FileError) {
        self.init(folder: Addresses.folder(of: file))
        self.file = file
        let yaml = YAMLFile(try fileSystem.read(file))
        if let failure = yaml.failure {
            report(.configSyntax, failure.range, "the configuration cannot be read: \(failure.message)")
            return
        }
        for field in yaml.fields { read(field) }
    }

    private mutating func read(_ field: YAMLField) {
        switch canonical(field.key) {
        case "name": name = text(field)
        case "content": content = text(field)
        case "output": output = text(field)
        case "baseurl": baseURL = address(field)
        case "language": language = text(field)
        case "editurl": editURL = text(field)
        case "templates": templates = text(field)
        case "exclude": exclude = list(field)
        case "drafts": drafts = flag(field)
        case "html": html = policy(field)
        case "rules": readRules(field)
        case "accept": readAcceptances(field)
        default:
            let meant = nearest(to: canonical(field.key), in: Configuration.keys.map(canonical))
            let suggestion = Configuration.keys.first { canonical($0) == meant }
            report(
                .configUnknownKey, field.keyRange,
                "unknown key '\(field.key)'" + (suggestion.map { ", did you mean '\($0)'?" } ?? ""),
                target: field.key, suggestion: suggestion)
        }
    }

    private mutating func readRules(_ field: YAMLField) {
        guard case .mapping(let entries) = field.value else { return expected("a mapping of rules to levels", field) }
        for entry in entries {
            guard let rule = rule(entry.key, entry.keyRange) else { continue }
            guard case .scalar(let text, let range) = entry.value else {
                expected("a level: error, warning, notice or off", entry)
                continue
            }
            if text == "off" {
                policy.levels[rule] = .some(nil)
            } else if let level = Level(name: text) {
                policy.levels[rule] = level
            } else {
                report(.configValue, range, "'\(text)' is no level: error, warning, notice or off", target: text)
            }
        }
    }

    private mutating func readAcceptances(_ field: YAMLField) {
        guard case .list(let items) = field.value else {
            return expected("a list of {rule, file, reason}", field)
        }
        for item in items {
            guard case .mapping(let entries) = item else {
                expected("a list of {rule, file, reason}", field)
                continue
            }
            var texts: [String: (String, SourceRange)] = [:]
            for entry in entries {
                if case .scalar(let text, let range) = entry.value { texts[entry.key] = (text, range) }
                if !["rule", "file", "reason"].contains(entry.key) {
                    report(
                        .configUnknownKey, entry.keyRange,
                        "unknown key '\(entry.key)': known are rule, file and reason",
                        target: entry.key)
                } else if texts[entry.key] == nil {
                    expected("a text", entry)
                }
            }
            guard let (name, range) = texts["rule"], let rule = rule(name, range) else {
                if texts["rule"] == nil { expected("a rule in each entry", field) }
                continue
            }
            guard let reason = texts["reason"]?.0, !reason.isEmpty else {
                report(.configValue, range, "a finding is accepted with a reason: add 'reason:'")
                continue
            }
            policy.acceptances.append(FindingPolicy.Acceptance(rule: rule, file: texts["file"]?.0, reason: reason))
        }
    }

    private mutating func rule(_ name: String, _ range: SourceRange) -> Rule? {
        if let rule = Rule(rawValue: name) { return rule }
        let meant = nearest(to: name, in: Rule.allCases.map(\.rawValue))
        report(
            .configValue, range, "no rule '\(name)'" + (meant.map { ", did you mean '\($0)'?" } ?? ""), target: name,
            suggestion: meant)
        return nil
    }

    private mutating func text(_ field: YAMLField) -> String? {
        guard case .scalar(let text, _) = field.value else {
            expected("a text", field)
            return nil
        }
        return text
    }

    private mutating func policy(_ field: YAMLField) -> HTMLPolicy? {
        let policy: HTMLPolicy? =
            if case .scalar(let text, _) = field.value { HTMLPolicy(rawValue: text) } else { nil }
        if policy == nil { expected("safe, escape or trusted", field) }
        return policy
    }

    private mutating func flag(_ field: YAMLField) -> Bool? {
        if field.value.flag == nil { expected("true or false", field) }
        return field.value.flag
    }

    private mutating func list(_ field: YAMLField) -> [String] {
        switch field.value {
        case .scalar(let text, _): return [text]
        case .list(let items):
            let texts: [String] = items.compactMap { if case .scalar(let text, _) = $0 { text } else { nil } }
            if texts.count < items.count { expected("a list of paths", field) }
            return texts
        case .mapping, .null:
            expected("a list of paths", field)
            return []
        }
    }

    private mutating func address(_ field: YAMLField) -> String? {
        guard let text = text(field) else { return nil }
        guard Configuration.isBaseURL(text) else {
            report(
                .configValue, field.keyRange, "'\(text)' is no address of a site: write https://host/path/",
                target: text)
            return nil
        }
        return text.hasSuffix("/") ? text : text + "/"
    }

    /// `http` or `https`, and a host.
    static func isBaseURL(_ text: String) -> Bool {
        for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) {
            let host = text.dropFirst(scheme.utf8.count).prefix { $0 != "/" }
            return !host.isEmpty
                && !text.utf8.contains { $0 <= 0x20 || $0 == 0x22 || $0 == 0x3C || $0 == 0x3F || $0 == 0x23 }
        }
        return false
    }

    private mutating func expected(_ what: String, _ field: YAMLField) {
        report(.configValue, field.keyRange, "'\(field.key)' takes \(what)", target: field.key)
    }

    private mutating func report(
        _ rule: Rule, _ range: SourceRange, _ message: String, target: String? = nil, suggestion: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(rule, file: file ?? "", range: range, message: message, target: target, suggestion: suggestion))
    }
}
