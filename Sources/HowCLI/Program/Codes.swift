package import Diagnostics

/// The codes of what the command line has to say, in alphabetical order.
extension Diagnostic.Code {
  package static let badFormat = Self("bad-format")
  package static let draftIsGone = Self("draft-is-gone")
  package static let draftWithoutBase = Self("draft-without-base")
  package static let editorFailed = Self("editor-failed")
  package static let missingDecision = Self("missing-decision")
  package static let missingTitle = Self("missing-title")
  package static let nameNotUtf8 = Self("name-not-utf8")
  package static let noSuchVerb = Self("no-such-verb")
  package static let noTerminal = Self("no-terminal")
  package static let nobodyToAsk = Self("nobody-to-ask")
  package static let nothingFound = Self("nothing-found")
  package static let nothingToEdit = Self("nothing-to-edit")
  package static let severalDrafts = Self("several-drafts")
}
