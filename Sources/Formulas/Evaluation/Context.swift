import Diagnostics

extension Interpreter {
  /// Where the reading is: what surrounds the formula that is read.
  struct Context: Sendable {
    var source: SourceText
    /// The parameters of the function whose body is read; nil outside.
    var parameters: [String: Value]?
    /// How many untaken branches surround the formula: there a division by zero is no error.
    var untaken = 0
    /// How many formulas surround the formula.
    var depth = 0
    /// Whether the size of a unit is read: a rate of `1.085 USD` has three decimals.
    var isSizing = false
    /// The models that are being read, the outermost first.
    var callers: [String] = []
    /// How many steps of the program were read before the one that is read: definitions, formulas, requirements.
    var order = 0

    /// Whether what has no value here is an error.
    var isTaken: Bool { untaken == 0 }

    init(source: SourceText) { self.source = source }
  }

  /// Reads something in a changed context, such as the body of a function.
  mutating func within<Result>(
    _ change: (inout Context) -> Void, read body: (inout Interpreter) -> Result
  ) -> Result {
    let before = context
    change(&context)
    let result = body(&self)
    context = before
    return result
  }

  /// Reads something that leaves no trace but the work that it was: what it draws is forgotten, what is wrong untold.
  mutating func aside<Result>(_ body: (inout Interpreter) -> Result) -> Result {
    let before = self
    let result = body(&self)
    let work = report.work
    self = before
    report.work = work
    return result
  }
}
