import Diagnostics
import Knowledge
import Quantities
import Styling

/// What the command line has to say, in alphabetical order.
extension Diagnostic {
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

  static func draftWithoutBase(_ path: String, _ digits: String) -> Diagnostic {
    Diagnostic(
      "draft-without-base", "the draft \(path) goes on from revision \(digits.prefix(8)), which is not in this store",
      hint: "--store or HOW_STORE names the store that it belongs to")
  }

  static func editorFailed(_ editor: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "editor-failed", "the editor '\(editor)' ended with \(code): nothing was saved",
      hint: "HOW_EDITOR, VISUAL or EDITOR name another one")
  }

  static func folderNotEmpty(_ path: String) -> Diagnostic {
    Diagnostic("file-exists", "the folder \(path) is not empty", hint: "name one that is, or that is not there")
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

  static func severalDrafts(_ names: [String]) -> Diagnostic {
    Diagnostic(
      "several-drafts", "there are \(names.count) drafts", hint: names.map { "how edit \($0)" }.joined(separator: "\n"))
  }

  static func severalTitles() -> Diagnostic {
    Diagnostic("usage", "several files bring their own titles", hint: "leave out the title, or give one file")
  }
}
