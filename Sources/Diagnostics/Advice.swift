/// What to do about something that is wrong: words and, where one thing is to stand for another, the edit.
///
///     advice: NearestName.advice("rgi", among: names) ?? "define it in a line of its own"
package struct Advice: Hashable, Sendable, ExpressibleByStringInterpolation {
  package private(set) var text: String
  private var change: Change?
  private var isSafe = false

  private enum Change: Hashable, Sendable {
    /// What is to stand at the place of the diagnostic.
    case instead(String)
    case edits([TextEdit], title: String)
  }

  /// Words alone.
  package init(_ text: String) {
    self.text = text
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  /// Words, and what to write in place of what is marked.
  ///
  /// - Parameter isSafe: whether it says what was written, so that nobody need be asked.
  package init(_ text: String, writing replacement: String, isSafe: Bool = false) {
    self.text = text
    self.isSafe = isSafe
    change = .instead(replacement)
  }

  /// Words, and what to write in place of what stands somewhere; the words alone where it is not known where.
  package init(_ text: String, writing replacement: String, at span: SourceSpan?, isSafe: Bool = false) {
    self.text = text
    self.isSafe = isSafe
    change = span.map { .edits([TextEdit($0, replacement)], title: Self.title(replacement)) }
  }

  /// Words, and edits that do what they say.
  package init(_ text: String, edits: [TextEdit], title: String, isSafe: Bool = false) {
    self.text = text
    self.isSafe = isSafe
    change = .edits(edits, title: title)
  }

  /// "did you mean": what was probably meant by what is marked.
  package static func meant(_ text: String) -> Advice {
    Advice("did you mean '\(text)'?", writing: text)
  }

  /// "did you mean", of what stands somewhere.
  package static func meant(_ text: String, at span: SourceSpan?) -> Advice {
    Advice("did you mean '\(text)'?", writing: text, at: span)
  }

  /// What is read in place of what is marked.
  package static func write(_ text: String, isSafe: Bool = false) -> Advice {
    Advice("write '\(text)'", writing: text, isSafe: isSafe)
  }

  /// What is read in place of what stands somewhere.
  package static func write(_ text: String, at span: SourceSpan?, isSafe: Bool = false) -> Advice {
    Advice("write '\(text)'", writing: text, at: span, isSafe: isSafe)
  }

  /// The same with more words behind it.
  package func and(_ more: String) -> Advice {
    var longer = self
    longer.text += more
    return longer
  }

  /// The edits of a diagnostic at a place.
  func fix(at span: SourceSpan?) -> Fix? {
    switch change {
    case .instead(let replacement):
      span.map { Fix(Self.title(replacement), edits: [TextEdit($0, replacement)], isSafe: isSafe) }
    case .edits(let edits, let title): Fix(title, edits: edits, isSafe: isSafe)
    case nil: nil
    }
  }

  private static func title(_ replacement: String) -> String {
    replacement.isEmpty ? "delete it" : "write '\(replacement)'"
  }
}
