package import Diagnostics

/// The codes of what the reader of documents has to say, in alphabetical order.
extension Diagnostic.Code {
  package static let controlInHeader = Self("control-in-header")
  package static let duplicateKey = Self("duplicate-key")
  package static let headerCannotChange = Self("header-cannot-change")
  package static let headerMisplaced = Self("header-misplaced")
  package static let headerNotYaml = Self("header-not-yaml")
  package static let headerTooDeep = Self("header-too-deep")
  package static let tooLarge = Self("too-large")
  package static let unclosedHeader = Self("unclosed-header")
}
