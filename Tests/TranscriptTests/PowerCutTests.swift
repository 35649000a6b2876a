import Foundation
import Testing

/// What says "saved" is on the disk. DocumentErrors are put under the real program with strace, where it is there.
struct PowerCutTests {
  private static let program = "\(root)/.build/debug/how"
  private static let canTrace =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")
    && FileManager.default.isExecutableFile(atPath: program)
    && shell("strace -o /dev/null true", in: "/").code == 0

  private static func shell(_ script: String, in folder: String) -> (output: String, code: Int32) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script]
    process.environment = ["HOME": folder, "PATH": "/usr/bin:/bin", "TMPDIR": folder]
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return ("", 127) }
    let output = (try? pipe.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    return (String(decoding: output ?? Data(), as: UTF8.self), process.terminationStatus)
  }

  private func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "how-cut-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try "# One\n\nwords\n".write(toFile: "\(folder)/one.md", atomically: true, encoding: .utf8)
    return folder
  }

  @Test(.enabled(if: canTrace, "strace is not here")) func `the folder is waited for before a save is told of`() throws
  {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let trace = "strace -f -o trace -e trace=unlink,unlinkat,fsync,fdatasync,write"
    #expect(Self.shell("\(trace) \(Self.program) new model --from one.md", in: folder).output.contains("saved m1 one"))
    let lines = try String(contentsOfFile: "\(folder)/trace", encoding: .utf8).split(separator: "\n")
    let removed = try #require(lines.lastIndex { $0.contains("unlink") && $0.contains("how.sqlite-journal") })
    let told = try #require(lines.lastIndex { $0.contains("saved m1") })
    #expect(lines[removed..<told].contains { $0.contains("sync(") }, "\(lines.suffix(12).joined(separator: "\n"))")
  }

  @Test(.enabled(if: canTrace, "strace is not here")) func `a journal that stays is no save`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(Self.shell("\(Self.program) new model --from one.md", in: folder).code == 0)
    let cut = Self.shell(
      "strace -f -o /dev/null -e inject=unlink,unlinkat:retval=0 \(Self.program) new model Two --no-edit", in: folder)
    let listed = Self.shell("\(Self.program) list", in: folder)
    #expect(cut.code == 74 && !cut.output.contains("saved m2"), "\(cut.output)")
    #expect(listed.output.contains("one") && !listed.output.contains("two"), "\(listed.output)")
  }

  @Test(.enabled(if: canTrace, "strace is not here")) func `a report's folder is waited for, and a draft's`() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(Self.shell("\(Self.program) new decision Bet --no-edit -q", in: folder).code == 0)
    let trace = "strace -f -o trace -e trace=rename,renameat,renameat2,link,linkat,fsync,fdatasync"
    for command in ["report bet -o report.md", "report bet -o report.md --force", "backup copy.sqlite"] {
      #expect(Self.shell("\(trace) \(Self.program) \(command)", in: folder).code == 0, "\(command)")
      let lines = try String(contentsOfFile: "\(folder)/trace", encoding: .utf8).split(separator: "\n")
      let named = try #require(lines.lastIndex { $0.contains("rename") || $0.contains("link") }, "\(command)")
      #expect(lines[..<named].contains { $0.contains("sync(") }, "\(command): before it has its name")
      #expect(lines[named...].contains { $0.contains("sync(") }, "\(command): after it has its name")
    }
  }
}
