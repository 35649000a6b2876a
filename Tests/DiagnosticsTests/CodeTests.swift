import Diagnostics
import Foundation
import Testing

/// Every code is declared once, under its own name, and told of somewhere.
struct CodeTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources").standardized

  /// The Swift files of the program by their paths, those that declare codes apart.
  private static func files() throws -> (codes: [String: String], others: [String: String]) {
    var (codes, others): ([String: String], [String: String]) = ([:], [:])
    let all = FileManager.default.enumerator(atPath: sources.path)
    while let path = all?.nextObject() as? String {
      guard path.hasSuffix(".swift") else { continue }
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      if path.hasSuffix("/Codes.swift") { codes[path] = text } else { others[path] = text }
    }
    return (codes, others)
  }

  @Test func `a code is declared once, in alphabetical order, and is used`() throws {
    let (codes, others) = try Self.files()
    #expect(codes.count > 5)
    let told = Set(
      others.values.flatMap { $0.matches(of: /Diagnostic\(\s*\.([A-Za-z0-9]+)/).map { String($0.1) } })
    var seen: Set<String> = []
    for (path, text) in codes {
      let declared = text.matches(of: /static let `?([A-Za-z0-9]+)`? = Self\("([a-z0-9-]+)"\)/)
      #expect(declared.count == text.matches(of: /static let/).count, "\(path)")
      #expect(declared.map(\.2) == declared.map(\.2).sorted(), "\(path)")
      for code in declared {
        #expect(code.1.replacing(/[A-Z]/) { "-\($0.output.lowercased())" } == code.2)
        #expect(seen.insert(String(code.2)).inserted, "\(code.2) is declared twice")
        #expect(told.contains(String(code.1)), "nothing tells of \(code.2)")
      }
    }
  }

  @Test func `no code is written down elsewhere`() throws {
    let (_, others) = try Self.files()
    for (path, text) in others where !path.hasPrefix("Diagnostics/") {
      #expect(!text.contains(/Diagnostic(\.Code)?\(\s*"/), "\(path)")
      #expect(!text.contains(/\.code\.name (==|!=) "/), "\(path)")
    }
  }
}
