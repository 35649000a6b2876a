import Diagnostics
import Knowledge
import Quantities

/// What the command line has to say, in alphabetical order.
extension Diagnostic {
  static func alreadyDecided(_ slug: String, _ chosen: String, on date: CivilDate) -> Diagnostic {
    Diagnostic(
      "already-decided", "'\(slug)' was decided on \(date): '\(chosen)'",
      hint: "what was believed then is what is scored; what you learn since goes under Evidence or into a postmortem")
  }

  static func alreadyResolved(_ subject: String) -> Diagnostic {
    Diagnostic(
      "already-resolved", "'\(subject)' is recorded already", hint: "a correction gives its reason: --because '…'")
  }

  static func badFormat(_ format: String, for verb: String, allowed: [String]) -> Diagnostic {
    Diagnostic("bad-format", "'\(verb)' has no format '\(format)'", hint: "one of \(allowed.joined(separator: ", "))")
  }

  static func cannotRead(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic("cannot-read", "cannot read \(path): \(reason)")
  }

  static func cannotWrite(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic("cannot-write", "cannot write \(path): \(reason)")
  }

  static func draftWithoutBase(_ path: String, _ digits: String) -> Diagnostic {
    Diagnostic(
      "draft-without-base", "the draft \(path) goes on from revision \(digits.prefix(8)), which is not in this store",
      hint: "--store or HOW_STORE names the store that it belongs to")
  }

  static func dateInFuture(_ date: CivilDate) -> Diagnostic {
    Diagnostic("date-in-future", "\(date) has not come yet")
  }

