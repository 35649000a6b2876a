import Diagnostics
import Formulas
import Foundation
import Testing

/// One wrong program a file: `Wrong/<code>.how`, whose first line says at which line and column the fault lies.
struct WrongProgramTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()

  /// Codes that no program of a few lines can have; other tests have them.
  static let elsewhere: Set<Diagnostic.Code> = [
    .callsTooDeep, .flatOutput, .follows, .jumpsOver, .leftAtDefault, .noLibrary, .noRoot, .onlyUnits, .programTooLarge,
    .tooManyRows,
    .tooManySamples, .uncertainHere, .unusedInput,
  ]

  @Test(arguments: files)
  func `a wrong program gives its code at its place`(file: String) throws {
    let source = SourceText(name: file, bytes: Array(try Data(contentsOf: Self.folder.appending(path: file))))
    let place = try #require(source.text.firstMatch(of: /^# at (\d+:\d+)\n/), "the first line reads '# at LINE:COLUMN'")
    let fault = try #require(faults(of: source).first)
    let span = try #require(fault.span)
    #expect("\(fault.code).how" == file)
    #expect("\(source.line(at: span.start)):\(source.column(at: span.start))" == place.1)
  }

  @Test func `every code has its wrong program`() throws {
    let folder = Self.folder.appending(path: "../../../Sources/Formulas/Messages").standardized
    var all: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path()) {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      if file == "Codes.swift" { continue }
      let codes = text.matches(of: /Diagnostic\(\s*\.([a-zA-Z0-9]+)/).map { match -> String in
        String(match.1).replacing(/[A-Z]/) { "-\($0.output.lowercased())" }
      }
      #expect(codes.count > 10)
      #expect(codes == codes.sorted(), "messages stand in alphabetical order")
      all.formUnion(codes)
    }
    let expected = all.subtracting(Self.elsewhere.map(\.name)).map { "\($0).how" }
    #expect(Set(expected) == Set(Self.files))
  }
}

/// What is wrong with a program: found while checking, else while answering.
func faults(of source: SourceText) -> [Diagnostic] {
  // What follows `# case` is a test case of what stands before.
  if let mark = source.text.range(of: "\n# case\n") {
    let place = source.text.utf8.distance(from: source.text.startIndex, to: mark.lowerBound)
    return CaseEvaluation(
      of: Program(source, in: [SourceSpan(0, place)]),
      against: Program(source, in: [SourceSpan(place, source.bytes.count)])
    ).faults
  }
  let calculation = Calculation(Program(source), library: StubLibrary())
  if !calculation.faults.isEmpty { return calculation.faults }
  do throws(Diagnostic) {
    _ = try calculation.answers()
    return []
  } catch {
    return [error]
  }
}
