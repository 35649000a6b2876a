import Foundation
import Fuzzing

/// Starts workers, ends those that hang, and keeps what they found.
func supervise(_ options: FuzzOptions) throws -> Int32 {
  let files = FileManager.default
  let folder = NSTemporaryDirectory() + "how-fuzz-" + UUID().uuidString
  try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? files.removeItem(atPath: folder) }
  print("seed \(options.seed), \(options.minutes) minutes, \(options.workers) workers")
  let program = CommandLine.arguments[0]
  let end = Date(timeIntervalSinceNow: options.minutes * 60)
  var generation = 0
  func start() throws -> (process: Process, number: Int) {
    generation += 1
    let process = Process()
    process.executableURL = URL(filePath: program)
    let left = max(0.05, end.timeIntervalSinceNow / 60)
    process.arguments = [
      "--root", options.root, "--minutes", "\(left)", "--seed", "\(options.seed)", "--worker", "\(generation)",
      "--folder", folder,
    ]
    try process.run()
    return (process, generation)
  }
  var keeper = Keeper(options: options, folder: folder)
  var workers = try (0..<options.workers).map { _ in try start() }
  while !workers.isEmpty {
    Thread.sleep(forTimeInterval: 0.5)
    for index in workers.indices.reversed() {
      let (process, number) = workers[index]
      let current = "\(folder)/current-\(number)"
      if process.isRunning {
        let changed = (try? files.attributesOfItem(atPath: current))?[.modificationDate] as? Date
        guard let changed, Date().timeIntervalSince(changed) > 25 else { continue }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try keeper.keep(current, as: "it never ends")
      } else if process.terminationReason == .uncaughtSignal {
        try keeper.keep(current, as: "it is ended by signal \(process.terminationStatus)")
      } else if process.terminationStatus != 0 {
        print("a worker ended with \(process.terminationStatus)")
      }
      workers.remove(at: index)
      if end.timeIntervalSinceNow > 1 { workers.append(try start()) }
    }
    for name in try files.contentsOfDirectory(atPath: folder).sorted() where name.hasPrefix("found-") {
      try keeper.keep("\(folder)/\(name)", as: nil)
    }
  }
  let tried = try files.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("count-") }.compactMap {
    Int((try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) ?? "")
  }.reduce(0, +)
  print("\(tried) cases tried, \(keeper.kept) kinds of fault found")
  return keeper.kept == 0 ? 0 : 1
}

/// Makes what was found small and keeps one case of a kind.
private struct Keeper {
  let options: FuzzOptions
  let folder: String
  private var seen: Set<String> = []
  private(set) var kept = 0

  init(options: FuzzOptions, folder: String) {
    self.options = options
    self.folder = folder
  }

  mutating func keep(_ path: String, as ending: String?) throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), let found = FuzzCase(text) else { return }
    let kind = ending.map { "\(found.commands.first?.arguments.first ?? ""): \($0)" } ?? found.remark ?? ""
    guard seen.insert(kind).inserted else { return }
    kept += 1
    var small = FuzzRun.reduced(found) { fault(of: $0) }
    small.remark = kind
    let name = "\(options.root)/Tests/Corpus/\(Self.name(of: kind))-\(String(Self.hash(small.text), radix: 16)).case"
    try small.text.write(toFile: name, atomically: true, encoding: .utf8)
    print(
      "found: \(kind)\n  \(name)\n"
        + small.text.split(separator: "\n").prefix(12).map { "    \($0)" }.joined(separator: "\n"))
  }

  /// What does not hold of a case, tried in a process of its own.
  private func fault(of fuzzCase: FuzzCase) -> String? {
    let file = "\(folder)/reduced"
    guard (try? fuzzCase.text.write(toFile: file, atomically: true, encoding: .utf8)) != nil else { return nil }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = ["--root", options.root, "--check", file]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let end = Date(timeIntervalSinceNow: 20)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return "it never ends"
    }
    if process.terminationReason == .uncaughtSignal { return "it is ended by signal \(process.terminationStatus)" }
    if process.terminationStatus == 0 { return nil }
    let output = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
    return String(decoding: output ?? Data(), as: UTF8.self)
  }

  private static func name(of kind: String) -> String {
    let words = kind.lowercased().split { !$0.isLetter && !$0.isNumber }
    return String(words.joined(separator: "-").prefix(40))
  }

  /// FNV-1a.
  private static func hash(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}
