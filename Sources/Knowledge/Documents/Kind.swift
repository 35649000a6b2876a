/// What a document is.
package enum Kind: String, CaseIterable, Sendable {
  case model, decision, postmortem, forecasts

  /// The letter of short ids: `d12` is the twelfth document of this store, a decision.
  package var letter: Character { self == .forecasts ? "f" : rawValue.first ?? "x" }
}
