import Diagnostics
import Foundation
import Knowledge
import Markdown
import Testing

/// One wrong tree a file: `Wrong/<code>.md`, whose first line says at which line and column the fault lies.
struct WrongTreeTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test(arguments: files)
  func `a wrong tree gives its code at its place`(file: String) throws {
    let source = SourceText(name: file, bytes: Array(try Data(contentsOf: Self.folder.appending(path: file))))
    let place = try #require(source.text.firstMatch(of: /^<!-- at (\d+:\d+) -->\n/), "the first line names the place")
    let fault = try #require(try Self.firstFault(in: source))
    let span = try #require(fault.span)
    #expect("\(fault.code).md" == file)
    #expect("\(source.line(at: span.start)):\(source.column(at: span.start))" == place.1)
  }

  /// The first error, or else the first warning of the score.
  private static func firstFault(in source: SourceText) throws -> Diagnostic? {
    do throws(Faults) {
      return try Decision(DocumentReader.read(source)).scored().warnings.first
    } catch {
      return error.diagnostics.first
    }
  }

  @Test func `every code has its wrong tree`() throws {
    let messages = Self.folder.appending(path: "../../../Sources/Decisions/Messages.swift").standardized
    let text = try String(contentsOf: messages, encoding: .utf8)
    let codes = text.matches(of: /Diagnostic\(\s*"([a-z0-9-]+)"/).map(\.1)
    #expect(codes.count > 15)
    #expect(Set(codes.map { "\($0).md" }) == Set(Self.files))
    let names = text.matches(of: /static func (\w+)\(/).map(\.1)
    #expect(names == names.sorted { $0.lowercased() < $1.lowercased() }, "messages stand in alphabetical order")
  }
}
