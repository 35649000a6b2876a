package import Decisions
import Diagnostics
import Formulas
package import Quantities

/// One line under Evidence: `- 2026-11-30 oil: dry 20%, wet 50%, soaking 70% — core sample`.
package struct EvidenceLine: Sendable {
  package var date: CivilDate
  package var evidence: Evidence

  /// The line as it is written into a document.
  package static func written(date: CivilDate, chance: String, likelihood: String, source: String?) -> String {
    "- \(date) \(chance): \(likelihood)" + (source.map { " — \($0)" } ?? "")
  }
}

extension FieldReader {
  /// The dated ledger under Evidence; what is wrong with a line is told at the line.
  mutating func evidence(_ chances: [NamedChance]) -> [EvidenceLine] {
    let lines = SectionLines("Evidence", of: document)
    faults += SectionLines.stray(in: "Evidence", of: document) { CivilDate($0.prefix(10)) != nil }
    return lines.items.compactMap { item in
      do throws(Diagnostic) {
        return try evidenceLine(lines.source, item.span, chances)
      } catch {
        faults.append(error)
        return nil
      }
    }
  }

  private func evidenceLine(
    _ source: SourceText, _ whole: SourceSpan, _ chances: [NamedChance]
  ) throws(Diagnostic) -> EvidenceLine {
    guard let date = CivilDate(source[whole].prefix(10)) else { throw .evidenceForm(at: whole) }
    let (line, note) = LineNote.parted(source, SourceSpan(whole.start + 10, whole.end), hyphen: true)
    let text = source[line]
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .evidenceForm(at: whole) }
    let offset = line.start + text.utf8.distance(from: text.startIndex, to: colon)
    let place = source.trimmed(SourceSpan(line.start, offset))
    let name = source[place]
    if name.isEmpty { throw .evidenceColon(source[whole], at: whole) }
    guard let chance = chances.first(where: { $0.name == name }) else {
      throw .evidenceForUnknown(name, near: chances.map(\.name), name: place, at: whole)
    }
    let written = source.trimmed(SourceSpan(offset + 1, line.end))
    return EvidenceLine(
      date: date,
      evidence: Evidence(
        chance: name,
        likelihood: try LikelihoodText.read(
          source[written], of: chance.name, values: chance.values, at: written.start),
        source: note, span: whole))
  }
}
