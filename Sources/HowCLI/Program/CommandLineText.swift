import ArgumentParser
import Diagnostics

/// What the words of a command line ask for, before any verb reads its own.
struct CommandLineText {
  enum Request {
    case overview, version
    case help(any ParsableCommand.Type)
    case run(any Verb.Type, [String])
    /// What the shells' completion scripts ask of ArgumentParser.
    case completion([String])
    case unknown(String)
  }

  let request: Request
  let wantsJSON: Bool
  let color: Console.Color
  let verb: String?
  /// What is wrong with an argument whatever it is for: it is blank, or no text.
  let fault: Diagnostic?
  private let arguments: [String]

  /// An option that the verb does not have, where one was typed; worked out only once something is wrong.
  var unknownOption: String? {
    guard case .run(let verb, _) = request else { return nil }
    let known = How.helpMessage(for: verb).matches(of: /(?:^|[\s,\[])(--?[a-z0-9-]+)/).map { String($0.1) }
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("-") && argument.count > 1 {
      let option = String(argument.prefix { $0 != "=" })
      if known.contains(option) || option.dropFirst().first?.isNumber ?? false { continue }
      let near = NearestName.of(option, among: known.filter { $0.hasPrefix("--") })
      return "unknown option '\(option)'" + (near.map { ": did you mean '\($0)'?" } ?? "")
    }
    return nil
  }

  /// - Parameter fault: what is known to be wrong already.
  init(_ arguments: [String], fault: Diagnostic? = nil) {
    self.arguments = arguments
    // The shells' completion asks about words that are not typed yet.
    self.fault = fault ?? (arguments.first == "---completion" ? nil : Self.blank(in: arguments))
    let before = Array(arguments.prefix { $0 != "--" })
    let format = Self.value(of: "--format", in: before)
    wantsJSON = before.contains("--json") || format == "json" || format == "jsonl"
    color = Self.value(of: "--color", in: before).flatMap { Console.Color(rawValue: $0) } ?? .auto
    if arguments.first == "---completion" || arguments.first?.hasPrefix("--generate-completion-script") == true {
      request = .completion(arguments)
      verb = nil
      return
    }
    let (leading, rest) = Self.partedAtVerb(arguments)
    let name = rest.first
    verb = name
    let command = name.flatMap { How.verb($0) }
    let asksForHelp = before.contains("--help") || before.contains("-h")
    if name == "help" || (name == nil && asksForHelp) {
      let topic = rest.dropFirst().first { !$0.hasPrefix("-") }
      let found = topic.flatMap { How.verb($0) }
      request = topic == "help" ? .overview : found.map { .help($0) } ?? topic.map { .unknown($0) } ?? .overview
    } else if name == nil, leading.contains("--version") {
      request = .version
    } else if let name {
      if let command {
        // A model tells of its own inputs.
        let asksForInputs = asksForHelp && name == Run.name && rest.dropFirst().contains { !$0.hasPrefix("-") }
        if asksForInputs {
          let asking: Set<String> = ["--help", "-h"]
          request = .run(command, leading + rest.dropFirst().filter { !asking.contains($0) } + ["--inputs"])
          return
        }
        let words = name == Search.name ? Search.wordsApart(Array(rest.dropFirst())) : Array(rest.dropFirst())
        request = asksForHelp ? .help(command) : .run(command, leading + words)
      } else {
        request = .unknown(name)
      }
    } else {
      request = leading.isEmpty ? .overview : .unknown(leading[0])
    }
  }

  /// Says where an argument is blank: it selects nothing, and is most often a variable of the shell that is not set.
  private static func blank(in arguments: [String]) -> Diagnostic? {
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    for (index, argument) in arguments.enumerated() {
      if argument.allSatisfy(\.isWhitespace) {
        let before = index > 0 && index < end ? arguments[index - 1] : ""
        return .blankArgument(before.hasPrefix("-") && !before.contains("=") && before.count > 1 ? before : nil)
      }
      if index < end, argument.hasPrefix("--"), let mark = argument.firstIndex(of: "="),
        argument[argument.index(after: mark)...].allSatisfy(\.isWhitespace)
      {
        return .blankArgument(String(argument[..<mark]))
      }
    }
    return nil
  }

  /// The options before the verb, and everything from the verb on: options count wherever they stand.
  private static func partedAtVerb(_ arguments: [String]) -> (leading: [String], rest: [String]) {
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-"), arguments[index] != "--" {
      index += CommonOptions.valued.contains(arguments[index]) ? 2 : 1
    }
    index = min(index, arguments.count)
    return (Array(arguments[..<index]), Array(arguments[index...]))
  }

  private static func value(of option: String, in arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
    }
    return nil
  }
}
