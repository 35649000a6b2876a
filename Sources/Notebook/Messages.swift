package import Diagnostics
package import Knowledge
package import Quantities

/// What a notebook has to say, in alphabetical order.
extension Diagnostic {
  /// - Parameter before: the revision before it was taken, as it is typed.
  package static func alreadyDecided(_ slug: String, _ chosen: String, on date: CivilDate, before: String?)
    -> Diagnostic
  {
    Diagnostic(
      .alreadyDecided, "'\(slug)' was decided on \(date): '\(chosen)'",
      hint: "what was believed then is what is scored; what you learn since goes under Evidence or into a postmortem"
        + (before.map { "\nto take it back: how restore \($0)" } ?? ""))
  }

  package static func alreadyResolved(_ subject: String, _ value: String) -> Diagnostic {
    let what = subject == "happened" ? "what happened there instead of '\(value)'" : "'\(subject)'"
    return Diagnostic(
      .alreadyResolved, "\(what) is recorded already", hint: "a correction gives its reason: --because '…'")
  }

  static func baseRate(
    _ chance: String, _ value: String, seen: Int, of total: Int, believed: Double, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .baseRate,
      "in \(total) earlier decisions '\(chance)' was '\(value)' \(seen) times; here it has \(NumberText.percent(believed))",
      at: span, hint: "what is different this time?", severity: .warning)
  }

  package static func cannotRead(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.cannotRead, "cannot read \(path): \(reason)")
  }

  package static func cannotWrite(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.cannotWrite, "cannot write \(path): \(reason)")
  }

  package static func dateInFuture(_ date: CivilDate) -> Diagnostic {
    Diagnostic(.dateInFuture, "\(date) has not come yet")
  }

  static func deadlinePast(_ day: CivilDate, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .deadlinePast, "this was to be decided by \(day)", at: span,
      hint: "has not deciding become the decision?", severity: .warning)
  }

  static func evidenceOfTomorrow(_ date: CivilDate, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .evidenceOfTomorrow, "this is dated \(date), which is still to come", at: span,
      hint: "has it been seen, or is it only expected?", severity: .warning)
  }

  package static func draftIsOpen(_ path: String) -> Diagnostic {
    Diagnostic(.draftIsOpen, "the draft \(path) is open in another editor")
  }

  package static func emptyDocument() -> Diagnostic {
    Diagnostic(.emptyDocument, "the text is empty: nothing was saved", hint: "'how remove' takes a document away")
  }

  package static func emptyFile(_ path: String) -> Diagnostic {
    Diagnostic(.emptyDocument, "\(path) is empty: nothing was saved of it")
  }

  package static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic(.fileExists, "\(path) exists already", hint: "--force writes over it")
  }

  package static func hasForked(_ slug: String, _ heads: [String]) -> Diagnostic {
    Diagnostic(
      .hasForked, "'\(slug)' has \(heads.count) heads: \(heads.joined(separator: ", "))",
      hint: "bring them together first: how merge \(slug)")
  }

  package static func inputGivenTwice(_ name: String) -> Diagnostic {
    .usage("'\(name)' runs and cannot be given, too", hint: "give it once")
  }

  static func misspelledKey(_ key: String, near: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .misspelledKey, "nothing reads '\(key)'", at: span, advice: .meant(near), severity: .warning)
  }

  static func narrowRanges(hits: Int, of total: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .narrowRanges, "of \(total) ranges that you gave, \(hits) held what came; nine in ten were meant", at: span,
      hint: "what would surprise you? Put it into the range", severity: .warning)
  }

  static func outsideCompetence(
    _ competence: [String], of model: String, at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      .outsideCompetence, "'\(model)' is at home with \(competence.joined(separator: ", ")): none is a tag of this",
      at: span, hint: "who stands inside this circle and could look at it?", severity: .warning)
  }

  package static func isNot(_ name: String, _ kind: Kind, but actual: Kind) -> Diagnostic {
    Diagnostic(.wrongKind, "'\(name)' is a \(actual.rawValue), not a \(kind.rawValue)")
  }

  package static func isNotStored(_ name: String) -> Diagnostic {
    Diagnostic(.isNotStored, "'\(name)' has no revisions", at: nil, hint: "'how edit' makes it your own")
  }

  package static func marksLeft(_ lines: [Int], of merge: ThreeWayMerge) -> Diagnostic {
    Diagnostic(
      .marksLeft, "marks of the merge still stand in line \(lines.map(String.init).joined(separator: ", "))",
      hint: "settle each place and delete the lines that begin with "
        + merge.signs.dropLast().joined(separator: ", ") + " and \(merge.signs.last ?? "")")
  }

  package static func noMerge(_ slug: String) -> Diagnostic {
    Diagnostic(.nothingToMerge, "'\(slug)' has one head: there is nothing to merge")
  }

  package static func noSuchChance(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .noSuchChance, "the decision has no chance '\(name)'", at: nil,
      advice: NearestName.advice(name, among: names)
        ?? (names.isEmpty
          ? "declare it in Beliefs with 'chance \(name) = …'" : "it has \(names.joined(separator: ", "))"))
  }

  package static func noSuchFile(_ path: String) -> Diagnostic {
    Diagnostic(.noSuchFile, "there is no file \(path)")
  }

  package static func noSuchInput(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .noSuchInput, "there is no input '\(name)'", at: nil,
      advice: NearestName.advice(name, among: names)
        ?? (names.isEmpty ? "the model has no inputs" : "it has \(names.joined(separator: ", "))"))
  }

  package static func noSuchOutput(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .noSuchOutput, "there is no output '\(name)'", at: nil,
      advice: NearestName.advice(name, among: names) ?? "it has \(names.joined(separator: ", "))")
  }

  package static func noSuchRecord(_ name: String, among names: [String]) -> Diagnostic {
    // A slug is often long: a word out of its middle is what one remembers.
    let holding = name.count < 3 ? [] : names.filter { $0.contains(name.lowercased()) }.prefix(4)
    let holdingHint =
      holding.isEmpty ? nil : "did you mean " + holding.map { "'\($0)'" }.joined(separator: " or ") + "?"
    return Diagnostic(
      .noSuchRecord, "nothing is called '\(name)'",
      advice: NearestName.advice(name, among: names) ?? holdingHint.map { Advice($0) } ?? "how list shows what there is"
    )
  }

  package static func notDecided(_ slug: String) -> Diagnostic {
    Diagnostic(.notDecided, "'\(slug)' has not been decided yet", hint: "how decide \(slug) OPTION")
  }

  package static func noTemplate(_ path: String) -> Diagnostic {
    Diagnostic(.internal, "the template \(path) is missing from the program")
  }

  package static func nothingToCompute(_ name: String) -> Diagnostic {
    Diagnostic(
      .nothingToCompute, "'\(name)' has no formulas", at: nil, hint: "a how block under 'The Model' holds them")
  }

  package static func nothingToResolve(_ slug: String, _ example: String, open: [String]) -> Diagnostic {
    Diagnostic(
      .nothingToResolve, "what happened?",
      hint: "how resolve \(slug) \(example)" + (open.first.map { ", or '\($0)=…'" } ?? "")
        + ", or the label of the branch that happened")
  }

  package static func notResolved(_ slug: String) -> Diagnostic {
    Diagnostic(
      .notResolved, "the outcome of '\(slug)' is not recorded yet", hint: "how resolve \(slug) payoff='…'")
  }

  package static func optionMissing(_ slug: String, _ labels: [String]) -> Diagnostic {
    .usage(
      "which option of '\(slug)' is taken?",
      hint: labels.isEmpty ? "it lists no options" : labels.map { "how decide \(slug) '\($0)'" }.joined(separator: "\n")
    )
  }

  package static func revisionCannotChange(_ name: String, _ revision: String) -> Diagnostic {
    Diagnostic(
      .revisionCannotChange, "a revision is never changed: '\(name)@\(revision)'",
      hint: "leave out '@\(revision)' to go on from the current text; how restore brings an old text back")
  }

  package static func revisionIsRemoval(_ slug: String, _ ordinal: Int) -> Diagnostic {
    Diagnostic(
      .revisionIsRemoval, "'\(slug)@\(ordinal)' takes the document away and has no text",
      hint: "see 'how history \(slug)' for the others")
  }

  package static func sameSlug(_ slug: String) -> Diagnostic {
    .usage("it is called '\(slug)' already")
  }

  package static func templateNotUTF8(_ path: String) -> Diagnostic {
    Diagnostic(.notUtf8, "\(path) is not UTF-8")
  }

  package static func unknownModel(_ slug: String, near names: [String]) -> Diagnostic {
    Diagnostic(
      .unknownModel, "there is no model '\(slug)'",
      advice: NearestName.advice(slug, among: names) ?? "how list model --library shows those that come with how")
  }
}
