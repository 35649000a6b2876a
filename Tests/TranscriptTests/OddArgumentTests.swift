import Foundation
import Testing

@testable import HowCLI

/// No argument ends the process by a signal: an odd one is computed with, or answered in words. A run that ends this
/// process fails the test.
@Suite struct OddArgumentTests {
  static let model = """
    ---
    kind: model
    slug: m
    ---
    # M

    ## The Model
    ```how
    input gpus = 4
    input share = 50%
    output cost = gpus * 2 USD + share * 1 USD
    ```
    """
  static let decision = """
    ---
    kind: decision
    slug: d
    ---
    # D

    ## Options
    - A: 1 USD
      - 50% good: 60 USD
      - else bad: -10 USD
    - Nothing (status quo): 0

    ## Predictions
    - 80% it works
    """

  static let odd = [
    "..", ".", "a..b=1..2", "..=1..2", "=..", "=", "x=", "=1", "gpus=", "gpus=1..", "gpus=..1", "gpus..x=1..2", "x@",
    "@", "@1", "m@-1", "m@99999999999999999999", "d99999999999999999999", "d@1", "-0", "--", "-", "--=", "-x", "--x=1",
    "é", "e\u{301}", "\u{202E}", "[[", "[[m]]", "%", "1e999", "-1e999", "nan", "inf", "1e-320", "9223372036854775808",
    "-9223372036854775808", "2026-02-30", "9999999-01-01", "0000-00-00", "1..2", "0..0", "..1", "1..", "/", "./",
    "/dev/null", "~", "a\tb", "\u{1B}[31m", "\"", "'", "\\", "*", "?", "A", "cost", "cost = 3 USD", "=3", "cost =",
    "payoff=1e999 USD", "prediction 0=yes", "prediction -1=yes", "prediction 99999999999999999999=yes", "1:0", "0:0",
    "100%", "101%", String(repeating: "a", count: 5000), String(repeating: "(", count: 2000),
    String(repeating: "-", count: 300),
  ]

  private func machine() throws -> OwnMachine {
    let machine = try OwnMachine()
    try machine.write(Self.model, to: "m.md")
    try machine.write(Self.decision, to: "d.md")
    #expect(machine.how(["new", "model", "--from", "m.md"]).code == 0)
    #expect(machine.how(["new", "decision", "--from", "d.md"]).code == 0)
    return machine
  }

  private func expectWords(_ run: OwnMachine.Run, _ arguments: [String]) {
    #expect([0, 1, 64, 65, 66, 74].contains(run.code), "\(arguments) ended with \(run.code): \(run.errors)")
    if run.code > 1 { #expect(!run.errors.isEmpty, "\(arguments)") }
  }

  @Test(arguments: How.verbNames)
  func `an odd argument is answered in words`(verb: String) throws {
    let machine = try machine()
    for odd in Self.odd {
      for arguments in [[verb, odd], [verb, "m", odd], [verb, "d", odd], [verb, "m", "gpus=1..2", odd]] {
        expectWords(machine.how(arguments, input: Self.decision), arguments)
      }
    }
  }

  @Test(arguments: How.verbNames)
  func `an odd value of an option is answered in words`(verb: String) throws {
    guard let command = How.verb(verb) else { return }
    let options = Set(
      How.helpMessage(for: command).matches(of: /(--[a-z-]+) <[a-z-]+>/).map { String($0.1) }
    ).subtracting(["--samples"])
    let machine = try machine()
    let subject = ["sweep": ["m", "gpus=1..2"], "solve": ["m", "cost = 9 USD", "--for", "gpus"], "calc": ["1 to 2"]]
    let document = Set(["score", "decide", "resolve", "update", "report"]).contains(verb) ? ["d"] : ["m"]
    for option in options.sorted() {
      for odd in Self.odd.enumerated() where odd.offset % 2 == option.count % 2 {
        let arguments = [verb] + (subject[verb] ?? document) + [option, odd.element]
        expectWords(machine.how(arguments, input: Self.decision), arguments)
      }
    }
  }

  static let ends = [
    "0", "-0", "-1", "1", "4e-324", "1e-320", "2e-308", "3%", "1e308", "1.7e308", "-1.7e308", "-1e-320", "1e999", "inf",
    "nan", "2 USD", "1 to 2",
  ]

  @Test(arguments: ends)
  func `any stretch is swept and searched, or refused`(low: String) throws {
    let machine = try machine()
    for high in Self.ends {
      for arguments in [
        ["sweep", "m", "gpus=\(low)..\(high)", "--steps", "3"],
        ["sweep", "m", "gpus=\(low)..\(high)", "--steps", "3", "--log"],
        ["sweep", "m", "gpus=\(low)..\(high)", "--steps", "3", "-o", "-"],
        ["solve", "m", "cost = 9 USD", "--for", "gpus", "--between", "\(low)..\(high)"],
      ] {
        let run = machine.how(arguments)
        expectWords(run, arguments)
        #expect(!run.output.contains("nan") && !run.output.contains("inf"), "\(arguments): \(run.output)")
      }
    }
  }

  @Test(arguments: How.verbNames)
  func `a blank argument selects nothing`(verb: String) throws {
    let machine = try machine()
    for blank in ["", " ", "\t\u{A0}\n"] {
      for arguments in [
        [verb, blank], [verb, "m", blank], [verb, "m", "--store", blank], [verb, "--store=\(blank)", "m"],
      ] {
        #expect(machine.how(arguments).code == 64, "\(arguments)")
      }
    }
    #expect(machine.how(["list", "-0", "--sort", "slug"]).output == "d\0m\0")
  }
}
