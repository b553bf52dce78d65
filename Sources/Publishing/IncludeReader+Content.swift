internal import Addresses
package import Documents
package import SourceText
package import TextRepair

extension IncludeReader {
    /// Reads files of a content folder, those that the site leaves out among them, and nothing that lies outside of it.
    ///
    /// - Throws: where the content folder itself cannot be found.
    package init(root: String, repair: RepairOptions, fileSystem: any FileSystem) throws(FileError) {
        let real = try fileSystem.realPath(root)
        self.init(rootName: fileName(of: real)) { path in
            let place = "\(root)/\(path)"
            guard let status = fileSystem.status(of: place) else { return .failure(.missing) }
            guard status.kind == .file, !path.isEmpty else { return .failure(.noFile) }
            guard status.size <= IncludeLimits.bytes else { return .failure(.tooLarge) }
            do throws(FileError) {
                // Symbolic links may lead anywhere.
                guard try fileSystem.realPath(place).utf8.starts(with: (real == "/" ? real : real + "/").utf8) else {
                    return .failure(.outside)
                }
                return .success(IncludeFile(path: path, bytes: try fileSystem.read(place), options: repair))
            } catch {
                return .failure(.unreadable(error.reason))
            }
        }
    }
}
