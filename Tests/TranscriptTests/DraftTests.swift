import Foundation
import Knowledge
import Synchronization
import Testing

@testable import HowCLI
@testable import Notebook

/// Several editors at once: every text that one of them wrote is a revision, a fork or a draft with a name.
@Suite struct DraftTests {
  /// Appends a line to a file as editors do: in place, or as a new file that takes the name.
  private static func append(_ line: String, to file: String, renaming: Bool) -> Int32 {
    guard var text = try? String(contentsOfFile: file, encoding: .utf8) else { return 1 }
    text += line + "\n"
    return (try? text.write(toFile: file, atomically: renaming, encoding: .utf8)) == nil ? 1 : 0
  }

  /// Runs something on threads of its own, all at once, and waits for them.
  private static func atOnce(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let threads = (0..<count).map { number in
      let done = DispatchSemaphore(value: 0)
      Thread {
        body(number)
        done.signal()
      }.start()
      return done
    }
    for thread in threads { thread.wait() }
  }

  /// All texts of all revisions of all documents.
  private func allTexts(_ machine: OwnMachine) -> String {
    let slugs = machine.how(["list", "-0"]).output.split(separator: "\0")
    let revisions = slugs.flatMap { slug in
      (1...40).map { machine.how(["show", "\(slug)@\($0)", "--format", "markdown"]).output }
    }
    return (revisions + machine.draftTexts()).joined()
  }

  @Test(arguments: [false, true])
  func `any number of editors on one document lose no text`(renaming: Bool) throws {
    let machine = try OwnMachine()
    #expect(machine.how(["new", "model", "One", "--no-edit"]).code == 0)
    let wrote = Mutex<[String]>([])
    Self.atOnce(8) { number in
      for round in 0..<3 {
        let line = "text \(number)-\(round)."
        _ = machine.how(["edit", "one"]) { file in
          usleep(UInt32((number * 7 + round * 3) % 5) * 1000)
          let code = Self.append(line, to: file, renaming: renaming)
          if code == 0 { wrote.withLock { $0.append(line) } }
          return number == 3 ? 1 : code
        }
      }
    }
    let all = allTexts(machine)
    for line in wrote.withLock({ $0 }) { #expect(all.contains(line), "'\(line)' is lost") }
    // Once it is called otherwise, who comes later finds no document of that name.
    #expect(wrote.withLock { $0.count } >= (renaming ? 1 : 3))
  }

  @Test func `any number of editors on one title make as many documents`() throws {
    let machine = try OwnMachine()
    let wrote = Mutex<[String]>([])
    let codes = Mutex<[Int32]>([])
    Self.atOnce(10) { number in
      let line = "text \(number)."
      let run = machine.how(["new", "model", "The same"]) { file in
        usleep(UInt32(number % 4) * 1000)
        wrote.withLock { $0.append(line) }
        return Self.append(line, to: file, renaming: number % 2 == 0)
      }
      codes.withLock { $0.append(run.code) }
    }
    let all = allTexts(machine)
    #expect(wrote.withLock { $0.count } == 10)
    for line in wrote.withLock({ $0 }) { #expect(all.contains(line), "'\(line)' is lost") }
    #expect(codes.withLock { $0 } == Array(repeating: 0, count: 10))
    #expect(machine.draftTexts().isEmpty)
  }

  /// The file that is locked is taken away and made again all the time: a lock on one that is gone holds nobody off.
  @Test func `a draft is held by one at a time`() throws {
    let machine = try OwnMachine()
    let path = "\(machine.folder)/one@new.md"
    let inside = Atomic(0)
    let most = Atomic(0)
    let turns = Atomic(0)
    Self.atOnce(6) { _ in
      for _ in 0..<300 {
        guard let open = try? OpenDraft(Draft(path: path)) else { continue }
        let now = inside.add(1, ordering: .sequentiallyConsistent).newValue
        _ = most.max(now, ordering: .sequentiallyConsistent)
        turns.add(1, ordering: .sequentiallyConsistent)
        sched_yield()
        inside.subtract(1, ordering: .sequentiallyConsistent)
        open.close()
      }
    }
    #expect(most.load(ordering: .sequentiallyConsistent) == 1)
    #expect(turns.load(ordering: .sequentiallyConsistent) > 10)
    #expect(try FileManager.default.contentsOfDirectory(atPath: machine.folder).isEmpty)
  }

  @Test func `drafts of one name that are begun at once are as many files`() throws {
    let machine = try OwnMachine()
    let drafts = Drafts(folder: machine.drafts, store: "/a/store")
    let paths = Mutex<Set<String>>([])
    Self.atOnce(8) { number in
      for round in 0..<10 {
        guard let open = try? drafts.begin("same@new", text: Array("\(number) \(round)".utf8), kind: .model) else {
          continue
        }
        _ = paths.withLock { $0.insert(open.draft.path) }
        open.close()
      }
    }
    #expect(paths.withLock { $0.count } == 80)
    #expect(Set(machine.draftTexts()).count == 80)
    #expect(drafts.all().count == 80)
    #expect(Drafts(folder: machine.drafts, store: "/another").all().isEmpty)
    #expect(drafts.all().allSatisfy { $0.origin == DraftOrigin(store: "/a/store", kind: .model) })
  }

  @Test func `what is written while a text is being saved stays a draft`() throws {
    let machine = try OwnMachine()
    let drafts = Drafts(folder: machine.drafts, store: "/a/store")
    let open = try drafts.begin("one@new", text: Array("before".utf8), kind: nil)
    try Data("later".utf8).write(to: URL(filePath: open.draft.path))
    #expect(!open.remove(holding: Array("before".utf8)))
    #expect(machine.draftTexts() == ["later"])
    let again = try #require(try drafts.open(drafts.all()[0]))
    #expect(again.remove(holding: Array("later".utf8)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: machine.drafts).isEmpty)
  }

  @Test(arguments: [
    ".#one@new.md", "#one@new.md#", "one@new.md~", ".one@new.md.swp", "~one@new.md", "one@new.md.lock", "notes.md",
    "one@new.md.bak", "@new.md",
  ])
  func `what editors leave beside a draft is none`(name: String) throws {
    #expect(!Draft.isName(name))
  }

  /// With a system call of the one held up, the other comes in between.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")),
    arguments: ["rename", "openat", "flock", "unlink"])
  func `an editor that comes in between loses nothing`(call: String) throws {
    let program = "\(root)/.build/debug/how"
    try #require(FileManager.default.isExecutableFile(atPath: program))
    let machine = try OwnMachine()
    #expect(machine.how(["new", "model", "One", "--no-edit"]).code == 0)
    let script = """
      export HOME='\(machine.folder)' HOW_EDITOR='sh -c "echo slow >> $1" x'
      strace -f -o /dev/null -e trace=\(call) -e inject=\(call):delay_enter=100000 '\(program)' edit one 2>/dev/null &
      sleep 0.2
      HOW_EDITOR='sh -c "echo quick >> $1; sleep 0.2; echo quick >> wrote" x' '\(program)' edit one 2>/dev/null
      wait
      """
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(filePath: machine.folder)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let all = allTexts(machine)
    #expect(all.contains("slow"))
    // An editor that was not opened wrote nothing.
    if FileManager.default.fileExists(atPath: "\(machine.folder)/wrote") { #expect(all.contains("quick")) }
  }
}
