import ArgumentParser
import Publishing
import SourceText

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the site and rebuilds it on every change.")

    @OptionGroup var common: CommonOptions

    func run() async throws {}
}
