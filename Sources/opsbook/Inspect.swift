import ArgumentParser

struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what Opsbook makes of its input, and why.",
        subcommands: [InspectMarkdown.self, InspectText.self])
}
