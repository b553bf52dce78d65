import Publishing
import SourceText
import Synchronization

/// Takes a site into memory, for the preview.
final class MemorySink: SiteSink {
    private let content = Mutex<[String: [UInt8]]>([:])
    private let fileSystem: any FileSystem

    init(fileSystem: any FileSystem) { self.fileSystem = fileSystem }

    var files: [String: [UInt8]] { content.withLock { $0 } }

    func write(_ bytes: [UInt8], to path: String) throws {
        content.withLock { $0[path] = bytes }
    }

    func copy(_ source: String, to path: String) throws {
        try write(fileSystem.read(source), to: path)
    }
}
