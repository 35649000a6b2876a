import Diagnostics
import Formulas
import Foundation
import Testing

/// One wrong program a file: `Wrong/<code>.how`, whose first line says at which line and column the fault lies.
struct WrongProgramTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  @Test(arguments: files)
  func `a wrong program gives its code at its place`(file: String) throws {
    let source = SourceText(name: file, bytes: Array(try Data(contentsOf: Self.folder.appending(path: file))))
    let place = try #require(source.text.firstMatch(of: /^# at (\d+:\d+)\n/), "the first line reads '# at LINE:COLUMN'")
    let fault = try #require(Scope.reading(source, in: [SourceSpan(0, source.bytes.count)]).faults.first)
    let span = try #require(fault.span)
    #expect("\(fault.code).how" == file)
    #expect("\(source.line(at: span.start)):\(source.column(at: span.start))" == place.1)
  }

  @Test func `every code has its wrong program`() throws {
    let messages = Self.folder.appending(path: "../../../Sources/Formulas/Messages.swift").standardized
    let codes = try String(contentsOf: messages, encoding: .utf8).matches(of: /Diagnostic\(\s*"([a-z0-9-]+)"/).map(\.1)
    #expect(codes.count > 15)
    #expect(codes == codes.sorted(), "messages stand in alphabetical order")
    #expect(Set(codes.map { "\($0).how" }) == Set(Self.files))
  }
}
