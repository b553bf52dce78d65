internal import SourceText

/// Why an include is not followed.
enum IncludeProblem: Error {
    /// It names an address of the network.
    case address
    /// With the paths that were tried.
    case file(IncludeFailure, [String])
    /// The file has no such section, or no such line.
    case nothing(in: IncludeFile, IncludeSelection)
    /// So many includes lead around.
    case cycle(length: Int)
    case tooDeep
    case tooMuch

    var rule: Rule {
        switch self {
        case .cycle: .includeCycle
        case .tooDeep, .tooMuch, .file(.tooLarge, _): .includeLimit
        case .address, .file, .nothing: .includeMissing
        }
    }

    func message(_ directive: IncludeDirective) -> String {
        let path = directive.path
        switch self {
        case .address:
            return "'\(path)' is not included, as nothing is fetched from the network; copy the file into the content"
        case .file(.missing, let tried):
            let names = tried.map { "'\($0)'" }.joined(separator: " or ")
            return "no file \(names) in the content to include; name it from this file or from the content folder"
        case .file(.outside, _):
            return "'\(path)' lies outside the content folder, and only what is inside is included; copy the file into "
                + "the content"
        case .file(.noFile, _): return "'\(path)' is a folder or another thing without text; name a file"
        case .file(.unreadable(let reason), _): return "'\(path)' cannot be read: \(reason)"
        case .file(.tooLarge, _):
            return "'\(path)' is larger than \(IncludeLimits.bytes >> 20) MB; link to it instead"
        case .nothing(let file, .section(let name)):
            return "no section '\(name)' in '\(file.path)'; mark it there with '--8<-- [start:\(name)]' or "
                + "'ANCHOR: \(name)'"
        case .nothing(let file, _):
            let count = file.lineCount
            return "'\(file.path)' has \(count) \(count == 1 ? "line" : "lines"), and none of those that "
                + "'\(directive.written)' asks for"
        case .cycle(let length):
            return length > 1
                ? "'\(path)' leads back here by way of \(length) includes; remove one of them"
                : "'\(path)' is this file itself, and would include itself without end; remove this include"
        case .tooDeep:
            return
                "includes lie more than \(IncludeLimits.depth) deep within each other here; include '\(path)' nearer "
                + "to the page"
        case .tooMuch:
            return "the includes of this page come to more than \(IncludeLimits.bytes >> 20) MB with this one; include "
                + "less, or link to '\(path)'"
        }
    }
}
