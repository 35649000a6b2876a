import Foundation
import HowCLI
import Knowledge
import LineEditing

/// A machine of its own: a folder that is home and working directory, a clock that stands still during a command and
/// goes on a minute between two, and chance from a seed.
final class Replay {
  let folder: String
  private var minutes: Int64 = 0
  private let start: Int64 = 1_795_424_400_000  // 2026-11-23T09:00:00Z
  private var generator = Counter()

  init() throws {
    folder = NSTemporaryDirectory() + "how-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    _ = try? shell("chmod -R u+w . && cd .. && rm -rf '\(folder)'", input: [])
  }

  func copy(_ path: String, as name: String) throws {
    try FileManager.default.copyItem(atPath: path, toPath: "\(folder)/\(name)")
  }

  /// What a run printed, both apart and as on a screen.
  struct Result {
    var output = ""
    var errors = ""
    var screen = ""
    var code: Int32 = 0
  }

  /// Runs a step. Segments of a pipe that begin with `how` run in this process, the others in a shell.
  func run(_ step: Transcript.Step) throws -> Result {
    minutes += 1
    var result = Result()
    var input: [UInt8] = []
    let segments = Words.segments(of: step.command)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      var words = Words(segment)
      if words.program == "how" {
        if let file = words.inputFile { input = Array(try Data(contentsOf: URL(filePath: path(file)))) }
        let run = how(words, input: input, isPiped: index > 0 || words.inputFile != nil)
        result.errors += run.errors
        result.screen += run.errors
        result.code = run.code
        input = Array(run.output.utf8)
        if let file = words.outputFile {
          try Data(input).write(to: URL(filePath: path(file)))
        } else if isLast {
          result.output = run.output
          result.screen = run.screen
        }
      } else {
        words.rest = ([segment] + step.input).joined(separator: "\n")
        let (output, code) = try shell(words.rest, input: input)
        input = output
        result.code = code
        if isLast {
          result.output = String(decoding: output, as: UTF8.self)
          result.screen += result.output
        }
      }
    }
    // Where the folder lies is this run's business.
    result.output = result.output.replacing(folder, with: "~")
    result.errors = result.errors.replacing(folder, with: "~")
    result.screen = result.screen.replacing(folder, with: "~")
    return result
  }

  private func path(_ typed: String) -> String { typed.hasPrefix("/") ? typed : "\(folder)/\(typed)" }

  private func environment(_ assignments: [String: String]) -> [String: String] {
    var environment = ["HOME": folder, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    environment.merge(assignments) { $1 }
    return environment
  }

  private func how(_ words: Words, input: [UInt8], isPiped: Bool) -> Result {
    let captured = Captured()
    let now = Timestamp(milliseconds: start + minutes * 60_000)
    let environment = environment(words.assignments)
    let folder = folder
    let surroundings = Environment(
      environment: environment, workingDirectory: folder, readInput: { Array(input.prefix($0)) },
      readLine: { nil }, isInputTerminal: !isPiped,
      output: TerminalStream(isTerminal: false, write: { captured.add($0, isError: false) }),
      errors: TerminalStream(isTerminal: false, write: { captured.add($0, isError: true) }), now: { now },
      offset: { _ in 0 }, random: generator,
      edit: { command, file in
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "\(command) \"$@\"", command, file]
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return 127 }
        process.waitUntilExit()
        return process.terminationStatus
      }, page: { _, _ in false })
    generator.skip()
    let code = runHow(words.arguments, in: surroundings)
    return Result(output: captured.output, errors: captured.errors, screen: captured.screen, code: code)
  }

  private func shell(_ script: String, input: [UInt8]) throws -> ([UInt8], Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.environment = environment([:])
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = pipe
    if input.isEmpty {
      process.standardInput = FileHandle.nullDevice
    } else {
      let file = NSTemporaryDirectory() + UUID().uuidString
      try Data(input).write(to: URL(filePath: file))
      process.standardInput = FileHandle(forReadingAtPath: file)
      try FileManager.default.removeItem(atPath: file)
    }
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (Array(output), process.terminationStatus)
  }
}

/// What was written, in the order it was written.
private final class Captured: @unchecked Sendable {
  private var parts: [(bytes: [UInt8], isError: Bool)] = []

  func add(_ bytes: [UInt8], isError: Bool) -> Int32 {
    parts.append((bytes, isError))
    return 0
  }

  private func text(_ parts: [(bytes: [UInt8], isError: Bool)]) -> String {
    String(decoding: parts.flatMap(\.bytes), as: UTF8.self)
  }

  var output: String { text(parts.filter { !$0.isError }) }
  var errors: String { text(parts.filter(\.isError)) }
  var screen: String { text(parts) }
}

/// Chance that is the same in every run: SplitMix64 from a seed.
private struct Counter: RandomNumberGenerator, Sendable {
  private var state: UInt64 = 42

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Far enough for the next command to draw other numbers.
  mutating func skip() { state &+= 1 << 32 }
}
