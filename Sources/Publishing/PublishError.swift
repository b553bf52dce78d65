package import SourceText

/// Why a site was not published. The folder it was meant for still holds what it held.
package enum PublishError: Error, Sendable, CustomStringConvertible {
    /// The output folder is the content folder, or one lies in the other.
    case targetIsContent(target: String)
    case targetInsideContent(target: String, content: String)
    case targetAboveContent(target: String, content: String)
    case targetIsNoFolder(target: String)
    /// Not empty, and without our manifest; `example` is a name found in it.
    case targetIsNotOurs(target: String, example: String)
    case manifestIsDamaged(target: String)
    case manifestIsNewer(target: String)
    /// Another build held the folder for longer than we waited.
    case targetIsBusy(target: String)
    /// A path that is empty, absolute, leads out of the site or is kept for our own use.
    case invalidPath(String)
    case writtenTwice(path: String)
    /// A file that others put into the output folder stands where the site needs its name.
    case foreignFile(path: String, target: String)
    /// The old site was moved away, and neither site could be put in its place; the next build puts the old one back.
    case targetIsAside(target: String, aside: String, cause: FileError)
    case cancelled
    case file(FileError)

    package var description: String {
        switch self {
        case .targetIsContent(let target):
            "cannot publish into '\(target)': it is the content folder; choose another with -o"
        case .targetInsideContent(let target, let content):
            "cannot publish into '\(target)': it lies inside the content folder '\(content)'; choose another with -o"
        case .targetAboveContent(let target, let content):
            "cannot publish into '\(target)': the content folder '\(content)' lies inside it; choose another with -o"
        case .targetIsNoFolder(let target):
            "cannot publish into '\(target)': it is no folder"
        case .targetIsNotOurs(let target, let example):
            "cannot publish into '\(target)': it holds '\(example)' and was not made by opsbook; "
                + "empty it or choose another with -o"
        case .manifestIsDamaged(let target):
            "cannot publish into '\(target)': its \(Manifest.fileName) is damaged, so nobody knows what "
                + "in it is ours; choose another with -o"
        case .manifestIsNewer(let target):
            "cannot publish into '\(target)': a newer opsbook published there; use that one, or remove the folder"
        case .targetIsBusy(let target):
            "cannot publish into '\(target)': another opsbook is publishing there; try again when it is done"
        case .invalidPath(let path):
            "cannot publish '\(path)': the path is not one within the site"
        case .writtenTwice(let path):
            "cannot publish '\(path)' twice"
        case .foreignFile(let path, let target):
            "cannot publish '\(path)': '\(target)' holds something of that name which opsbook did not write; "
                + "move it away"
        case .targetIsAside(let target, let aside, let cause):
            "\(cause); the site of '\(target)' is at '\(aside)' until the next build puts it back"
        case .cancelled: "publishing was cancelled"
        case .file(let error): error.description
        }
    }
}
