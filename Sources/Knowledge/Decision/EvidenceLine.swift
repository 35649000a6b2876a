package import Decisions
package import Diagnostics
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

/// One line under Evidence as it is written: `- DATE CHANCE: LIKELIHOOD [— SOURCE]`.
package struct EvidenceText: Sendable {
  package var date: CivilDate
  package var chance: String
  /// Where its name stands.
  var place: SourceSpan
  /// Where it is said how likely what was seen is.
  package var likelihood: SourceSpan
  package var note: String?
  /// The line.
  package var span: SourceSpan
  /// The text that it stands in.
  let source: SourceText

  /// Takes a line apart.
  init(_ source: SourceText, _ whole: SourceSpan) throws(Diagnostic) {
    guard let date = CivilDate(source[whole].prefix(10)) else { throw .evidenceForm(at: whole) }
    let (line, note) = LineNote.parted(source, SourceSpan(whole.start + 10, whole.end), hyphen: true)
    let text = source[line]
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .evidenceForm(at: whole) }
    let offset = line.start + text.utf8.distance(from: text.startIndex, to: colon)
    place = source.trimmed(SourceSpan(line.start, offset))
    chance = source[place]
    if chance.isEmpty { throw .evidenceColon(source[whole], at: whole) }
    self.date = date
    self.note = note
    self.source = source
    likelihood = source.trimmed(SourceSpan(offset + 1, line.end))
    span = whole
  }
}

extension FieldReader {
  /// The dated ledger under Evidence; what is wrong with a line is told at the line.
  mutating func evidence() -> [EvidenceText] {
    let lines = SectionLines("Evidence", of: document)
    faults += SectionLines.stray(in: "Evidence", of: document) { CivilDate($0.prefix(10)) != nil }
    return lines.items.compactMap { item in
      do throws(Diagnostic) {
        return try EvidenceText(lines.source, item.span)
      } catch {
        faults.append(error)
        return nil
      }
    }
  }

  /// What the lines of the ledger say of the chances of Beliefs.
  mutating func evidence(_ written: [EvidenceText], _ beliefs: Beliefs) -> [EvidenceLine] {
    let chances = beliefs.chances
    return written.compactMap { line in
      do throws(Diagnostic) {
        guard let chance = chances.first(where: { $0.name == line.chance }) else {
          // A chance that cannot be read has been told of where it stands.
          if !beliefs.faults.isEmpty { return nil }
          throw .evidenceForUnknown(line.chance, near: chances.map(\.name), name: line.place, at: line.span)
        }
        let likelihood = try LikelihoodText.read(
          line.source[line.likelihood], of: chance.name, values: chance.values, at: line.likelihood.start)
        return EvidenceLine(
          date: line.date,
          evidence: Evidence(chance: chance.name, likelihood: likelihood, source: line.note, span: line.span))
      } catch {
        faults.append(error)
        return nil
      }
    }
  }
}
