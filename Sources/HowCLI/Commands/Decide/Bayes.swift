import ArgumentParser
import Decisions
import Diagnostics
import Formulas
import Knowledge
import Quantities
import Reports

struct Bayes: Verb {
  static let configuration = CommandConfiguration(
    commandName: "bayes", abstract: "What evidence makes of a belief.",
    discussion: """
      Bayes' rule without a store: a prior and how likely the evidence was under each hypothesis. Several pieces of
      evidence are given one after the other. The answer is told in whole cases, too.

        how bayes --prior 1% --likelihood 80% --otherwise 9.6%
        how bayes --prior 1% --likelihood 80% --otherwise 9.6% --likelihood 90% --otherwise 5%
        how bayes --odds 1:99 --ratio 8.3 --ratio 3:1
        how bayes --prior 'dry 50%, wet 30%, soaking 20%' --likelihood 'dry 20%, wet 50%, soaking 70%'
        how bayes --successes 8 --trials 10
        how bayes --successes 8 --trials 10 --prior 'beta(2, 2)'
      """)

  @Option(
    help: ArgumentHelp(
      "The probability before, of one hypothesis or of several by name; a beta or a range with --trials.",
      valueName: "p"))
  var prior: String?

  @Option(help: ArgumentHelp("The odds before, such as 1:99.", valueName: "odds"))
  var odds: String?

  @Option(
    help: ArgumentHelp("How likely the evidence is if the hypothesis is true, or under each by name.", valueName: "p"))
  var likelihood: [String] = []

  @Option(help: ArgumentHelp("How likely the same evidence is if it is false.", valueName: "p"))
  var otherwise: [String] = []

  @Option(help: ArgumentHelp("A likelihood ratio, such as 3:1 or 8.3.", valueName: "ratio"))
  var ratio: [String] = []

  @Option(help: ArgumentHelp("How often it happened.", valueName: "n"))
  var successes: Int?

  @Option(help: ArgumentHelp("How often it could have happened.", valueName: "n"))
  var trials: Int?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    if successes != nil || trials != nil { return how.answer(try counts()) }
    how.answer(try hypotheses())
  }

  // MARK: Reading

  private func refusal(_ message: String, hint: String? = nil) -> Failure {
    Failure(.usage, .usage(message, hint: hint))
  }

  private func hypotheses() throws -> Hypotheses {
    guard prior != nil || odds != nil else {
      throw refusal("a prior is missing", hint: "as in --prior 1%, or --odds 1:99")
    }
    if prior != nil, odds != nil { throw refusal("--prior and --odds say the same thing twice") }
    if let prior, prior.contains(","), LikelihoodText.ratio(prior) == nil { return try several(prior) }
    let before: Double
    if let odds {
      guard let (a, b) = LikelihoodText.ratio(odds) else {
        throw refusal("'\(odds)' is no odds", hint: "as in 1:99, one to ninety-nine")
      }
      before = a / (a + b)
    } else {
      before = try probability(prior ?? "", "prior")
    }
    var all = Hypotheses(["true", "false"], priors: [before, 1 - before])
    guard likelihood.count == otherwise.count else {
      throw refusal(
        "\(likelihood.count) of --likelihood, but \(otherwise.count) of --otherwise",
        hint: "evidence needs both: how likely it is if the hypothesis is true, and if it is false")
    }
    for (yes, no) in zip(likelihood, otherwise) {
      try update(&all, [probability(yes, "likelihood"), probability(no, "likelihood")])
    }
    for ratio in ratio {
      if let (a, b) = LikelihoodText.ratio(ratio) {
        try update(&all, [a / max(a, b), b / max(a, b)], isRatio: true)
      } else {
        let times = try number(ratio)
        guard times >= 0, times.isFinite else { throw refusal("'\(ratio)' is no likelihood ratio") }
        try update(&all, times >= 1 ? [1, 1 / times] : [times, 1], isRatio: true)
      }
    }
    return all
  }

  /// Hypotheses by name, all with their probabilities.
  private func several(_ prior: String) throws -> Hypotheses {
    if !otherwise.isEmpty || !ratio.isEmpty {
      throw refusal("--otherwise and --ratio are for one hypothesis", hint: "--likelihood 'dry 20%, wet 50%'")
    }
    let source = SourceText(name: "prior", text: "chance hypothesis = \(prior)")
    let beliefs = Beliefs(Program(source))
    guard beliefs.faults.isEmpty, let chance = beliefs.chances.first else {
      throw DocumentErrors(in: source, beliefs.faults)
    }
    let probabilities = chance.rows[0].probabilities.compactMap(\.exact)
    guard probabilities.count == chance.values.count else { throw refusal("priors must be certain here") }
    var all = Hypotheses(chance.values, priors: probabilities)
    for text in likelihood {
      do throws(Diagnostic) {
        try update(&all, try LikelihoodText.read(text, of: "hypothesis", values: chance.values, at: nil))
      } catch {
        throw Failure(.data, error)
      }
    }
    return all
  }

  private func update(
    _ all: inout Hypotheses, _ likelihood: [Double], isRatio: Bool = false
  ) throws(Diagnostic) {
    guard all.update(likelihood, isRatio: isRatio) else {
      throw .hypothesisMissing()
    }
  }

  private func number(_ text: String) throws -> Double {
    let source = SourceText(name: "arguments", text: text)
    do throws(Diagnostic) {
      let value = try Formula(source, in: SourceSpan(0, source.bytes.count)).value(in: Scope())
      guard value.unit == .one else { throw .usage("'\(text)' is no plain number") }
      return value.value
    } catch {
      throw DocumentErrors(in: source, [error])
    }
  }

  private func probability(_ text: String, _ what: String) throws -> Double {
    let value = try number(text)
    guard (0...1).contains(value) else {
      throw refusal("a \(what) of '\(text)' is no probability", hint: "probabilities lie between 0% and 100%")
    }
    return value
  }

  private func counts() throws -> BetaBinomial {
    guard let successes, let trials else { throw refusal("--successes and --trials belong together") }
    guard successes >= 0, trials >= successes else {
      throw refusal("\(successes) of \(trials) is impossible", hint: "at least 0, and no more than the trials")
    }
    if !likelihood.isEmpty || !otherwise.isEmpty || !ratio.isEmpty || odds != nil {
      throw refusal("counts are evidence by themselves: no other goes with --trials")
    }
    var before = (a: 1.0, b: 1.0)
    if let prior {
      let source = SourceText(name: "arguments", text: prior)
      let beta: (a: Double, b: Double)?
      do throws(Diagnostic) {
        beta = try Scope().beta(of: try Formula(source, in: SourceSpan(0, source.bytes.count)))
      } catch {
        throw DocumentErrors(in: source, [error])
      }
      guard let beta else {
        throw refusal(
          "the prior of a share is a beta, and '\(prior)' is none",
          hint: "as in --prior 'beta(2, 2)' or '20% to 60%'; beta(1, 1) without one")
      }
      before = beta
    }
    return BetaBinomial(prior: before, successes: Double(successes), trials: Double(trials))
  }
}
