// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The default theme: every file of `templates/` becomes part of the binary.
let theme = try FileManager.default.contentsOfDirectory(atPath: Context.packageDirectory + "/templates")
    .filter { !$0.hasSuffix(".swift") && !$0.hasPrefix(".") }
    .sorted()

/// The strict settings of every target of ours: a warning is a bug that has not been met yet.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A target of ours. It names every target whose types it uses, not only those it imports at first hand: what is not
/// named is not compiled anew when they change, and a program of old and new parts crashes.
func stage(_ name: String, _ dependencies: [Target.Dependency] = [], data: [String] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: data.map { .embedInCode($0) }, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: data, swiftSettings: strict)
}

let package = Package(
    name: "opsbook",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "opsbook", targets: ["opsbook"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CCommonMark", pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
        .target(name: "COperatingSystem"),
        stage("SourceText", ["COperatingSystem"]),
        .target(
            name: "CRepairTables",
            exclude: [
                "collect-texts.py", "make-tables.py", "encodings.bin", "languages.bin", "train.py", "model.bin",
            ]),
        stage("TextRepair", ["CRepairTables", "SourceText"]),
        stage("SourceRepair", ["SourceText", "TextRepair"]),
        stage("Addresses"),
        stage("Highlighting"),
        stage("Diagrams", [.product(name: "Subprocess", package: "swift-subprocess")]),
        stage(
            "Documents",
            [
                "SourceText", "TextRepair", "Addresses", "Highlighting", "CCommonMark", "COperatingSystem",
                .product(name: "Yams", package: "Yams"),
            ], data: ["emoji.txt"]),
        stage("Operations", ["SourceText", "Addresses", "Documents"]),
        stage("Site", ["SourceText", "TextRepair", "Addresses", "Diagrams", "Documents", "Operations"]),
        stage("Links", ["SourceText", "Addresses", "Documents", "Site"]),
        .target(
            name: "DefaultTheme", path: "templates", resources: theme.map { .embedInCode($0) }, swiftSettings: strict),
        stage("Templates", ["SourceText"]),
        stage(
            "Rendering", ["SourceText", "Addresses", "Documents", "Operations", "Site", "Templates", "DefaultTheme"]),
        stage(
            "Publishing",
            [
                "SourceText", "TextRepair", "Addresses", "Diagrams", "Documents", "Operations", "Site", "Links",
                "Rendering",
            ]),
        stage("Preview", ["SourceText", "COperatingSystem", .product(name: "FlyingSocks", package: "FlyingFox")]),
        .executableTarget(
            name: "opsbook",
            dependencies: [
                "SourceText", "TextRepair", "SourceRepair", "Addresses", "Diagrams", "Documents", "Site", "Rendering",
                "Publishing", "Preview",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        tests("SourceTextTests", ["SourceText"]),
        tests("TextRepairTests", ["TextRepair", "SourceText"], data: ["Cases"]),
        tests("SourceRepairTests", ["SourceRepair", "SourceText", "TextRepair"]),
        tests("AddressesTests", ["Addresses"]),
        tests("HighlightingTests", ["Highlighting"]),
        tests("DiagramsTests", ["Diagrams"]),
        tests("DocumentsTests", ["Documents", "Addresses", "SourceText", "TextRepair"]),
        tests("OperationsTests", ["Operations", "Documents", "SourceText"]),
        tests("TemplatesTests", ["Templates", "SourceText"]),
        .target(
            name: "SiteSupport", dependencies: ["Publishing", "Rendering", "Site", "SourceText"],
            path: "Tests/SiteSupport", swiftSettings: strict),
        tests(
            "SiteTests",
            ["SiteSupport", "Addresses", "Diagrams", "Documents", "Operations", "Publishing", "Rendering", "Site"]),
        tests("LinksTests", ["SiteSupport", "Links", "Site", "SourceText"]),
        tests("RenderingTests", ["SiteSupport", "Addresses", "Publishing", "Rendering", "Site", "SourceText"]),
        tests("PublishingTests", ["SiteSupport", "Publishing", "Rendering", "Site", "SourceText"]),
        tests("GoldenTests", ["SiteSupport", "Publishing", "Rendering", "Site", "SourceText"]),
        tests("PreviewTests", ["Preview", "SourceText"]),
        tests("CommandLineTests", ["SiteSupport", "SourceText", "opsbook"]),
        tests("ContentTests", ["DefaultTheme"]),
    ]
)

// `make fuzz` links such an archive with Clang's runtime for fuzzing, which has the main function; nothing else builds it.
if Context.environment["OPSBOOK_FUZZ"] != nil {
    let subjects: [(name: String, dependencies: [Target.Dependency])] = [
        ("FuzzMarkdown", ["Documents", "SourceText"]), ("FuzzTextRepair", ["TextRepair", "SourceText"]),
    ]
    for (name, dependencies) in subjects {
        package.products.append(.library(name: name, type: .static, targets: [name]))
        package.targets.append(
            .target(
                name: name, dependencies: dependencies, path: "Tests/Fuzz", sources: ["\(name).swift"],
                swiftSettings: strict))
    }
}
