package import Decisions
import Diagnostics
package import Knowledge
package import Styling

/// A decision with its score.
package struct ScoredDecision: Sendable {
  /// What was scored: a decision is scored as it was when it was taken, unless something else is asked for.
  package enum Version: Sendable {
    case taken
    /// As it is now.
    case now
    /// As a revision has it that was named.
    case named
  }

  /// The slug, or the name of the file.
  package var name: String
  package var decision: Decision
  /// Nil for a file.
  package var revision: Revision?
  package var version: Version
  package var score: Score

  package init(name: String, decision: Decision, revision: Revision?, version: Version, score: Score) {
    self.name = name
    self.decision = decision
    self.revision = revision
    self.version = version
    self.score = score
  }
}

/// The answer of `how score`.
package struct ScoreAnswer: Presentable {
  package var scored: ScoredDecision
  /// Whether payoffs, tree and tornado are drawn; nil: where they are seen on a terminal.
  package var draws: Bool?

  package init(_ scored: ScoredDecision, draws: Bool?) {
    self.scored = scored
    self.draws = draws
  }

  package func lines(on page: Page) -> [StyledText] {
    let title = scored.decision.document.statedTitle ?? scored.name
    let note = [taken, scored.revision.map { "revision \($0.name.short)" }].compactMap { $0 }.joined(separator: ", ")
    let table = ScoreTable.lines(
      scored.score, title: visible(title), note: note.isEmpty ? nil : note, width: page.limit)
    return draws ?? page.isTerminal ? table + ScorePictures.lines(scored.score, width: page.width) : table
  }

  /// When it was taken, and as what it is scored.
  private var taken: String? {
    scored.decision.decided.map { day in
      switch scored.version {
      case .taken: "as it was when it was taken on \(day)"
      case .now: "as it is now; it was taken on \(day)"
      case .named: "as this revision has it; it was taken on \(day)"
      }
    }
  }

  package func remarks(on page: Page) -> [StyledText] {
    WarningText.lines(scored.score.warnings, in: scored.decision.document.source)
  }

  package var json: JSON {
    let source = scored.decision.document.source
    return ScoreJSON.answer(
      scored.score, decision: scored.name, revision: scored.revision?.name.description,
      stated: [
        ("title", JSON(scored.decision.document.statedTitle)), ("taken", JSON(scored.decision.decided?.description)),
        ("asTaken", .bool(scored.version == .taken && scored.decision.decided != nil)),
      ], in: source)
  }
}
