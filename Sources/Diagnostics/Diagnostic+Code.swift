extension Diagnostic {
  /// The stable name of a kind of mistake, for people to look up and programs to match: `unknown-name`.
  ///
  /// Each is declared once, in its module's `Codes.swift`. It is no literal on purpose: a code that does not exist does
  /// not compile.
  package struct Code: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) {
      self.name = name
    }

    package var description: String { name }
  }
}
