import Diagnostics
import Foundation
import Reports
import Testing

private struct Inner: TemplateValues {
  var name: String
  var isBest = false
}

private struct One: TemplateValues {
  var title = "One"
  var none: String?
  var items = [Inner(name: "a", isBest: true), Inner(name: "b")]
}

private struct Other: TemplateValues {
  var title = "Other"
  var none: String? = "there"
}

struct TemplateTests {
  @Test func `the values that stand first win, and what is nil is asked of the next`() throws {
    let template = try Template("{{title}} {{none}}{{#items}} {{name}}{{#isBest}}!{{/isBest}}{{/items}}", name: "t")
    #expect(template.filled([One(), Other()]) == "One there a! b")
    #expect(template.filled([Other()]) == "Other there")
    #expect(try Template("{{^none}}no {{none}}{{/none}}", name: "t").filled([One()]) == "no ")
  }

  @Test func `what is no template is told with its line`() {
    #expect {
      try Template("a\n{{#b}}", name: "own")
    } throws: { ($0 as? Failure)?.diagnostic.message == "own, line 2: a section is never closed" }
  }

  /// A hole that nothing fills would be seen by nobody: of the reports each name is a property of what fills them.
  @Test(arguments: ["decision", "postmortem", "model", "all"])
  func `every hole of a report is filled by something`(name: String) throws {
    let text = try #require(builtInTemplate("reports/\(name).mustache"))
    let pages = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Reports/Pages")
    let sources = try FileManager.default.contentsOfDirectory(at: pages, includingPropertiesForKeys: nil)
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let properties = Set(sources.matches(of: /(?:var|let) (\w+)(?::| =)/).map { String($0.1) })
    let holes = Set(text.matches(of: /\{\{[#^\/]?(\w+)\}\}/).map { String($0.1) })
    #expect(holes.count > 5)
    #expect(holes.subtracting(properties).isEmpty, "\(holes.subtracting(properties).sorted())")
  }
}
