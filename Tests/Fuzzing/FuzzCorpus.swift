import Foundation
import Knowledge
import Templates

/// What is there to begin with: the documents and formulas of the project.
package struct FuzzCorpus: Sendable {
  package struct Model: Sendable {
    package var name: String
    package var inputs: [String]
    package var outputs: [String]
  }

  package var formulas: [String] = []
  package var documents: [[UInt8]] = []
  package var models: [Model] = []
  /// The documents that the store holds when a case begins, by kind.
  package var stored: [(kind: String, text: [UInt8])] = []
  package var slugs: [String] = ["drill-the-north-block", "hiring", "notes", "doc-1", "base-rate"]
  package var verbs: [String] = [
    "new", "edit", "show", "list", "search", "rename", "remove", "history", "diff", "restore", "merge", "score",
    "update",
    "decide", "resolve", "bayes", "calc", "run", "test", "sweep", "solve", "report", "backup", "doctor", "help",
  ]

  /// - Parameter root: the folder of the package.
  package init(root: String) {
    func files(_ folder: String, _ suffix: String) -> [String] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
      return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(root)/\(folder)/\($0)" }
    }
    func bytes(_ path: String) -> [UInt8] { (try? Data(contentsOf: URL(filePath: path))).map(Array.init) ?? [] }
    formulas = files("Tests/FormulaTests/Wrong", ".how").map { String(decoding: bytes($0), as: UTF8.self) }
    let examples = files("Docs/Examples", ".md").map(bytes)
    let wrong = (files("Tests/DecisionTests/Wrong", ".md") + files("Tests/KnowledgeTests/Wrong", ".md")).map(bytes)
    documents = (examples + wrong).filter { $0.count < 20_000 }
    for name in Templates.library.keys.sorted() {
      guard let text = Templates.library[name] else { continue }
      documents.append(Array(text.utf8))
      let lines = text.split(separator: "\n")
      func names(_ word: String) -> [String] {
        lines.filter { $0.hasPrefix("\(word) ") }.compactMap { line in
          line.dropFirst(word.count + 1).split(whereSeparator: { " :=".contains($0) }).first.map(String.init)
        }
      }
      models.append(Model(name: name, inputs: names("input"), outputs: names("output")))
    }
    if documents.isEmpty { documents = [Array("# A\n".utf8)] }
    if formulas.isEmpty { formulas = ["1 + 1"] }
    stored = examples.map { text in
      let isModel = String(decoding: text, as: UTF8.self).contains("kind: model")
      return (isModel ? "model" : "decision", text)
    }
    stored.append(("model", Array("---\nslug: notes\ntags: [oil]\n---\n# Notes 同步\n\n한국역사를 oil GPU集群\n".utf8)))
    for index in 0..<12 { stored.append(("model", Array("# Doc \(index)\n\nwords [[notes]] oil\n".utf8))) }
  }
}
