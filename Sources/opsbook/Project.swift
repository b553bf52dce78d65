import Addresses
import ArgumentParser
import Documents
import Publishing
import Rendering
import Site
import SourceText

/// Options that every command takes.
struct RunOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file, instead of the opsbook.yml in the content or above it.")
    var config: String?

    @Option(name: [.customShort("j"), .long], help: "How many tasks work at once. By default, one for each processor.")
    var jobs: Int?

    @Flag(name: [.customShort("q"), .long], help: "Say nothing but results.")
    var quiet = false

    @Flag(name: [.customShort("v"), .long], help: "Show notices and accepted findings too.")
    var verbose = false

    @Option(name: .long, help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("-j takes a number of at least 1, not \(jobs).") }
    }

    var terminal: Terminal { Terminal(color: color, isQuiet: quiet, isVerbose: verbose) }
    var workers: Int { jobs ?? Processors.count }
}

/// Options of the commands that work on a whole site.
struct CommonOptions: ParsableArguments {
    @Argument(help: "The folder of Markdown. By default the configuration's, else content/, else docs/.")
    var content: String?

    @Flag(name: .long, help: "Fail on warnings too.")
    var strict = false

    @OptionGroup var run: RunOptions

    var terminal: Terminal { run.terminal }
}

extension ColorChoice: ExpressibleByArgument {}

/// A failure that ends the run with exit status 2.
struct Failure: Error, CustomStringConvertible {
    var description: String
}

/// What a command works on: the content folder, its configuration, and what follows from the two.
struct Project {
    let content: String
    let configuration: Configuration
    let output: String
    let options: BuildOptions

    init(_ common: CommonOptions, output: String? = nil, baseURL: String? = nil, drafts: Bool = false) throws {
        let files = DiskFileSystem()
        configuration = try Project.configuration(for: common.content ?? ".", named: common.run.config, files)
        content = try Project.content(common.content, configuration, files)
        let base = Project.base(configuration, content, files)
        self.output = output ?? Project.path(configuration.output ?? "public", in: base)

        var options = BuildOptions(content: content)
        options.workers = common.run.workers
        options.site.name = configuration.name
        options.site.fallbackName = Project.fallbackName(content, files)
        options.html = configuration.html ?? .safe
        options.site.includesDrafts = drafts || configuration.drafts == true
        options.view.language = configuration.language ?? "en"
        options.view.editURL = configuration.editURL
        options.view.baseURL = configuration.baseURL
        if let baseURL {
            guard Configuration.isBaseURL(baseURL) else {
                throw Failure(description: "--base-url '\(baseURL)' is no address of a site: write https://host/path/")
            }
            options.view.baseURL = baseURL.hasSuffix("/") ? baseURL : baseURL + "/"
        }
        options.policy = configuration.policy
        options.templates = try Project.templates(configuration, files)
        options.excluded = Project.excluded(configuration, options.templates, content, files)
        self.options = options
    }

    /// Paths in the content that are no content.
    static func excluded(
        _ configuration: Configuration, _ templates: String?, _ content: String, _ files: DiskFileSystem
    ) -> Set<String> {
        let own = [configuration.file, templates].compactMap { $0.flatMap { path(of: $0, inside: content, files) } }
        return Set(configuration.exclude.compactMap { normalized($0, in: "") } + own)
    }

    /// The folder in which the output lies: that of the configuration; without one, or with one inside the content,
    /// the folder around the content.
    private static func base(_ configuration: Configuration, _ content: String, _ files: DiskFileSystem) -> String {
        guard let file = configuration.file, path(of: file, inside: content, files) == nil else {
            return parent(of: content)
        }
        return configuration.folder
    }

