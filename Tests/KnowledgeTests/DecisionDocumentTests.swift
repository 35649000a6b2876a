import Diagnostics
import Knowledge
import Quantities
import Testing

struct DecisionDocumentTests {
  private func decision(_ header: String = "", outcome: String = "", beliefs: String = "rig = 70k USD") throws
    -> Decision
  {
    try Decision(
      document(
        """
        ---
        kind: decision
        \(header)
        ---
        # Drill?
        ## Beliefs
        ```how
        \(beliefs)
        ```
        ## Options
        - Drill now: -rig
        - Drill later: -2 * rig
        - Keep (status quo): 0 USD
        ## Predictions
        - 80% the rig is on site
        - output: 40k to 90k barrel
        ## Outcome
        \(outcome)
        """))
  }

  @Test func `the header's fields are read with the beliefs`() throws {
    let decision = try decision(
      "how: decision-making@1f3a9c2e\nstake: \"rig / 2\"  # half of it\nbankroll: 400k USD\ndecide-by: 2026-12-15\nchosen: 'Drill now'\ndecided: 2026-12-01"
    )
    #expect(decision.how == ModelReference(slug: "decision-making", revision: "1f3a9c2e"))
    #expect(decision.stake?.short() == "35k USD" && decision.bankroll?.short() == "400k USD")
    #expect(decision.decideBy?.description == "2026-12-15" && decision.decided?.description == "2026-12-01")
    #expect(decision.chosen == "Drill now" && decision.state == .decided)
    #expect(decision.predictions.map(\.text) == ["80% the rig is on site", "output: 40k to 90k barrel"])
    #expect(decision.openQuestions == ["payoff", "prediction 1", "prediction 2", "rig"])
    #expect(try decision.scored().best.returnOnStake == 0)
  }

  @Test func `an outcome is its lines, the last of which counts`() throws {
    let decision = try decision(
      "decided: 2026-12-01",
      outcome: """
        - 2027-03-01 payoff = 45k USD — the well was dry
        - a note of one's own
        - 2027-03-02 payoff = -rig
        - prediction 1 = yes
        - oil = wet — as hoped — and more
        """, beliefs: "rig = 70k USD\nchance oil = dry 50%, wet 50%")
    #expect(decision.state == .resolved)
    #expect(decision.payoff?.value == -70e3)
    #expect(decision.outcome.map(\.subject) == ["payoff", "payoff", "prediction 1", "oil"])
    #expect(decision.outcome.map(\.value) == ["45k USD", "-rig", "yes", "wet"])
    #expect(decision.outcome.map(\.note) == ["the well was dry", nil, nil, "as hoped — and more"])
    #expect(decision.outcome.map { $0.date?.description } == ["2027-03-01", "2027-03-02", nil, nil])
  }

  @Test func `a line of the outcome is read as it is written`() throws {
    let date = try #require(CivilDate("2027-03-01"))
    let line = OutcomeLine.written(date: date, subject: "payoff", value: "45k USD", note: "late")
    let read = try #require(try decision(outcome: line).outcome.first)
    #expect(read.date == date && read.subject == "payoff" && read.value == "45k USD" && read.note == "late")
    #expect(OutcomeLine.written(date: date, subject: "oil", value: "wet", note: nil) == "- 2027-03-01 oil = wet")
  }

  @Test(arguments: [
    ("Drill now", "Drill now"), ("drill NOW", "Drill now"), ("k", "Keep"), ("drill l", "Drill later"),
  ])
  func `an option is named by its label or its beginning`(typed: String, option: String) throws {
    #expect(try decision().option(typed) == option)
  }

