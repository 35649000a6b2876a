package import Diagnostics

/// The codes of what reports have to say, in alphabetical order.
extension Diagnostic.Code {
  package static let badTemplate = Self("bad-template")
}
