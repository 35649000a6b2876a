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
    let name = source[source.trimmed(SourceSpan(line.start, offset))]
    if name.isEmpty { throw .evidenceColon(source[whole], at: whole) }
    guard let chance = chances.first(where: { $0.name == name }) else {
      throw .evidenceForUnknown(name, near: chances.map(\.name), at: whole)
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

  /// `- oil: costs 10k USD to learn` under Beliefs.
  mutating func costs(knowing names: [String], _ context: FormulaContext) -> [String: Quantity] {
    var costs: [String: Quantity] = [:]
    for item in document.section("Beliefs")?.outline.items ?? [] {
      var text = document.source[item.text]
      // A note behind it.
      if text.hasSuffix(")"), let note = text.ranges(of: " (").last { text = String(text[..<note.lowerBound]) }
      guard let mark = text.firstRange(of: ": costs "), text.hasSuffix(" to learn") else {
        // `gain: cost 2 EUR to learn`, `gain costs 2 EUR`: nearly so.
        let words = text.split(whereSeparator: { $0 == " " || $0 == ":" })
        if words.count > 2, names.contains(String(words[0])), ["cost", "costs"].contains(words[1].lowercased()),
          words[2].first?.isNumber ?? false
        {
          faults.append(.costForm(String(words[0]), at: item.text))
        }
        continue
      }
      let name = text[..<mark.lowerBound].trimmed
      guard names.contains(name) else {
        faults.append(.costOfUnknown(name, near: names, at: item.text))
        continue
      }
      let amount = text[mark.upperBound...].dropLast(" to learn".count).trimmed
      do throws(Diagnostic) {
        let source = SourceText(name: document.source.name, text: amount)
        let formula = try context.formula(source, SourceSpan(0, source.bytes.count))
        guard context.isWhole || formula.targets.isEmpty else { continue }
        costs[name] = try formula.value(in: context.scope)
        costPlaces[name] = item.text
      } catch {
        faults.append(Diagnostic(error.code, error.message, at: item.text, hint: error.hint))
      }
    }
    return costs
  }
}
