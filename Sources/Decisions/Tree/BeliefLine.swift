package import Diagnostics

/// A line that says what somebody believes, taken apart as an item of a tree is: `80% the rig is on site`, or
/// `first-year output: 40k to 90k barrel`.
package struct BeliefLine: Sendable {
  /// The probability that stands first.
  package var probability: SourceSpan?
  /// What stands last after a colon.
  package var amount: SourceSpan?
  /// What is said, without the marks of markdown.
  package var statement: String
  package var note: String?
  /// The line as it was probably meant, where it begins with a probability in a spelling that is none.
  package var meant: String?
  /// Whether it looks like a probability that cannot be read.
  package var resemblesProbability: Bool

  package init(_ source: SourceText, _ span: SourceSpan) {
    let line = ItemLine(source, span)
    probability = line.isRest ? nil : line.probability
    amount = line.amount
    note = line.note
    statement = line.label
    let begins = line.label.prefix { $0 != ":" }
    resemblesProbability =
      line.probability == nil && !line.isQuoted && LabelShape.resemblesProbability(String(begins.prefix(24)))
    meant = resemblesProbability ? LabelShape.meant(line.label, note: line.note) : nil
  }
}
