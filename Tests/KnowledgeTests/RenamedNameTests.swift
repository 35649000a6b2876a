import Diagnostics
import Formulas
import Foundation
import Knowledge
import Markdown
import Testing

/// Where all places of a name are found, and only those, another name in them says the same.
struct RenamedNameTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Templates/library"
  ).standardized
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  private func program(_ name: String) throws -> (program: Program, source: SourceText) {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
    let model = Model(try DocumentReader.read(SourceText(name: name, bytes: bytes)))
    return (model.program(), model.document.source)
  }

  @Test func `there is a library`() { #expect(Self.names.count >= 30) }

  @Test(arguments: names) func `a name that is changed at all its places changes nothing`(name: String) throws {
    let (program, source) = try program(name)
    let before = Calculation(program, sampling: Calculation.Sampling(count: 100)).faults.count
    #expect(!program.symbols.isEmpty || program.isEmpty)
    for symbol in program.symbols {
      var bytes = source.bytes
      for place in ([symbol.definition] + symbol.uses).sorted().reversed() {
        bytes.replaceSubrange(place.range, with: Array("zz_renamed".utf8))
      }
      let model = Model(try DocumentReader.read(SourceText(name: name, bytes: bytes)))
      let renamed = model.program()
      #expect(renamed.faults.isEmpty, "\(symbol.name)")
      let after = Calculation(renamed, sampling: Calculation.Sampling(count: 100))
      #expect(after.faults.count == before, "\(symbol.name): \(after.faults.map(\.message))")
    }
  }
}
