/// Why something asked for was not done, where no text is at fault.
package struct Failure: Error, Sendable {
  package enum Reason: Sendable {
    /// The answer is no: nothing was found, a check failed.
    case no
    /// What was typed makes no sense.
    case usage
    /// What was given cannot be used as it is.
    case data
    /// There is no such record or file.
    case missing
    /// A mistake of ours.
    case ours
    /// The disk, a file or another program did not do its part.
    case inputOutput
  }

  package let reason: Reason
  package let diagnostic: Diagnostic

  package init(_ reason: Reason, _ diagnostic: Diagnostic) {
    self.reason = reason
    self.diagnostic = diagnostic
  }
}
