import Decisions
import Diagnostics
import Formulas
import Quantities

/// One line under Evidence: `- 2026-11-30 oil: dry 20%, wet 50%, soaking 70% — core sample`.
public struct EvidenceLine: Sendable {
  public var date: CivilDate
  public var evidence: Evidence

  /// The line as it is written into a document.
  public static func written(date: CivilDate, chance: String, likelihood: String, source: String?) -> String {
    "- \(date) \(chance): \(likelihood)" + (source.map { " — \($0)" } ?? "")
  }
}

extension FieldReader {
  /// The dated ledger under Evidence; what is wrong with a line is told at the line.
  mutating func evidence(_ chances: [NamedChance]) -> [EvidenceLine] {
    (document.section("Evidence")?.outline.items ?? []).compactMap { item in
      do throws(Diagnostic) {
        return try evidenceLine(document.source[item.text], at: item.text, chances)
      } catch {
        faults.append(error)
        return nil
      }
    }
  }

  private func evidenceLine(
    _ text: String, at span: SourceSpan, _ chances: [NamedChance]
  ) throws(Diagnostic) -> EvidenceLine {
    guard let date = CivilDate(text.prefix(10)) else { throw .evidenceForm(at: span) }
    let rest = text.dropFirst(10)
    // An em dash, or what keyboards have for it.
    let dash = ["—", " – ", " -- ", " - "].lazy.compactMap { rest.firstRange(of: $0) }.first
    let parts = dash.map { [rest[..<$0.lowerBound], rest[$0.upperBound...]] } ?? [rest]
    guard let colon = parts[0].firstIndex(of: ":") else { throw .evidenceForm(at: span) }
    let name = parts[0][..<colon].trimmed
    let written = parts[0][parts[0].index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    let start = span.start + text.utf8.distance(from: text.startIndex, to: written.startIndex)
    let source = parts.count > 1 ? parts[1].trimmed : ""
    guard let chance = chances.first(where: { $0.name == name }) else {
      throw .evidenceForUnknown(name, near: chances.map(\.name), at: span)
    }
    return EvidenceLine(
      date: date,
      evidence: Evidence(
        chance: name,
        likelihood: try LikelihoodText.read(written.trimmed, of: chance.name, values: chance.values, at: start),
        source: source.isEmpty ? nil : source, span: span))
  }
}
