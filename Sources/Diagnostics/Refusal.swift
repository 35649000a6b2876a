/// Why something asked for was not done, where no text is at fault.
public struct Refusal: Error, Sendable {
  public enum Reason: Sendable {
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

  public let reason: Reason
  public let diagnostic: Diagnostic

  public init(_ reason: Reason, _ diagnostic: Diagnostic) {
    self.reason = reason
    self.diagnostic = diagnostic
  }
}
