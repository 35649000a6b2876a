import Diagnostics
import Knowledge
import Quantities
import Styling

/// What the command line has to say, in alphabetical order.
extension Diagnostic {
  static func badNewSlug(_ text: String) -> Diagnostic {
    Diagnostic(
      .badSlug, "'\(text)' cannot be a slug",
      hint: "lower-case words joined by '-', such as '\(Slug(title: text))'")
  }

  static func draftIsGone(_ editor: String) -> Diagnostic {
    Diagnostic(
      .draftIsGone, "the editor '\(editor)' left no file behind: nothing was saved",
      hint: "HOW_EDITOR, VISUAL or EDITOR name another one")
  }

  static func inputWithoutDefault(_ name: String) -> Diagnostic {
    Diagnostic(.expectedNumber, "'\(name)' has no default")
  }

  static func inputIsNoNumber(_ name: String) -> Diagnostic {
    Diagnostic(.expectedNumber, "'\(name)' is no number")
  }

  static func hypothesisMissing() -> Diagnostic {
    Diagnostic(
      .impossibleEvidence, "by these beliefs the evidence could not have been seen",
      hint: "a hypothesis that nobody thought of is true, or a probability of 0% was too sure")
  }

  /// A mistake of ours, in the words of whoever noticed it.
  static func ours(_ message: String) -> Diagnostic {
    Diagnostic(.internal, message)
  }

  static func missingDecision() -> Diagnostic {
    Diagnostic(.missingDecision, "a postmortem is of a decision", hint: "how new postmortem REF")
  }

  static func fileNameNotUTF8(_ path: String) -> Diagnostic {
    Diagnostic(.nameNotUtf8, "the name of \(path) is not UTF-8", hint: "give the file another name")
  }

  static func editorNotWanted(_ editor: String) -> Diagnostic {
    Diagnostic(
      .noTerminal, "--no-input keeps the editor '\(editor)' away",
      hint: "leave it out; or --from takes a text from a file, --no-edit saves the template as it is")
  }

  static func argumentNotUTF8(_ typed: String) -> Diagnostic {
    .usage("an argument is not UTF-8: '\(typed)'")
  }

  static func backupOfDamaged(_ problems: [String]) -> Diagnostic {
    let shown = problems.prefix(3).joined(separator: "\n") + (problems.count > 3 ? "\n…" : "")
    return Diagnostic(
      .storeDamaged, "the store is damaged, and so is this copy of it: an older one may be better",
      hint: "\(shown)\nsee 'how doctor'")
  }

  static func badFormat(_ format: String, for verb: String, allowed: [String]) -> Diagnostic {
    Diagnostic(.badFormat, "'\(verb)' has no format '\(format)'", hint: "one of \(allowed.joined(separator: ", "))")
  }

  /// - Parameter option: the option before it, where there is one.
  static func blankArgument(_ option: String?) -> Diagnostic {
    .usage(
      option.map { "there is nothing behind '\($0)'" } ?? "an argument is blank",
      hint: "a variable of the shell that is not set leaves such an argument")
  }

  static func draftWithoutBase(_ path: String, _ digits: String) -> Diagnostic {
    Diagnostic(
      .draftWithoutBase, "the draft \(path) goes on from revision \(digits.prefix(8)), which is not in this store",
      hint: "--store or HOW_STORE names the store that it belongs to")
  }

  static func editorFailed(_ editor: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      .editorFailed, "the editor '\(editor)' ended with \(code): nothing was saved",
      hint: "HOW_EDITOR, VISUAL or EDITOR name another one")
  }

  static func folderNotEmpty(_ path: String) -> Diagnostic {
    Diagnostic(.fileExists, "the folder \(path) is not empty", hint: "name one that is, or that is not there")
  }

  static func missingTitle(_ kind: Kind) -> Diagnostic {
    Diagnostic(.missingTitle, "a new \(kind.rawValue) needs a title", hint: "how new \(kind.rawValue) 'Title'")
  }

  static func noDocuments(_ folder: String) -> Diagnostic {
    Diagnostic(.noSuchFile, "there are no markdown files in \(folder)")
  }

  /// - Parameter stores: the other stores that drafts belong to.
  static func noDraft(elsewhere stores: [String]) -> Diagnostic {
    Diagnostic(
      .nothingToEdit, "there is no draft to go on with",
      hint: stores.isEmpty
        ? "how edit REF opens a document; how list shows them"
        : "drafts of other stores: " + stores.map { "how edit --store \($0)" }.joined(separator: ", "))
  }

  static func noSuchVerb(_ verb: String, near verbs: [String]) -> Diagnostic {
    Diagnostic(
      .noSuchVerb, verb.hasPrefix("-") ? "unknown option '\(verb)'" : "there is no verb '\(verb)'",
      advice: NearestName.advice(verb, among: verbs) ?? "how help shows what it can"
    )
  }

  static func nobodyToAsk(_ hint: String) -> Diagnostic {
    Diagnostic(.nobodyToAsk, "there is nobody to ask here", at: nil, hint: hint)
  }

  static func noTerminal(_ editor: String) -> Diagnostic {
    Diagnostic(
      .noTerminal, "no terminal to run the editor '\(editor)' on",
      hint: "--from takes a text from a file, --no-edit saves the template as it is")
  }

  static func nothingFound(_ what: String) -> Diagnostic {
    Diagnostic(.nothingFound, what)
  }

  static func severalDrafts(_ names: [String]) -> Diagnostic {
    Diagnostic(
      .severalDrafts, "there are \(names.count) drafts", hint: names.map { "how edit \($0)" }.joined(separator: "\n"))
  }

  static func severalTitles() -> Diagnostic {
    .usage("several files bring their own titles", hint: "leave out the title, or give one file")
  }
}
