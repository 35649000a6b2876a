import Diagnostics

/// What `name=low..high` asks for.
struct SweptInput {
  var name: String
  var low: String
  var high: String

  /// The one of some arguments that is a stretch, and the others.
  static func parted(_ typed: [String]) throws(Failure) -> (swept: SweptInput, others: [String]) {
    // Dots count behind the first '=': those of a name make no stretch.
    func isStretch(_ argument: String) -> Bool {
      argument.firstIndex(of: "=").map { argument[$0...].contains("..") } ?? argument.contains("..")
    }
    let all = typed.filter(isStretch)
    guard all.count == 1, let one = all.first, let equals = one.firstIndex(of: "="),
      let dots = one[equals...].firstRange(of: "..")
    else {
      throw Failure(.usage, .usage("one input is swept, as name=low..high", hint: "as in 'gpus=1k..100k'"))
    }
    let name = one[..<equals].trimmed
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      throw Failure(.usage, .usage("'\(name)' is no name of an input", hint: "as in 'gpus=1k..100k'"))
    }
    return (
      SweptInput(
        name: name, low: one[one.index(after: equals)..<dots.lowerBound].trimmed,
        high: one[dots.upperBound...].trimmed), typed.filter { !isStretch($0) }
    )
  }

  /// The name before `=`.
  static func name(_ argument: String) -> String {
    argument.split(separator: "=", maxSplits: 1).first?.trimmed ?? ""
  }
}
