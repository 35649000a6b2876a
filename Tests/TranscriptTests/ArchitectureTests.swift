import Foundation
import Testing

/// What Docs/Architecture.md says of the modules is what the package builds.
struct ArchitectureTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The modules that each may import, as the page has them.
  private func written() throws -> [String: Set<String>] {
    let page = try String(contentsOf: Self.root.appending(path: "Docs/Architecture.md"), encoding: .utf8)
    let block = try #require(page.firstMatch(of: /(?s)```modules\n(.*?)```/)).1
    var graph: [String: Set<String>] = [:]
    for line in block.split(separator: "\n") {
      let parts = line.split(separator: "->", maxSplits: 1)
      let targets = parts.count > 1 ? parts[1].split { $0 == "," || $0 == " " } : []
      graph[parts[0].trimmingCharacters(in: .whitespaces)] = Set(targets.map(String.init))
    }
    return graph
  }

  /// The same as the manifest declares it, of our own modules under Sources, Templates and Migrations.
  private func built() throws -> [String: Set<String>] {
    let manifest = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    var graph: [String: Set<String>] = [:]
    for match in manifest.matches(of: /(?m)^    (?:module|\.executableTarget)\(\s*(?:name: )?"(\w+)"/) {
      let rest = manifest[match.range.lowerBound...]
      var depth = 0
      let end = rest.firstIndex { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return character == ")" && depth == 0
      }
      var declaration = String(rest[..<(end ?? rest.endIndex)])
      if declaration.contains("Tests/") || match.1 == "EmbedText" { continue }
      for aside in [/\.product\([^)]*\)/, /plugins: \[[^\]]*\]/, /path: "[^"]*"/] {
        declaration = declaration.replacing(aside, with: "")
      }
      let names = declaration.matches(of: /"(\w+)"/).map { String($0.1) }
      graph[String(match.1)] = Set(names.dropFirst())
    }
    return graph
  }

  @Test func `the page has the modules that the package builds`() throws {
    let (written, built) = (try written(), try built())
    #expect(built.count > 10)
    for name in Set(written.keys).union(built.keys).sorted() {
      #expect(written[name] == built[name], "\(name)")
    }
  }

  @Test func `every file that the page names is there`() throws {
    let page = try String(contentsOf: Self.root.appending(path: "Docs/Architecture.md"), encoding: .utf8)
    var sources: Set<String> = []
    let files = FileManager.default.enumerator(atPath: Self.root.appending(path: "Sources").path)
    while let path = files?.nextObject() as? String { sources.insert((path as NSString).lastPathComponent) }
    let named = page.matches(of: /`(?:[\w+]+\/)*([\w+]+\.(?:swift|how))`/).map { String($0.1) }
    #expect(named.count > 8)
    for name in named { #expect(sources.contains(name), "\(name)") }
  }

  /// Documents are read from a tree of values; libcmark's nodes stay where that is made.
  @Test func `only the tree of markdown sees libcmark`() throws {
    let folder = Self.root.appending(path: "Sources/Markdown")
    var seen = 0
    let files = FileManager.default.enumerator(atPath: folder.path)
    while let path = files?.nextObject() as? String {
      guard path.hasSuffix(".swift"), !path.hasPrefix("Tree/") else { continue }
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      #expect(!text.contains("Ccmark") && !text.contains("OpaquePointer") && !text.contains("cmark_"), "\(path)")
      seen += 1
    }
    #expect(seen > 20)
  }
}
