import Diagnostics
import Foundation
import Knowledge
import Markdown
import Testing

/// One wrong document a file: `Wrong/<code>.md`. A comment in it says at which line and column the fault lies, and where
/// the document alone is not wrong, as what it is read or which option is asked for.
struct WrongDocumentTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test(arguments: files)
  func `a wrong document gives its code at its place`(file: String) throws {
    let source = SourceText(name: file, bytes: Array(try Data(contentsOf: Self.folder.appending(path: file))))
    let place = try #require(source.text.firstMatch(of: /# at (\d+:\d+|nowhere)\n/), "a comment names the place")
    let fault = try #require(Self.firstFault(in: source))
    #expect("\(fault.code).md" == file)
    let found = fault.span.map { "\(source.line(at: $0.start)):\(source.column(at: $0.start))" } ?? "nowhere"
    #expect(found == place.1)
  }

  private static func firstFault(in source: SourceText) -> Diagnostic? {
    let kind = source.text.firstMatch(of: /# read as (\w+)\n/).flatMap { Kind(rawValue: String($0.1)) }
    let option = source.text.firstMatch(of: /# choose (.+)\n/).map { String($0.1) }
    do throws(DocumentErrors) {
      let document = try DocumentReader.read(source)
      try DocumentReader.checkForm(of: document)
      let entry = try Entry(document, kind: kind)
      guard entry.kind == .decision else { return nil }
      let decision = try Decision(entry.document)
      if let option { _ = try decision.option(option) }
      _ = try decision.scored()
      return nil
    } catch {
      return error.diagnostics.first
    }
  }

  @Test(arguments: ["Knowledge", "Markdown"])
  func `every code has its wrong document`(module: String) throws {
    let messages = Self.folder.appending(path: "../../../Sources/\(module)/Messages.swift").standardized
    let text = try String(contentsOf: messages, encoding: .utf8)
    let codes = text.matches(of: /Diagnostic\(\s*\.([a-zA-Z0-9]+)/).map { match -> String in
      String(match.1).replacing(/[A-Z]/) { "-\($0.output.lowercased())" }
    }
    #expect(codes.count > 4)
    #expect(codes == codes.sorted(), "messages stand in alphabetical order")
    // A document of more than 16 MiB is made below; what a store has lost is no document.
    #expect(
      Set(Self.files).isSuperset(of: Set(codes.map { "\($0).md" }).subtracting(["text-damaged.md", "too-large.md"])))
  }

  @Test func `a document beyond all documents is refused`() throws {
    let limit = DocumentReader.largest
    let fits = SourceText(name: "fits", bytes: Array(repeating: UInt8(ascii: "a"), count: limit))
    #expect(try DocumentReader.read(fits).sections.isEmpty)
    let large = SourceText(name: "large", bytes: fits.bytes + [UInt8(ascii: "a")])
    #expect(throws: DocumentErrors.self) { try DocumentReader.read(large) }
    #expect(Self.firstFault(in: large)?.code == .tooLarge)
  }

  @Test(arguments: [
    "{", "? ", "a: [", "a: {b: ", "a: - ", "a: !!x ", "a: &a ", "a: \"",
  ])
  func `a header nested without end is an error`(piece: String) throws {
    #expect(try fault(of: "---\n" + String(repeating: piece, count: 20_000) + "\n---\n") != nil)
    let lines = (0..<300).map { String(repeating: " ", count: $0) + "a\($0):\n" }.joined()
    #expect(try fault(of: "---\n\(lines)---\n") == .headerTooDeep)
  }

  @Test(arguments: ["[", "- ", "- - ", "> ", "&a ", "!!x "])
  func `a text nested without end is a text`(piece: String) throws {
    #expect(try fault(of: "---\n" + String(repeating: piece, count: 20_000) + "\n---\n") == nil)
  }

  /// YAML whose aliases double at each line.
  @Test func `a header that grows by its own references is no danger`() throws {
    let lines = ["a0: &a0 [x]"] + (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
    let clock = ContinuousClock()
    let time = clock.measure { _ = try? document("---\n\(lines.joined(separator: "\n"))\n---\n") }
    #expect(time < .seconds(10))
  }
}
