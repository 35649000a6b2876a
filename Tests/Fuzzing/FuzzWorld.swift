import Foundation
import HowCLI
import Knowledge
import LineEditing
import SeededChance

/// A machine of its own for one case after the other: a folder that is home and working directory, a clock that goes on
/// a minute with each command, and chance from a seed.
package final class FuzzWorld {
  package struct Result: Sendable {
    package var output: [UInt8]
    package var errors: [UInt8]
    package var code: Int32
    package var seconds: Double
  }

  private let folder: String
  private var template: Data
  private var minutes: Int64 = 0
  private let start: Int64 = 1_795_424_400_000  // 2026-11-23T09:00:00Z

  private var store: String { "\(folder)/.local/share/how/how.sqlite" }

  /// - Parameter documents: what the store holds when a case begins, by kind.
  package init(documents: [(kind: String, text: [UInt8])]) throws {
    folder = NSTemporaryDirectory() + "how-fuzz-" + UUID().uuidString
    template = Data()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for document in documents {
      _ = run(.init(["new", document.kind, "--from", "-", "-q"], input: document.text))
    }
    template = (try? Data(contentsOf: URL(filePath: store))) ?? Data()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Runs the commands of a case, each with what it gave.
  package func run(_ fuzzCase: FuzzCase) throws -> [Result] {
    if fuzzCase.touchesStore {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
      try FileManager.default.createDirectory(
        atPath: (store as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try template.write(to: URL(filePath: store))
    }
    minutes = 1000
    return try fuzzCase.commands.map { command in
      if !command.damage.isEmpty { try damage(command.damage) }
      return run(command)
    }
  }

  private func damage(_ damage: [FuzzCase.Damage]) throws {
    guard var bytes = try? Data(contentsOf: URL(filePath: store)), !bytes.isEmpty else { return }
    func place(_ fraction: UInt32) -> Int { Int(UInt64(fraction) * UInt64(bytes.count) >> 32) }
    for one in damage {
      switch one {
      case .bytes(let at, let count, let xor):
        let first = place(at)
        for index in first..<min(bytes.count, first + max(1, count)) { bytes[index] ^= xor }
      case .end(let at): bytes = bytes.prefix(place(at))
      }
      if bytes.isEmpty { break }
    }
    try bytes.write(to: URL(filePath: store))
  }

  private func run(_ command: FuzzCase.Command) -> Result {
    minutes += 1
    let captured = Captured()
    let now = Timestamp(milliseconds: start + minutes * 60_000)
    let input = command.input ?? []
    let surroundings = Environment(
      environment: ["HOME": folder, "PATH": "/usr/bin:/bin"], workingDirectory: folder,
      readInput: { Array(input.prefix($0)) }, readLine: { nil }, isInputTerminal: false,
      output: TerminalStream(isTerminal: false, write: { captured.add($0, isError: false) }),
      errors: TerminalStream(isTerminal: false, write: { captured.add($0, isError: true) }), now: { now },
      offset: { _ in 0 },
      random: SplitMix64(seed: UInt64(minutes)), edit: { _, _ in 1 }, page: { _, _ in false })
    let began = ContinuousClock.now
    let code = runHow(command.arguments, in: surroundings)
    let time = ContinuousClock.now - began
    return Result(
      output: captured.output, errors: captured.errors, code: code,
      seconds: Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }
}

extension FuzzCase {
  /// Whether some command needs what is in the store, or writes into it.
  var touchesStore: Bool {
    commands.contains { command in
      !command.damage.isEmpty || !["calc", "bayes"].contains(command.arguments.first ?? "")
    }
  }
}

/// What was written to the two streams.
private final class Captured: @unchecked Sendable {
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []

  func add(_ bytes: [UInt8], isError: Bool) -> Int32 {
    if isError { errors += bytes } else { output += bytes }
    return 0
  }
}
