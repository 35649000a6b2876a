/// What every module may have to say.
extension Diagnostic {
  /// What was typed makes no sense.
  package static func usage(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(.usage, message, hint: hint)
  }
}
