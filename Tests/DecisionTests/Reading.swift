import Decisions
import Diagnostics
import Formulas
import Knowledge
import Markdown

/// A decision read from a whole document.
func decision(_ document: String) throws -> Decision {
  try Decision(DocumentReader.read(SourceText(name: "test.md", text: document)))
}

/// The score of a tree, with its beliefs, its stake or other lines of the header.
func score(
  options: String, beliefs: String = "", stake: String? = nil, header: String? = nil,
  sampling: Calculation.Sampling = .init()
) throws -> Score {
  let lines = [stake.map { "stake: \($0)" }, header].compactMap { $0 }
  let header = lines.isEmpty ? "" : "---\n\(lines.joined(separator: "\n"))\n---\n"
  return try decision("\(header)## Beliefs\n```how\n\(beliefs)\n```\n## Options\n\(options)\n").scored(
    sampling: sampling)
}

/// The codes of everything that is wrong with a tree.
func faults(options: String, beliefs: String = "") throws -> [Diagnostic.Code] {
  do {
    _ = try score(options: options, beliefs: beliefs)
    return []
  } catch let faults as DocumentErrors {
    return faults.diagnostics.map(\.code)
  }
}

/// Whether two figures agree to twelve digits of a magnitude, by default their own.
func agree(_ one: Double, _ other: Double, of magnitude: Double = 0) -> Bool {
  abs(one - other) <= 1e-12 * max(abs(one), abs(other), magnitude)
}
