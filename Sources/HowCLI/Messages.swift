import Diagnostics
import Knowledge
import Quantities

/// What the command line has to say, in alphabetical order.
extension Diagnostic {
  /// - Parameter before: the revision before it was taken, as it is typed.
  static func alreadyDecided(_ slug: String, _ chosen: String, on date: CivilDate, before: String?) -> Diagnostic {
    Diagnostic(
      "already-decided", "'\(slug)' was decided on \(date): '\(chosen)'",
      hint: "what was believed then is what is scored; what you learn since goes under Evidence or into a postmortem"
        + (before.map { "\nto take it back: how restore \($0)" } ?? ""))
  }

  static func alreadyResolved(_ subject: String, _ value: String) -> Diagnostic {
    let what = subject == "happened" ? "what happened there instead of '\(value)'" : "'\(subject)'"
    return Diagnostic(
      "already-resolved", "\(what) is recorded already", hint: "a correction gives its reason: --because '…'")
  }

  static func argumentNotUTF8(_ typed: String) -> Diagnostic {
    Diagnostic("usage", "an argument is not UTF-8: '\(typed)'")
  }

  static func backupOfDamaged(_ problems: [String]) -> Diagnostic {
    let shown = problems.prefix(3).joined(separator: "\n") + (problems.count > 3 ? "\n…" : "")
    return Diagnostic(
      "store-damaged", "the store is damaged, and so is this copy of it: an older one may be better",
      hint: "\(shown)\nsee 'how doctor'")
  }

  static func badFormat(_ format: String, for verb: String, allowed: [String]) -> Diagnostic {
    Diagnostic("bad-format", "'\(verb)' has no format '\(format)'", hint: "one of \(allowed.joined(separator: ", "))")
  }

  /// - Parameter option: the option before it, where there is one.
  static func blankArgument(_ option: String?) -> Diagnostic {
    Diagnostic(
      "usage", option.map { "there is nothing behind '\($0)'" } ?? "an argument is blank",
      hint: "a variable of the shell that is not set leaves such an argument")
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

  static func folderNotEmpty(_ path: String) -> Diagnostic {
    Diagnostic("file-exists", "the folder \(path) is not empty", hint: "name one that is, or that is not there")
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

  static func marksLeft(_ lines: [Int], of merge: ThreeWayMerge) -> Diagnostic {
    Diagnostic(
      "marks-left", "marks of the merge still stand in line \(lines.map(String.init).joined(separator: ", "))",
      hint: "settle each place and delete the lines that begin with "
        + merge.signs.dropLast().joined(separator: ", ") + " and \(merge.signs.last ?? "")")
  }

  static func missingTitle(_ kind: Kind) -> Diagnostic {
    Diagnostic("missing-title", "a new \(kind.rawValue) needs a title", hint: "how new \(kind.rawValue) 'Title'")
  }

  static func noDocuments(_ folder: String) -> Diagnostic {
    Diagnostic("no-such-file", "there are no markdown files in \(folder)")
  }

  /// - Parameter stores: the other stores that drafts belong to.
  static func noDraft(elsewhere stores: [String]) -> Diagnostic {
    Diagnostic(
      "nothing-to-edit", "there is no draft to go on with",
      hint: stores.isEmpty
        ? "how edit REF opens a document; how list shows them"
        : "drafts of other stores: " + stores.map { "how edit --store \($0)" }.joined(separator: ", "))
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

  static func nothingFound(_ what: String) -> Diagnostic {
    Diagnostic("nothing-found", what)
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

  static func nothingToResolve(_ slug: String, _ example: String, open: [String]) -> Diagnostic {
    Diagnostic(
      "nothing-to-resolve", "what happened?",
      hint: "how resolve \(slug) \(example)" + (open.first.map { ", or '\($0)=…'" } ?? "")
        + ", or the label of the branch that happened")
  }

  static func optionMissing(_ slug: String, _ labels: [String]) -> Diagnostic {
    Diagnostic(
      "usage", "which option of '\(slug)' is taken?",
      hint: labels.isEmpty ? "it lists no options" : labels.map { "how decide \(slug) '\($0)'" }.joined(separator: "\n")
    )
  }

  static func revisionCannotChange(_ name: String, _ revision: String) -> Diagnostic {
    Diagnostic(
      "revision-cannot-change", "a revision is never changed: '\(name)@\(revision)'",
      hint: "leave out '@\(revision)' to go on from the current text; how restore brings an old text back")
  }

  static func revisionIsRemoval(_ slug: String, _ ordinal: Int) -> Diagnostic {
    Diagnostic(
      "revision-is-removal", "'\(slug)@\(ordinal)' takes the document away and has no text",
      hint: "see 'how history \(slug)' for the others")
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

  static func usage(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic("usage", message, hint: hint)
  }
}
