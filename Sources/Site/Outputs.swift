internal import Addresses
internal import Documents
internal import SourceText

/// Settles the addresses of source files: which page is a folder's index, and which pages want the same address.
struct AddressPlan {
    /// The pages that are published, with their addresses; by source path.
    private(set) var pages: [AddressBook.Page] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter sources: paths of all pages, sorted.
    init(sources: [String], files: [String]) {
        var indexes: [String: (rank: Int, source: String)] = [:]
        for source in sources {
            guard let rank = indexRank(of: fileName(of: source)) else { continue }
            let folder = folder(of: source)
            if let best = indexes[folder], best.rank <= rank { continue }
            indexes[folder] = (rank, source)
        }
        var owners: [String: String] = [:]
        for file in files { owners[file] = file }
        var caseOwners: [String: String] = [:]
        for source in sources {
            let index = indexes[folder(of: source)]?.source
            let isIndex = index == source
            if let index, !isIndex, indexRank(of: fileName(of: source)) != nil {
                shadowed(source, by: index)
            }
            let output = outputPath(ofSource: source, isIndex: isIndex)
            if let owner = owners.updateValue(source, forKey: output) {
                diagnostics.append(
                    Diagnostic(
                        .pageAddressCollision, file: source,
                        message: "has the address \(output), which '\(owner)' has too; rename one of them", target: output))
                owners[output] = owner
                continue
            }
            if let other = caseOwners.updateValue(source, forKey: output.lowercased()) {
                diagnostics.append(
                    Diagnostic(
                        .pageCaseCollision, file: source,
                        message: "differs from '\(other)' only by case: one of the two is lost on many file systems",
                        target: output))
            }
            pages.append(AddressBook.Page(source: source, output: output))
        }
    }

    private mutating func shadowed(_ source: String, by index: String) {
        diagnostics.append(
            Diagnostic(
                .pageShadowedIndex, file: source,
                message: "is not the index of its folder, since '\(fileName(of: index))' is; it is published under its own name"))
    }
}