  static func editorFailed(_ editor: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "editor-failed", "the editor '\(editor)' ended with \(code): nothing was saved",
      hint: "HOW_EDITOR, VISUAL or EDITOR name another one")
  }

  static func emptyDocument() -> Diagnostic {
    Diagnostic("empty-document", "the text is empty: nothing was saved", hint: "'how remove' takes a document away")
  }

  static func fileExists(_ path: String) -> Diagnostic {
    Diagnostic("file-exists", "\(path) exists already", hint: "--force writes over it")
  }

  static func hasForked(_ slug: String, _ heads: [String]) -> Diagnostic {
    Diagnostic(
      "has-forked", "'\(slug)' has \(heads.count) heads: \(heads.joined(separator: ", "))",
      hint: "bring them together first: how merge \(slug)")
  }

  static func isNot(_ name: String, _ kind: Kind, but actual: Kind) -> Diagnostic {
    Diagnostic("wrong-kind", "'\(name)' is a \(actual.rawValue), not a \(kind.rawValue)")
  }

  static func isNotStored(_ name: String) -> Diagnostic {
    Diagnostic("is-not-stored", "'\(name)' has no revisions", at: nil, hint: "'how edit' makes it your own")
  }

  static func marksLeft(_ lines: [Int]) -> Diagnostic {
    Diagnostic(
      "marks-left", "marks of the merge still stand in line \(lines.map(String.init).joined(separator: ", "))",
      hint: "settle each place and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>")
  }

  static func missingTitle(_ kind: Kind) -> Diagnostic {
    Diagnostic("missing-title", "a new \(kind.rawValue) needs a title", hint: "how new \(kind.rawValue) 'Title'")
  }

  static func noDocuments(_ folder: String) -> Diagnostic {
    Diagnostic("no-such-file", "there are no markdown files in \(folder)")
  }

  static func noDraft(_ name: String?) -> Diagnostic {
    Diagnostic(
      "nothing-to-edit", name.map { "there is no draft of '\($0)'" } ?? "there is no draft to go on with",
      hint: "how edit REF opens a document; how list shows them")
  }

  static func noMerge(_ slug: String) -> Diagnostic {
    Diagnostic("nothing-to-merge", "'\(slug)' has one head: there is nothing to merge")
  }

  static func noSuchFile(_ path: String) -> Diagnostic {
    Diagnostic("no-such-file", "there is no file \(path)")
  }

  static func noSuchChance(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      "no-such-chance", "the decision has no chance '\(name)'", at: nil,
      hint: NearestName.hint(name, among: names)
        ?? (names.isEmpty
          ? "declare it in Beliefs with 'chance \(name) = …'" : "it has \(names.joined(separator: ", "))"))
  }

  static func inputGivenTwice(_ name: String) -> Diagnostic {
    .usage("'\(name)' runs and cannot be given, too", hint: "give it once")
  }

  static func noSuchInput(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      "no-such-input", "there is no input '\(name)'", at: nil,
      hint: NearestName.hint(name, among: names)
        ?? (names.isEmpty ? "the model has no inputs" : "it has \(names.joined(separator: ", "))"))
  }

  static func noSuchOutput(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      "no-such-output", "there is no output '\(name)'", at: nil,
      hint: NearestName.hint(name, among: names) ?? "it has \(names.joined(separator: ", "))")
  }

  static func noSuchRecord(_ name: String, among names: [String]) -> Diagnostic {
    // A slug is often long: a word out of its middle is what one remembers.
    let holding = name.count < 3 ? [] : names.filter { $0.contains(name.lowercased()) }.prefix(4)
    let holdingHint =
      holding.isEmpty ? nil : "did you mean " + holding.map { "'\($0)'" }.joined(separator: " or ") + "?"
    return Diagnostic(
      "no-such-record", "nothing is called '\(name)'",
      hint: NearestName.hint(name, among: names) ?? holdingHint ?? "how list shows what there is")
  }

  static func noSuchVerb(_ verb: String, near verbs: [String]) -> Diagnostic {
    Diagnostic(
      "no-such-verb", verb.hasPrefix("-") ? "unknown option '\(verb)'" : "there is no verb '\(verb)'",
      hint: NearestName.hint(verb, among: verbs) ?? "how help shows what it can"
    )
  }

  static func nobodyToAsk(_ hint: String) -> Diagnostic {
    Diagnostic("nobody-to-ask", "there is nobody to ask here", at: nil, hint: hint)
  }

  static func noTerminal(_ editor: String) -> Diagnostic {
    Diagnostic(
      "no-terminal", "no terminal to run the editor '\(editor)' on",
      hint: "--from takes a text from a file, --no-edit saves the template as it is")
  }

  static func notYesOrNo(_ subject: String, _ value: String) -> Diagnostic {
    Diagnostic("not-yes-or-no", "'\(subject)' is yes, no or unknown, not '\(value)'")
  }

  static func nothingFound(_ what: String) -> Diagnostic {
    Diagnostic("nothing-found", what)
  }

  static func notAValue(_ value: String, of chance: String, values: [String]) -> Diagnostic {
    let near = NearestName.of(value, among: values).map { "did you mean '\($0)'? " } ?? ""
    return Diagnostic(
      "no-such-value", "'\(chance)' has no value '\(value)'", at: nil,
      hint: near + "its values are \(values.joined(separator: ", ")); 'unknown' is an answer, too")
  }

  static func notDecided(_ slug: String) -> Diagnostic {
    Diagnostic("not-decided", "'\(slug)' has not been decided yet", hint: "how decide \(slug) OPTION")
  }

  static func notResolved(_ slug: String) -> Diagnostic {
    Diagnostic(
      "not-resolved", "the outcome of '\(slug)' is not recorded yet", hint: "how resolve \(slug) payoff='…'")
  }

  static func nothingToCompute(_ name: String) -> Diagnostic {
    Diagnostic(
      "nothing-to-compute", "'\(name)' has no formulas", at: nil, hint: "a how block under 'The Model' holds them")
  }

  static func nothingToResolve() -> Diagnostic {
    Diagnostic(
      "nothing-to-resolve", "what happened?", hint: "how resolve REF payoff='45k USD' 'prediction 1=yes'")
  }

  static func revisionCannotChange(_ name: String, _ revision: String) -> Diagnostic {
    Diagnostic(
      "revision-cannot-change", "a revision is never changed: '\(name)@\(revision)'",
      hint: "leave out '@\(revision)' to go on from the current text; how restore brings an old text back")
  }

  static func severalDrafts(_ names: [String]) -> Diagnostic {
    Diagnostic(
      "several-drafts", "there are \(names.count) drafts", hint: names.map { "how edit \($0)" }.joined(separator: "\n"))
  }

  static func severalTitles() -> Diagnostic {
    Diagnostic("usage", "several files bring their own titles", hint: "leave out the title, or give one file")
  }

  static func unknownModel(_ slug: String, near names: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-model", "there is no model '\(slug)'",
      hint: NearestName.hint(slug, among: names) ?? "how list model --library shows those that come with how")
  }

  static func unknownOutcome(_ subject: String, near names: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-outcome", "'\(subject)' is neither the payoff, a prediction nor a belief of this decision",
      hint: NearestName.hint(subject, among: names) ?? "one of \(names.joined(separator: ", "))")
  }

  static func usage(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic("usage", message, hint: hint)
  }
}
