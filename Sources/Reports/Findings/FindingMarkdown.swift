import Decisions
import Diagnostics
import Styling

/// Findings as markdown: sentences, lists of later choices, and tables under headings.
enum FindingMarkdown {
  /// A part of a report.
  struct Section: Sendable {
    /// Nil where it goes on with what stands before it.
    var heading: String?
    var text: String
  }

  static func section(_ finding: Finding) -> Section {
    let words = FindingWords(finding)
    let sentences = paragraph(words.sentences)
    let closing = paragraph(words.closing)
    let rows =
      switch finding {
      case .policy, .underRisk, .equivalent: words.rows.map { "- \(strong($0[0]))" }.joined(separator: "\n")
      case .ranges: words.rows.map { "- \($0[0].plain)" }.joined(separator: "\n")
      default: words.rows.isEmpty ? "" : table(words)
      }
    return Section(
      heading: words.heading.map { capitalized($0.plain) },
      text: [sentences, rows, closing].filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  private static func paragraph(_ sentences: [StyledText]) -> String {
    sentences.map(\.plain).joined(separator: "\n")
  }

  private static func capitalized(_ heading: String) -> String { heading.prefix(1).uppercased() + heading.dropFirst() }

  /// What is set off on a terminal is set off here, too.
  private static func strong(_ text: StyledText) -> String {
    var written = ""
    var start = 0
    for run in text.runs {
      let part = String(decoding: text.utf8[start..<run.end], as: UTF8.self)
      written += run.role == .strong ? "**\(part)**" : part
      start = run.end
    }
    return written
  }

  private static func table(_ words: FindingWords) -> String {
    // A column that no row has anything to say in is left out.
    let columns = words.columns.indices.filter { index in words.rows.contains { !$0[index].isEmpty } }
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    return
      ([
        line(columns.map { words.columns[$0].title }),
        "|\(columns.map { words.columns[$0].alignment == .right ? "---:" : "---" }.joined(separator: "|"))|",
      ] + words.rows.map { row in line(columns.map { cell(row[$0].plain) }) }).joined(separator: "\n")
  }

  /// A text that does not break out of a cell of a table.
  static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
