import Foundation

/// What must hold of every command, whatever it was given.
package enum FuzzCheck {
  /// The exit codes of the program; 70 says that the fault is its own.
  private static let codes: Set<Int32> = [0, 1, 64, 65, 66, 69, 73, 74, 75]

  /// Longer than that no answer may take.
  package static let longest = 10.0

  /// - Returns: what does not hold, in a few words that stay the same for the same fault; nil where all is well.
  package static func fault(of fuzzCase: FuzzCase, _ results: [FuzzWorld.Result]) -> String? {
    for (command, result) in zip(fuzzCase.commands, results) {
      if let fault = fault(of: command, result) { return "\(command.arguments.first ?? ""): \(fault)" }
    }
    return nil
  }

  private static func fault(of command: FuzzCase.Command, _ result: FuzzWorld.Result) -> String? {
    let errors = String(decoding: result.errors, as: UTF8.self)
    guard codes.contains(result.code) else { return "exit code \(result.code): \(firstLine(errors))" }
    if result.seconds > longest { return "slow" }
    // What is wrong in a case that a test runs, its answer tells.
    if result.code >= 64, result.errors.isEmpty, result.output.isEmpty {
      return "exit code \(result.code) without a word"
    }
    // A copy of the store is no text, and a document is its own.
    let isCopy = command.arguments.first == "backup" && command.arguments.contains("-")
    let isSource = isCopy || command.arguments.contains("markdown") || command.arguments.first == "export"
    for (name, bytes) in [("output", result.output), ("errors", result.errors)] where !(name == "output" && isSource) {
      guard let text = String(validating: bytes, as: UTF8.self) else { return "\(name) is no UTF-8" }
      if let scalar = text.unicodeScalars.first(where: isControl) {
        return "\(name) has the control character \(String(scalar.value, radix: 16))"
      }
    }
    // Behind `--` it is a text like any other.
    let wantsJSON = !isCopy && command.arguments.prefix { $0 != "--" }.contains("--json")
    if wantsJSON, result.code <= 1, !result.output.isEmpty {
      guard let object = try? JSONSerialization.jsonObject(with: Data(result.output)) else { return "no JSON" }
      if let fault = FiguresCheck.fault(in: object) { return fault }
    }
    if wantsJSON, result.code >= 64, (try? JSONSerialization.jsonObject(with: Data(result.errors))) == nil {
      return "an error that is no JSON"
    }
    if !wantsJSON, let word = notFinite(String(decoding: result.output, as: UTF8.self)) { return "prints \(word)" }
    return nil
  }

  private static func firstLine(_ text: String) -> String {
    let line = text.split(separator: "\n").first.map(String.init) ?? ""
    return String(line.filter { !$0.isNumber }.prefix(80))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" || scalar == "\t" { return false }
    let isDirection = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    return scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) || isDirection
  }

  /// A word that stands where a number should.
  private static func notFinite(_ text: String) -> String? {
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      if ["nan", "inf", "infinity"].contains(word.lowercased()) { return String(word) }
    }
    return nil
  }
}
