import Publishing
import SourceText
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@Suite("Whatever goes wrong, a whole site stands")
struct PublishFaultTests {
    @Test("A disk that fills up at any write leaves the old site and no litter")
    func diskFull() async throws {
        var failures = 0
        for write in 1...5 {
            let files = try workFolder()
            try await publish(siteA, to: "/work/public", in: files)
            // The first site and its manifest took four writes.
            files.faults.diskFullAtWrite = 4 + write
            do {
                try await publish(siteB, to: "/work/public", in: files)
                #expect(files.texts("/work/public") == siteB)
            } catch PublishError.file(let error) {
                failures += 1
                #expect(error.code == ENOSPC)
                #expect(files.texts("/work/public") == siteA)
            }
            #expect(try files.leftovers() == [])
        }
        #expect(failures == 3)
    }

    @Test("A file of the old site that cannot be read is written anew")
    func unreadableOld() async throws {
        let files = try workFolder()
        try await publish(siteA, to: "/work/public", in: files)
        files.faults.unreadable = ["/work/public/index.html"]
        #expect(try await publish(siteA, to: "/work/public", in: files).written == 1)
        #expect(files.texts("/work/public") == siteA)
    }

    @Test("An asset that cannot be read stops the build, and the old site stands")
    func unreadableAsset() async throws {
        let files = try workFolder(["content/logo.svg": "<svg/>"])
        try await publish(siteA, to: "/work/public", in: files)
        files.faults.unreadable = ["/work/content/logo.svg"]
        let site = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        #expect(throws: PublishError.self) { try site.copy("/work/content/logo.svg", to: "logo.svg") }
        site.abandon()
        #expect(files.texts("/work/public") == siteA)
        #expect(try files.leftovers() == [])
    }

    @Test(
        "Where folders cannot be exchanged they are renamed in turn, and it says so",
        arguments: [EXDEV, EINVAL, ENOSYS, EBUSY])
    func renamedInTurn(code: Int32) async throws {
        let files = try workFolder(["public/.gitignore": "*"])
        try await publish(siteA, to: "/work/public", in: files)
        files.faults.exchange = code
        let publication = try await publish(siteB, to: "/work/public", in: files)
        guard case .movedInTurn(let cause) = publication.method else {
            Issue.record("\(publication.method)")
            return
        }
        #expect(cause.code == code)
        #expect(publication.notices(target: "public").first?.contains("could not be exchanged in one step") == true)
        #expect(files.texts("/work/public") == siteB.merging([".gitignore": "*"]) { mine, _ in mine })
        #expect(try files.leftovers() == [])
    }

    @Test("Where hard links are refused, files are copied")
    func noLinks() async throws {
        let files = try workFolder(["public/.gitignore": "*"])
        try await publish(siteA, to: "/work/public", in: files)
        files.faults.link = EPERM
        #expect(try await publish(siteB, to: "/work/public", in: files).unchanged == 1)
        #expect(files.texts("/work/public") == siteB.merging([".gitignore": "*"]) { mine, _ in mine })
    }

    @Test("At a mount point files are replaced one by one, and nothing is written beside it", arguments: [false, true])
    func mountPoint(isReadOnlyBeside: Bool) async throws {
        let files = try workFolder()
        try files.makeDirectory("/work/public")
        files.faults.mountPoints = ["/work/public"]
        if isReadOnlyBeside { files.faults.unwritable = ["/work"] }
        try await publish(siteA, to: "/work/public", in: files)
        let publication = try await publish(siteB, to: "/work/public", in: files)
        #expect(publication.method == .replacedInPlace(cause: nil))
        #expect(publication.notices(target: "public").first?.contains("replaced one by one") == true)
        #expect(files.texts("/work/public") == siteB)
        #expect(files.kind(of: "/work/public/runbooks/nats.html") == nil)
        #expect(try files.list("/work/public").count == 4)
        #expect(try await publish(siteB, to: "/work/public", in: files).method == .unchanged)
    }

