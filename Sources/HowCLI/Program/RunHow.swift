import ArgumentParser
import Diagnostics
import Foundation
import Reports
import Styling

/// Runs the program once.
///
/// - Parameter arguments: without the program's own name.
/// - Returns: the exit code: 0 done, 1 the answer is no, 64 usage, 65 a document is wrong, 66 no such record,
///   70 our fault, 74 input or output.
package func runHow(_ arguments: [String], in surroundings: Environment) -> Int32 {
  runHow(CommandLineText(arguments), in: surroundings)
}

/// Runs the program once with the bytes of its arguments, which need not be text.
package func runHow(_ arguments: [[UInt8]], in surroundings: Environment) -> Int32 {
  let unreadable = arguments.first { String(validating: $0, as: UTF8.self) == nil }
  let line = CommandLineText(
    arguments.map { String(decoding: $0, as: UTF8.self) },
    fault: unreadable.map { .argumentNotUTF8(String(decoding: $0, as: UTF8.self)) })
  return runHow(line, in: surroundings)
}

private func runHow(_ line: CommandLineText, in surroundings: Environment) -> Int32 {
  let outcome = Outcome()
  let console = Console(
    surroundings: surroundings, color: line.color, isQuiet: false, usesPager: false, outcome: outcome)
  func complain(_ diagnostics: [Diagnostic], in source: SourceText?, code: Int32) -> Int32 {
    if line.wantsJSON {
      let answer = DiagnosticJSON.answer(diagnostics, in: source, draft: outcome.draft)
      _ = surroundings.errors.write(Array(answer.text.utf8))
    } else {
      var lines: [StyledText] = []
      for (index, diagnostic) in diagnostics.enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines += diagnostic.drawn(in: source)
      }
      console.complain(lines)
    }
    return code
  }
  /// A reader that has gone away ends the answer, quietly; any other answer that could not be written is told of.
  func ended(with code: Int32) -> Int32 {
    guard let failure = outcome.failure, failure != EPIPE else { return code }
    let reason = String(cString: strerror(failure))
    return complain([.cannotWrite("standard output", reason)], in: nil, code: ExitCodes.inputOutput)
  }
  if let fault = line.fault { return complain([fault], in: nil, code: ExitCodes.usage) }
  do {
    switch line.request {
    case .version:
      console.answer(bytes: Array("how \(How.version)\n".utf8))
    case .overview:
      console.answer(bytes: Array(Overview.text.utf8))
    case .help(let verb):
      console.answer(bytes: Array((How.helpMessage(for: verb) + "\n").utf8))
    case .unknown(let verb):
      return complain([.noSuchVerb(verb, near: How.verbNames)], in: nil, code: ExitCodes.usage)
    case .completion(let arguments):
      _ = try How.parseAsRoot(arguments)
    case .run(let verb, let arguments):
      try perform(verb, arguments, in: surroundings, outcome)
    }
    return ended(with: 0)
  } catch let faults as DocumentErrors {
    return complain(faults.diagnostics, in: faults.source, code: ExitCodes.data)
  } catch let refusal as Failure {
    return complain([refusal.diagnostic], in: nil, code: ExitCodes.code(of: refusal.reason))
  } catch let diagnostic as Diagnostic {
    return complain([diagnostic], in: nil, code: ExitCodes.data)
  } catch let code as ExitCode {
    return ended(with: code.rawValue)
  } catch {
    let code = How.exitCode(for: error).rawValue
    if code == 0 {
      console.answer(bytes: Array((How.fullMessage(for: error) + "\n").utf8))
      return 0
    }
    let isUsage = code == ExitCodes.usage
    let message = isUsage ? line.unknownOption ?? ours(How.message(for: error)) : "\(error)"
    let hint = line.verb.map { "see 'how \($0) --help'" }
    return complain(
      [isUsage ? .usage(message, hint: hint) : .ours(message)], in: nil,
      code: isUsage ? ExitCodes.usage : ExitCodes.ours)
  }
}

/// The exit codes, by sysexits where it has one.
enum ExitCodes {
  static let no: Int32 = 1
  static let usage: Int32 = 64
  static let data: Int32 = 65
  static let missing: Int32 = 66
  static let ours: Int32 = 70
  static let inputOutput: Int32 = 74

  static func code(of reason: Failure.Reason) -> Int32 {
    switch reason {
    case .no: no
    case .usage: usage
    case .data: data
    case .missing: missing
    case .ours: ours
    case .inputOutput: inputOutput
    }
  }
}

/// ArgumentParser's words in the form of ours: lower case, without a full stop.
private func ours(_ message: String) -> String {
  let text = message.hasSuffix(".") ? message.dropLast() : message[...]
  let isWord = text.dropFirst().first?.isLowercase ?? false
  return isWord ? text.prefix(1).lowercased() + text.dropFirst() : String(text)
}

/// Parses a verb's arguments, without the verb, and runs it. Parsing for one verb alone is faster than for all.
private func perform<Chosen: Verb>(
  _ verb: Chosen.Type, _ arguments: [String], in surroundings: Environment, _ outcome: Outcome
) throws {
  let command = try verb.parseAsRoot(arguments)
  if let chosen = command as? Chosen { try start(chosen, in: surroundings, outcome) }
}

/// Runs a verb in a format that it has.
private func start<Chosen: Verb>(_ verb: Chosen, in surroundings: Environment, _ outcome: Outcome) throws {
  let format = verb.common.chosenFormat
  if verb.common.json, let other = verb.common.format, other != .json {
    throw Failure(.usage, .usage("--json and --format \(other.rawValue) exclude each other"))
  }
  let formats = Chosen.formats.union([.table, .json])
  if !formats.contains(format) {
    let allowed = Format.allCases.filter { formats.contains($0) }.map(\.rawValue)
    throw Failure(.usage, .badFormat(format.rawValue, for: Chosen.name, allowed: allowed))
  }
  try verb.run(Session(verb.common, in: surroundings, outcome))
}
