import Diagnostics

/// What reports have to say, in alphabetical order.
extension Diagnostic {
  static func badTemplate(_ name: String, line: Int, problem: String) -> Diagnostic {
    Diagnostic(.badTemplate, "\(name), line \(line): \(problem)", hint: "templates are mustache")
  }
}
