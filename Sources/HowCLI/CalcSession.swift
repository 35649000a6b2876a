import Diagnostics
import Formulas
import Reports

/// The interactive session of `how calc`.
struct CalcSession {
  private let calculator: Calculator
  private let how: Session

  init(_ calculator: Calculator, _ how: Session) {
    self.calculator = calculator
    self.how = how
  }

  func run() throws {}
}
