import Diagnostics
import Formulas
import Foundation
import Knowledge
import Markdown
import Testing

/// One wrong tree a file: `Wrong/<code>.md`, where a comment at the beginning says at which line and column the fault lies.
struct WrongTreeTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test(arguments: files)
  func `a wrong tree gives its code at its place`(file: String) throws {
    let source = SourceText(name: file, bytes: Array(try Data(contentsOf: Self.folder.appending(path: file))))
    let place = try #require(source.text.firstMatch(of: /(?:<!--|#) at (\d+:\d+)/), "a comment names the place")
    let fault = try #require(try Self.fault(in: source, likely: Diagnostic.Code(String(file.dropLast(3)))))
    let span = try #require(fault.span)
    #expect("\(fault.code).md" == file)
    #expect("\(source.line(at: span.start)):\(source.column(at: span.start))" == place.1)
  }

  /// The first error, or else the warning of a code, or the first one.
  private static func fault(in source: SourceText, likely code: Diagnostic.Code) throws -> Diagnostic? {
    do throws(DocumentErrors) {
      let sampling = Calculation.Sampling(count: 4096)
      let warnings = try Decision(DocumentReader.read(source)).scored(sampling: sampling).warnings
      return warnings.first { $0.code == code } ?? warnings.first
    } catch {
      return error.diagnostics.first
    }
  }

  /// Codes that no tree of a few lines can have.
  private static let elsewhere: Set<Diagnostic.Code> = [.tooManyColumns, .tooManyPaths, .tooManyStates]

  @Test func `every code has its wrong tree`() throws {
    var all: Set<String> = []
    for file in ["Messages.swift", "Messages+Warnings.swift"] {
      let messages = Self.folder.appending(path: "../../../Sources/Decisions/Messages/\(file)").standardized
      let text = try String(contentsOf: messages, encoding: .utf8)
      let codes = text.matches(of: /Diagnostic\(\s*\.([a-zA-Z0-9]+)/).map { match -> String in
        String(match.1).replacing(/[A-Z]/) { "-\($0.output.lowercased())" }
      }
      #expect(codes.count > 15)
      #expect(codes == codes.sorted(), "messages stand in alphabetical order")
      all.formUnion(codes)
    }
    let expected = all.subtracting(Self.elsewhere.map(\.name)).map { "\($0).md" }
    #expect(Set(expected) == Set(Self.files))
  }
}
