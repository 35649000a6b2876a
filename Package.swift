// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is held to: a warning is an error, and an existential says that it is one.
let house: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What computes is optimized in debug builds, too: properties over thousands of samples take seconds, not minutes.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// One of our own targets, under `Sources/` unless a path says otherwise.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil, plugins: [Target.PluginUsage] = [],
  settings: [SwiftSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: house + settings, plugins: plugins)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "how",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "how", targets: ["how"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .executableTarget(name: "how", dependencies: ["HowCLI"], swiftSettings: house),
    module(
      "HowCLI",
      [
        "Notebook", "LineEditing", "DurableFiles", "Styling", "Diagnostics", "Quantities",
        "Formulas", "Decisions", "Knowledge", "Markdown", "Reports", "Templates",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),

    // What one can do with it all, under every front end.
    module(
      "Notebook",
      [
        "Reports", "Store", "DurableFiles", "Templates", "Markdown", "Knowledge", "Decisions", "Formulas", "Quantities",
        "Uncertainty", "Diagnostics",
      ]),

    // The domain: nothing below this line knows of SQLite, terminals or HTTP.
    module("Diagnostics"),
    module("Styling", ["Diagnostics"]),
    module("Uncertainty", settings: optimized),
    module("Quantities", ["Uncertainty"], settings: optimized),
    module(
      "Formulas", ["Quantities", "Uncertainty", "Diagnostics"], plugins: ["EmbedTextPlugin"], settings: optimized),
    module("Decisions", ["Formulas", "Quantities", "Uncertainty", "Diagnostics"], settings: optimized),
    module("Knowledge", ["Decisions", "Formulas", "Quantities", "Uncertainty", "Diagnostics"]),

    // Adapters.
    .systemLibrary(
      name: "Ccmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    module(
      "Markdown",
      ["Ccmark", "Decisions", "Knowledge", "Styling", "Diagnostics", .product(name: "Yams", package: "Yams")]),
    module("DurableFiles"),
    module("LineEditing", ["DurableFiles", "Styling"]),
    module("Migrations", path: "Migrations", plugins: ["EmbedTextPlugin"]),
    module(
      "Store",
      [
        "DurableFiles", "Migrations", "Knowledge", "Quantities", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    module("Charts"),
    module("Templates", path: "Templates", plugins: ["EmbedTextPlugin"]),
    module(
      "Reports",
      [
        "Charts", "Styling", "Knowledge", "Decisions", "Formulas", "Quantities", "Uncertainty", "Diagnostics",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),

    // Texts at the top level become Swift source while building.
    .executableTarget(name: "EmbedText", swiftSettings: house),
    .plugin(name: "EmbedTextPlugin", capability: .buildTool(), dependencies: ["EmbedText"], path: "Plugins/EmbedText"),

    // What tests of several targets share: chance from a seed.
    module("SeededChance", path: "Tests/SeededChance"),
    tests(
      "DecisionTests",
      [
        "Styling",
        "SeededChance", "Decisions", "Formulas", "Quantities", "Uncertainty", "Diagnostics", "Knowledge", "Markdown",
        "Reports",
      ],
      exclude: ["Wrong"]),
    tests("DiagnosticsTests", ["Styling", "SeededChance", "Diagnostics"]),
    tests(
      "FormulaTests", ["SeededChance", "Formulas", "Reports", "Quantities", "Uncertainty", "Diagnostics"],
      exclude: ["Wrong"]),
    tests(
      "KnowledgeTests",
      ["SeededChance", "Knowledge", "Formulas", "Decisions", "Markdown", "Quantities", "Uncertainty", "Diagnostics"],
      exclude: ["Wrong"]),
    tests("ChartTests", ["Charts"]),
    tests("LineEditingTests", ["LineEditing", "DurableFiles", "Styling"]),
    tests("MarkdownTests", ["Markdown", "Styling", "Diagnostics"]),
    tests("UncertaintyTests", ["SeededChance", "Uncertainty"]),
    tests(
      "ReportTests",
      [
        "Styling",
        "SeededChance", "Reports", "Templates", "Markdown", "Knowledge", "Decisions", "Formulas", "Quantities",
        "Diagnostics",
      ], exclude: ["Golden"]),
    tests(
      "StoreTests",
      [
        "SeededChance", "Store", "Migrations", "Knowledge", "Quantities", "Markdown", "Diagnostics",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Schema"]),
    // What is tried for hours, and a little of it in the tests.
    module(
      "Fuzzing", ["SeededChance", "HowCLI", "LineEditing", "Knowledge", "Formulas", "Templates"], path: "Tests/Fuzzing"),
    .executableTarget(
      name: "how-fuzz", dependencies: ["Fuzzing", "SeededChance"], path: "Tests/FuzzProgram", swiftSettings: house),
    tests("FuzzTests", ["Fuzzing"]),
    tests(
      "TranscriptTests",
      ["SeededChance", "HowCLI", "LineEditing", "Notebook", "Knowledge", "Markdown", "Formulas", "Diagnostics"]),
  ],
  swiftLanguageModes: [.v6]
)