    /// The configuration that counts for a folder: the one that is named, else the next one in or above it.
    static func configuration(
        for folder: String, named name: String?, _ files: DiskFileSystem
    ) throws -> Configuration {
        if let file = name {
            do { return try Configuration(file: file, fileSystem: files) } catch {
                throw Failure(description: "\(error)")
            }
        }
        var folder = Project.trimmed(folder)
        guard files.kind(of: folder) == .directory else { return Configuration(folder: ".") }
        while true {
            let file = folder == "." ? "opsbook.yml" : "\(folder)/opsbook.yml"
            if files.kind(of: file) == .file {
                do { return try Configuration(file: file, fileSystem: files) } catch {
                    throw Failure(description: "\(error)")
                }
            }
            // A repository's root is as far as a configuration can lie.
            if files.kind(of: "\(folder)/.git") != nil { break }
            let above = parent(of: folder)
            guard let here = try? files.realPath(folder), let there = try? files.realPath(above), here != there else {
                break
            }
            folder = above
        }
        return Configuration(folder: ".")
    }

    /// The content folder: the one that is given, else the configuration's, else `content/`, else `docs/`.
    static func content(
        _ given: String?, _ configuration: Configuration, _ files: DiskFileSystem
    ) throws -> String {
        if let given { return try checked(given, "the content folder", files) }
        if let configured = configuration.content {
            return try checked(path(configured, in: configuration.folder), "the configuration's content folder", files)
        }
        for name in ["content", "docs"] {
            let candidate = path(name, in: configuration.folder)
            if files.kind(of: candidate) == .directory { return candidate }
        }
        throw Failure(
            description: "there is no folder content/ or docs/ here; name the folder of Markdown: opsbook build FOLDER")
    }

    private static func checked(_ path: String, _ what: String, _ files: DiskFileSystem) throws -> String {
        let path = trimmed(path)
        switch files.kind(of: path) {
        case .directory: return path
        case nil: throw Failure(description: "\(what) '\(path)' does not exist")
        default: throw Failure(description: "\(what) '\(path)' is no folder")
        }
    }

    static func templates(_ configuration: Configuration, _ files: DiskFileSystem) throws -> String? {
        if let configured = configuration.templates {
            return try checked(
                path(configured, in: configuration.folder), "the configuration's templates folder", files)
        }
        guard configuration.file != nil else { return nil }
        let beside = path("templates", in: configuration.folder)
        return files.kind(of: beside) == .directory ? beside : nil
    }

    /// The content folder's own name; for `docs` and the like, its parent's.
    private static func fallbackName(_ content: String, _ files: DiskFileSystem) -> String {
        guard let real = try? files.realPath(content) else { return "Handbook" }
        let name = fileName(of: real)
        return ["content", "docs", "doc", "handbook"].contains(name.lowercased())
            ? fileName(of: folder(of: real)) : name
    }

    static func path(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") || folder.isEmpty || folder == "." ? path : "\(folder)/\(path)"
    }

    /// Without slashes at its end, and `.` components there: `docs/./` → `docs`.
    static func trimmed(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1 {
            if path.hasSuffix("/") {
                path.removeLast()
            } else if path.hasSuffix("/.") {
                path.removeLast(2)
            } else {
                break
            }
        }
        return path.isEmpty ? "/" : path
    }

    static func parent(of path: String) -> String {
        switch fileName(of: path) {
        case _ where path == "/": return "/"
        case _ where path == ".": return ".."
        case "..": return path + "/.."
        default:
            let parent = folder(of: path)
            return parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
        }
    }

    /// A file as seen from a folder: `../opsbook.yml`. As it is named where one of the two is not there.
    static func path(_ path: String, from folder: String) -> String {
        let files = DiskFileSystem()
        guard let file = try? files.realPath(path), let folder = try? files.realPath(folder) else { return path }
        return relativePath(from: joined(String(folder.dropFirst()), "x"), to: String(file.dropFirst()))
    }

    /// A path relative to a folder, where it lies in it.
    static func path(of path: String, inside folder: String, _ files: DiskFileSystem) -> String? {
        guard let path = try? files.realPath(path), let folder = try? files.realPath(folder),
            path.hasPrefix(folder + "/")
        else { return nil }
        return String(path.dropFirst(folder.count + 1))
    }
}