  @Test(
    arguments: [
      ("drill", .ambiguousOption), ("Sell", .unknownOption), ("", .unknownOption), ("Kepe", .unknownOption),
    ] as [(String, Diagnostic.Code)])
  func `what names no option or several is an error`(typed: String, code: Diagnostic.Code) throws {
    let decision = try decision()
    do throws(DocumentErrors) {
      _ = try decision.option(typed)
      Issue.record("\(typed) named an option")
    } catch {
      #expect(error.diagnostics.map(\.code) == [code])
      if typed == "Kepe" { #expect(error.diagnostics[0].hint == "did you mean 'Keep'?") }
    }
  }

  @Test func `everything that is wrong is told at once, in the order of the text`() throws {
    let text =
      "---\nkind: decision\nslug: A b\nstake: 5 EUR\ndecided: today\n---\n## Beliefs\n```how\na = $1\n```\n## Options\n- x: a\n- x: 1 USD\n"
    do {
      _ = try Entry(document(text))
      Issue.record("nothing was wrong")
    } catch let faults as DocumentErrors {
      #expect(faults.diagnostics.map(\.code) == [.badSlug, .badDate, .dollarSign, .duplicateLabel])
    }
  }
}

struct OtherDocumentTests {
  @Test(arguments: [
    ("1. One\n2. Two\n   lines\n", ["One", "Two lines"]), ("### One\n### Two\n", ["One", "Two"]),
    ("- One\n- Two\n  lines\n  - detail\n", ["One", "Two lines"]), ("- detail\n\n1. One\n", ["One"]),
    ("* [ ] One\n* Two\n", ["One", "Two"]), ("### One\n- detail\n", ["One"]),
    ("### Heading\n1. One\n", ["One"]), ("1. One\n   - detail\n\ntext\n\n1. Two\n", ["One", "Two"]), ("", []),
  ])
  func `a model's steps are its ordered list, or its headings, or its bullets`(section: String, steps: [String]) throws
  {
    let model = Model(try document("# How I decide\n## The model\n\(section)## Test Cases\n1. no step\n"))
    #expect(model.steps.map(\.text) == steps && model.title == "How I decide")
  }

  @Test(arguments: [
    (5, 4, SkillAndLuck.deservedSuccess), (4, 1, .badBreak), (2, 5, .dumbLuck), (1, 2, .poeticJustice),
    (3, 5, .onTheLine), (5, 3, .onTheLine), (3, 3, .onTheLine),
  ])
  func `process and outcome make a square`(process: Int, outcome: Int, square: SkillAndLuck) throws {
    let text =
      "---\nkind: postmortem\ndecision: drill\nprocess: \(process)\noutcome: \"\(outcome)\"\ncauses: [haste, hope]\nfooled-by: greed\n---\n"
    let postmortem = try Postmortem(document(text))
    #expect(postmortem.square == square)
    #expect(postmortem.causes == ["haste", "hope"] && postmortem.fooledBy == ["greed"])
    #expect(try Postmortem(document("---\ndecision: drill\nprocess: 5\n---\n")).square == nil)
  }

  @Test func `an entry is what every kind has in common`() throws {
    let entry = try Entry(document("---\nkind: model\nslug: my-model\ntags: [a, b]\n---\n# *My* model\n"))
    #expect(
      entry.kind == .model && entry.slug?.text == "my-model" && entry.tags == ["a", "b"] && entry.title == "*My* model")
    let bare = try Entry(document("text"), kind: .forecasts)
    #expect(bare.kind == .forecasts && bare.slug == nil && bare.title == "test")
  }

  @Test func `a summary forgives what an entry does not`() throws {
    let text =
      "---\nhow: decision-making@1f3a\ntags: a\ndecided: someday\n---\n# T\nsee [[lease]]\n## Outcome\n- 2027-03-01 payoff = ???\n"
    let summary = Summary(try document(text), kind: .decision)
    // A payoff that cannot be read is none.
    #expect(summary.state == .decided && summary.tags == ["a"] && summary.decided == "someday" && summary.title == "T")
    #expect(summary.links.map(\.value.slug).sorted() == ["decision-making", "lease"])
    #expect(summary.links.map(\.line).sorted() == [2, 7])
    #expect(text.utf8.dropFirst(summary.body).starts(with: "# T".utf8))
    let postmortem = Summary(try document("---\ndecision: drill\n---\n"), kind: .postmortem)
    #expect(postmortem.about == "drill" && postmortem.state == nil)
  }
}