    @Test("Where nothing may be made at all, the error names the folder")
    func readOnlyParent() async throws {
        let files = try workFolder()
        files.faults.unwritable = ["/work"]
        do {
            try await publish(siteA, to: "/work/new", in: files)
            Issue.record("published into a folder that may not be written")
        } catch PublishError.file(let error) {
            #expect(error.code == EACCES)
            #expect(error.path.hasPrefix("/work/"))
        }
    }

    @Test("Replacing one by one turns files into folders and folders into files")
    func shapes() async throws {
        let files = try workFolder()
        try files.makeDirectory("/work/public")
        files.faults.mountPoints = ["/work/public"]
        let first = ["a": "file", "b/one/x.html": "1", "b/two.html": "2", "c/d": "deep"]
        let second = ["a/index.html": "page", "b": "file", "c/d/e": "deeper"]
        for site in [first, second, first] {
            try await publish(site, to: "/work/public", in: files)
            #expect(files.texts("/work/public") == site)
        }
    }

    @Test("A replacement one by one that a full disk stops is completed by the next build")
    func interruptedInPlace() async throws {
        for write in 1...6 {
            let files = try workFolder()
            try files.makeDirectory("/work/public")
            files.faults.mountPoints = ["/work/public"]
            try await publish(siteA, to: "/work/public", in: files)
            files.faults.diskFullAtWrite = 5 + write
            _ = try? await publish(siteB, to: "/work/public", in: files)
            for (path, text) in files.texts("/work/public") { #expect([siteA[path], siteB[path]].contains(text)) }
            files.faults.diskFullAtWrite = nil
            let publication = try await publish(siteB, to: "/work/public", in: files)
            #expect(publication.kept == [])
            #expect(files.texts("/work/public") == siteB)
        }
    }

    @Test("What a killed build left is cleared, and an old site that lay aside is put back")
    func recovery() async throws {
        let files = try workFolder()
        try await publish(siteA, to: "/work/public", in: files)
        try files.makeDirectories("/work/.public.opsbook/site/runbooks")
        try files.write([1], to: "/work/.public.opsbook/site/runbooks/half.html")
        try files.write([], to: "/work/.public.opsbook/lock")
        // Killed between the two renames.
        try files.rename("/work/public", to: "/work/.public.opsbook/old")
        let site = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        #expect(files.texts("/work/public") == siteA)
        site.abandon()
        #expect(files.texts("/work/public") == siteA)
        #expect(try files.leftovers() == [])
    }

    @Test("A second build waits for the first, then fails in plain words")
    func busy() async throws {
        let files = try workFolder()
        let first = try await StagedSite(target: "/work/public", content: "/work/content", fileSystem: files)
        await #expect(throws: PublishError.self) {
            try await StagedSite(
                target: "/work/public", content: "/work/content", fileSystem: files, patience: .milliseconds(30))
        }
        // Another folder is free.
        try await publish(siteA, to: "/work/other", in: files)
        try first.write([1], to: "index.html")
        _ = try first.commit()
        try await publish(siteB, to: "/work/public", in: files)
        #expect(files.texts("/work/public") == siteB)
    }

    @Test("Builds at the same time take turns, and one whole site stands at the end")
    func manyAtOnce() async throws {
        let files = try workFolder()
        try await withThrowingTaskGroup { group in
            for index in 0..<12 {
                group.addTask {
                    let site = try await StagedSite(
                        target: "/work/public", content: "/work/content", fileSystem: files, patience: .seconds(60))
                    for (path, text) in index % 2 == 0 ? siteA : siteB { try site.write(Array(text.utf8), to: path) }
                    _ = try site.commit()
                    let stands = files.texts("/work/public")
                    #expect(stands == siteA || stands == siteB)
                }
            }
            try await group.waitForAll()
        }
        #expect(try files.leftovers() == [])
    }
}
