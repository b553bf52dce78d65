import Site
import SiteSupport
import Testing

@Suite("Links to what a page said before its repair")
struct FormerAddressTests {
    private static let texts = [
        "damaged.md": "# Plan\n\n## ðŸ”§ GrÃ¶ÃŸe â€” now\n\n## Other\n",
        "names/cafÃ©.md": "# Coffee\n", "names/über.md": "# Over\n", "names/Ã¼ber.md": "# Damaged over\n",
        "names/pic Ã¤.png": "",
    ]

    @Test(
        "The old id, however it is written, and the new one lead to the heading",
        arguments: [
            "damaged.md#-größe--now", "damaged.md#ðÿ-grããÿe-â-now",
            "damaged.md#%C3%B0%C3%BF-gr%C3%A3%C3%A3%C3%BFe-%C3%A2-now",
            "damaged.md#-gr%C3%B6%C3%9Fe--now",
            // Damaged with the rest: a table of contents in the damaged page is one.
            "damaged.md#-grÃ¶ÃŸe--now",
        ])
    func fragments(_ written: String) async throws {
        for (path, text) in [
            ("clean.md", "# Links\n\n[x](\(written))\n"), ("hurt.md", "# It â€” Ã¤ â€œxâ€\u{9D}\n\n[x](\(written))\n"),
        ] {
            var texts = FormerAddressTests.texts
            texts[path] = text
            let built = try await build(texts)
            #expect(
                built.report.split(separator: "\n").allSatisfy { !$0.contains("[link/") }, "\(path): \(built.report)")
        }
    }

    @Test(
        "A name that is damaged on the disk is found as the file has it, a repaired one before it",
        arguments: [
            ("names/cafÃ©.md", "names/cafÃ©.html"), ("names/caf%C3%83%C2%A9.md", "names/cafÃ©.html"),
            ("names/Ã¼ber.md", "names/über.html"), ("<names/pic Ã¤.png>", "names/pic%20Ã¤.png"),
        ])
    func files(_ written: String, _ leadsTo: String) async throws {
        var texts = FormerAddressTests.texts
        texts["hurt.md"] = "# It â€” Ã¤ â€œxâ€\u{9D}\n\n[x](\(written)#top)\n".replacing(">#top", with: ">").replacing(
            "png#top", with: "png")
        let built = try await build(texts)
        #expect(built["hurt.html"].contains("href=\"\(leadsTo)"), "\(built["hurt.html"])")
        #expect(!built.report.contains("[link/"), "\(built.report)")
    }

    @Test("A fragment that is neither is told the heading's id of now")
    func suggestion() async throws {
        var texts = FormerAddressTests.texts
        texts["clean.md"] = "[x](damaged.md#ðÿ-grããÿe-â-no)\n"
        #expect(try await build(texts).report.contains("try: damaged.md#-größe--now\n"))
    }

    @Test("The published page has the old id, and its link arrives")
    func published() async throws {
        var texts = FormerAddressTests.texts
        texts["clean.md"] = "[x](damaged.md#ðÿ-grããÿe-â-now)\n"
        let built = try await build(texts)
        #expect(built["clean.html"].contains("href=\"damaged.html#ðÿ-grããÿe-â-now\""))
        #expect(built["damaged.html"].contains("<a id=\"&#xf0;&#xff;-gr&#xe3;&#xe3;&#xff;e-&#xe2;-now\"></a>"))
    }
}
