internal import Addresses
internal import Documents
internal import SourceText

/// Why the site lacks a page that the content has.
package enum LeftOut: Hashable, Sendable {
    case draft
    case unreadable
    /// Another file has its address.
    case addressTaken
}

/// Settles the addresses of source files: which page is a folder's index, and which pages want the same address.
struct AddressPlan {
    /// The pages that are published, with their addresses; by source path.
    private(set) var pages: [AddressBook.Page] = []
    /// The content's other files, but for those that stand in the way of the theme's.
    private(set) var files: [String] = []
    private(set) var leftOut: [String: LeftOut] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    /// Every folder that published files lie in.
    private(set) var folders: Set<String> = []
    /// Which source has an output path.
    private(set) var owners: [String: String] = [:]

    /// The folder of the theme's files.
    private static let assets = "assets"

    /// - Parameter sources: paths of all pages, sorted.
    init(sources: [String], files: [String]) {
        addFolders(of: sources)
        addFolders(of: files)
        for file in files {
            if file == AddressPlan.assets {
                collides(
                    file, "'\(file)' has the name of the folder for the theme's files and is left out; rename it",
                    target: file)
            } else if owners[file] != nil {
                // Names that differ only in their Unicode normalisation are one name on many file systems, and to us.
                collides(
                    file,
                    "'\(file)' is left out: another file has the same name but for its Unicode normalisation; "
                        + "rename one of them",
                    target: file)
            } else {
                owners[file] = file
                self.files.append(file)
            }
        }
        let indexes = AddressPlan.indexes(of: sources)
        var caseOwners: [String: String] = [:]
        for source in sources {
            let index = indexes[folder(of: source)]
            let output = outputPath(ofSource: source, isIndex: index == source)
            if let owner = owners[output] {
                collides(
                    source,
                    "'\(fileName(of: source))' is left out: '\(fileName(of: owner))' has its address \(output) already; "
                        + "rename one of them",
                    target: output)
                continue
            }
            if folders.contains(output) {
                collides(
                    source,
                    "'\(fileName(of: source))' is left out: its address \(output) is the name of a folder; "
                        + "rename one of them",
                    target: output)
                continue
            }
            owners[output] = source
            if let index, index != source, indexRank(of: fileName(of: source)) != nil {
                shadowed(source, by: index, output)
            }
            if let other = caseOwners.updateValue(source, forKey: output.lowercased()) {
                differsByCase(source, other, output)
            }
            pages.append(AddressBook.Page(source: source, output: output))
        }
    }

    /// The index page of each folder.
    private static func indexes(of sources: [String]) -> [String: String] {
        var best: [String: (rank: Int, source: String)] = [:]
        for source in sources {
            guard let rank = indexRank(of: fileName(of: source)) else { continue }
            let folder = folder(of: source)
            if let known = best[folder], known.rank <= rank { continue }
            best[folder] = (rank, source)
        }
        return best.mapValues(\.source)
    }

    private mutating func addFolders(of paths: [String]) {
        for path in paths {
            var above = folder(of: path)
            while !above.isEmpty, folders.insert(above).inserted { above = folder(of: above) }
        }
    }

    private mutating func collides(_ source: String, _ message: String, target: String) {
        leftOut[source] = .addressTaken
        diagnostics.append(Diagnostic(.pageAddressCollision, file: source, message: message, target: target))
    }

    private mutating func differsByCase(_ source: String, _ other: String, _ output: String) {
        diagnostics.append(
            Diagnostic(
                .pageCaseCollision, file: source,
                message:
                    "the address \(output) differs only by case from that of '\(other)', so that one of the two is "
                    + "lost on many file systems; rename one of them",
                target: output))
    }

    private mutating func shadowed(_ source: String, by index: String, _ output: String) {
        diagnostics.append(
            Diagnostic(
                .pageShadowedIndex, file: source,
                message: "'\(fileName(of: source))' is not the index of its folder, since '\(fileName(of: index))' is; "
                    + "it is published as \(fileName(of: output))"))
    }
}

extension AddressPlan {
    /// What in the content stands where a generated file would; nil where nothing does.
    func owner(ofGenerated output: String) -> String? {
        if let owner = owners[output] { return owner }
        if folders.contains(output) { return output + "/" }
        let above = folder(of: output)
        return above.isEmpty ? nil : owners[above]
    }
}
