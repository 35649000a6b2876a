import ArgumentParser

/// How an answer looks.
enum Format: String, CaseIterable, ExpressibleByArgument {
  /// For a person.
  case table
  case json
  /// An object a line.
  case jsonl
  /// Columns parted by tabs.
  case plain
  /// The exact bytes of a document.
  case markdown
}

extension Console.Color: ExpressibleByArgument {}

/// What every verb takes.
struct CommonOptions: ParsableArguments {
  @Option(help: ArgumentHelp("table, json, jsonl, plain or markdown.", valueName: "format"))
  var format: Format?

  @Flag(name: .long, help: "Short for --format json.")
  var json = false

  @Option(help: ArgumentHelp("The file of the store.", valueName: "file"), completion: .file())
  var store: String?

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color: Console.Color = .auto

  @Flag(name: [.customShort("q"), .long], help: "Say nothing but answers and errors.")
  var quiet = false

  @Flag(name: .customLong("no-input"), help: "Never ask anything.")
  var noInput = false

  @Flag(name: .customLong("no-pager"), help: "Show long answers without a pager.")
  var noPager = false

  /// The format asked for, where `--json` is one.
  var chosenFormat: Format { json ? .json : format ?? .table }

  /// The long names of the flags here, to be moved behind the verb where they stand before it.
  static let flags: Set<String> = ["--json", "--quiet", "-q", "--no-input", "--no-pager"]
  static let valued: Set<String> = ["--format", "--store", "--color"]
}

/// One verb of the command line: flags, one call into the domain, one answer.
protocol Verb: ParsableCommand {
  var common: CommonOptions { get }
  /// The formats that the verb can answer in, besides table and json.
  static var formats: Set<Format> { get }
  func run(_ how: Session) throws
}

extension Verb {
  static var formats: Set<Format> { [] }

  /// What the verb is called on the command line; each configuration says so.
  static var name: String { configuration.commandName ?? "" }
}
