import Diagnostics

/// What is said where no value of an input does what is wanted of an output.
extension Diagnostic {
  static func flatOutput(_ output: String, _ value: String, whatever input: String) -> Diagnostic {
    Diagnostic(.flatOutput, "'\(output)' is \(value) whatever '\(input)' is", at: nil)
  }

  static func jumpsOver(_ output: String, _ wanted: String, from before: String, to after: String, at place: String)
    -> Diagnostic
  {
    Diagnostic(
      .jumpsOver, "'\(output)' is never \(wanted): it jumps over it", at: nil,
      hint: "from \(before) to \(after) at \(place)")
  }

  static func noRoot(
    of input: String, from low: String, to high: String, giving wanted: String, _ output: String,
    reached: (low: String, high: String)
  ) -> Diagnostic {
    Diagnostic(
      .noRoot, "no value of '\(input)' between \(low) and \(high) was found that gives \(wanted)", at: nil,
      hint:
        "where it was computed, '\(output)' goes from \(reached.low) to \(reached.high); --between searches elsewhere"
    )
  }
}
