import Diagnostics
package import Quantities

/// `judged 2026-12-01 @1f3a9c2e: held — note`: what a person said of a narrative case, and of which revision.
package struct Judgement: Hashable, Sendable {
  package enum Verdict: String, Sendable, CaseIterable { case held, failed, unsure }

  package var date: CivilDate
  /// The beginning of the revision's name.
  package var revision: String
  package var verdict: Verdict
  package var note: String?

  package init(date: CivilDate, revision: String, verdict: Verdict, note: String?) {
    self.date = date
    self.revision = revision
    self.verdict = verdict
    self.note = note
  }

  /// Reads a line; nil where it is no judgement.
  package init?(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    let words = parts.first?.split(separator: " ").map(String.init) ?? []
    guard parts.count == 2, words.count == 3, words[0] == "judged", let date = CivilDate(words[1]),
      words[2].hasPrefix("@")
    else { return nil }
    let rest = parts[1].trimmed
    let word = rest.prefix { $0.isLetter }
    guard let verdict = Verdict(rawValue: String(word)) else { return nil }
    self.date = date
    revision = String(words[2].dropFirst())
    self.verdict = verdict
    let note = rest.dropFirst(word.count).drop { " —–-:".contains($0) }.trimmed
    self.note = note.isEmpty ? nil : note
  }

  /// As it stands in a document, without the list's marker.
  package var line: String {
    "judged \(date) @\(revision): \(verdict.rawValue)" + (note.map { " — \($0)" } ?? "")
  }
}
