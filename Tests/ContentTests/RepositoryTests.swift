import DefaultTheme
import Foundation
import Testing

/// What the repository itself must hold.
@Suite struct RepositoryTests {
    /// The page came damaged and is kept as it came: its length and its FNV-1a hash are those of the original.
    @Test func `the seed page is kept byte for byte`() throws {
        let page = repository.appending(path: "content/operations/README.md")
        let bytes = try [UInt8](Data(contentsOf: page))
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        #expect(bytes.count == 2798)
        #expect(hash == 0x83651ee9c49dcbbb)
    }

    @Test func `every file of the theme is embedded`() throws {
        let folder = repository.appending(path: "templates")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasSuffix(".swift") && !$0.hasPrefix(".") }.sorted()
        #expect(DefaultTheme.files.map(\.name).sorted() == names)
        for file in DefaultTheme.files {
            #expect(try file.bytes == [UInt8](Data(contentsOf: folder.appending(path: file.name))), "\(file.name)")
        }
    }

    private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
