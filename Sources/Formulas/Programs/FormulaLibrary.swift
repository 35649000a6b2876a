package import Diagnostics

/// What formulas can reach beyond their own document: tables and models of others.
package protocol FormulaLibrary: Sendable {
  /// The tables of a document, by its slug, with the section where one follows a `#`.
  func table(_ target: String) -> Result<FormulaTable, Absence>
  /// The formulas of a model, by its slug.
  func model(_ target: String) -> Result<FormulaModel, Absence>
}

/// Why a document gives nothing.
package struct Absence: Error, Sendable {
  /// What is the matter, to follow the document's name: `is not there`, `has no table`.
  package let reason: String
  package let hint: String?

  package init(_ reason: String, hint: String? = nil) {
    self.reason = reason
    self.hint = hint
  }
}

/// The `how` blocks of a model.
package struct FormulaModel: Sendable {
  /// What it is known by wherever it is called, so that a circle of calls is seen.
  package let name: String
  package let source: SourceText
  package let spans: [SourceSpan]

  package init(name: String, source: SourceText, spans: [SourceSpan]) {
    self.name = name
    self.source = source
    self.spans = spans
  }
}

/// A markdown table as formulas see it: rows by the key in their first cell, columns by their heading.
///
/// A heading ends in its unit, in parentheses or after a comma in the same brackets: `memory (GB)`.
package struct FormulaTable: Sendable {
  private let headings: [(name: String, unit: String?)]
  private let rows: [[String]]
  /// The first row of each key, as it stands and as a formula writes it: a table may have thousands.
  private let byText: [String: Int]
  private let byKey: [String: Int]

  package init(header: [String], rows: [[String]]) {
    headings = header.map { heading in
      let trimmed = heading.trimmingSpaces
      guard trimmed.hasSuffix(")"), let open = trimmed.lastIndex(of: "("), open > trimmed.startIndex else {
        return (Self.key(trimmed), nil)
      }
      let unit = trimmed[trimmed.index(after: open)...].dropLast().trimmingSpaces
      return (Self.key(trimmed[..<open].trimmingSpaces), unit.isEmpty ? nil : unit)
    }
    let trimmed = rows.map { $0.map(\.trimmingSpaces) }
    let keyed = trimmed.enumerated().compactMap { index, row in row.first.map { ($0, index) } }
    byText = Dictionary(keyed) { first, _ in first }
    byKey = Dictionary(keyed.map { (Self.key($0), $1) }) { first, _ in first }
    self.rows = trimmed
  }

  /// A heading or a key as a formula writes it: what is no letter or digit is `_`.
  static func key(_ text: some StringProtocol) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.joined(separator: "_")
  }

  var keys: [String] { rows.compactMap { $0.first.map { Self.key($0) } } }
  var columnNames: [String] { headings.dropFirst().map(\.name) }

  func row(_ name: String) -> Int? {
    byText[name] ?? byKey[Self.key(name)]
  }

  func column(_ name: String) -> Int? {
    headings.firstIndex { $0.name == Self.key(name) }
  }

  func cell(_ row: Int, _ column: Int) -> String {
    column < rows[row].count ? rows[row][column] : ""
  }

  func unit(_ column: Int) -> String? { headings[column].unit }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
