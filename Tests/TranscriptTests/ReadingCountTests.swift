import Diagnostics
import Foundation
import HowCLI
import Knowledge
import Markdown
import Synchronization
import Testing

/// A save reads the text that it saves once: readings of other documents, and of what the document was before, are
/// their own.
struct ReadingCountTests {
  private let machine: OwnMachine
  private let counter = ReadingCounter()

  init() throws {
    machine = try OwnMachine()
    for (name, text) in [("bet.md", Self.bet), ("model.md", Self.model)] { try machine.write(text, to: name) }
    #expect(machine.how(["new", "decision", "--from", "bet.md"]).code == 0)
    #expect(machine.how(["new", "model", "--from", "model.md"]).code == 0)
  }

  private static let model = """
    ---
    kind: model
    slug: cost
    ---
    # Cost
    ## The Model
    ```how
    input price = 3 USD
    output total = 2 * price
    ```
    ## Test Cases
    ### Twice
    ```how
    expect total = 6 USD
    ```
    """

  private static let bet = """
    ---
    kind: decision
    how: cost
    ---
    # Bet
    ## Beliefs
    ```how
    chance oil = dry 60%, wet 40%
    ```
    ## Options
    - Drill: -[[cost]](price: 3 USD).total
      - oil
        - dry: 0 USD
        - wet: 20 USD
    - Keep (status quo): 0 USD
    ## Predictions
    - 80% it rains
    """

  /// How often a verb read the text that is the newest of a document afterwards.
  private func readings(_ arguments: [String], of slug: String, edit: String? = nil) throws -> Int {
    let before = text(of: slug)
    let run = machine.how(
      arguments,
      edit: { file in
        guard let edit else { return 0 }
        let written = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return (try? Data((written + edit).utf8).write(to: URL(filePath: file))) == nil ? 1 : 0
      }, document: counter.read)
    #expect(run.code == 0, "\(run.errors)")
    let saved = try #require(text(of: slug))
    #expect(saved != before)
    return counter.count(of: saved)
  }

  private func text(of slug: String) -> String? {
    let run = machine.how(["show", slug, "--format", "markdown"])
    return run.code == 0 ? run.output : nil
  }

  @Test func `new reads what it saves once`() throws {
    #expect(try readings(["new", "model", "Heat pump", "--no-edit"], of: "heat-pump") == 1)
    #expect(try readings(["new", "decision", "Buy a boat", "--no-edit"], of: "buy-a-boat") == 1)
    try machine.write(Self.model.replacing("slug: cost", with: "slug: other"), to: "other.md")
    #expect(try readings(["new", "model", "--from", "other.md"], of: "other") == 1)
  }

  @Test func `new with an editor reads what was written once`() throws {
    #expect(try readings(["new", "model", "Heat pump"], of: "heat-pump", edit: "\nmore\n") == 1)
  }

  @Test func `edit reads what it saves once, and its cases are run without another reading`() throws {
    #expect(try readings(["edit", "cost"], of: "cost", edit: "\nmore\n") == 1)
    #expect(try readings(["edit", "bet"], of: "bet", edit: "\n- 20% it snows\n") == 1)
  }

  @Test func `taking, learning and resolving read what they save once`() throws {
    #expect(
      try readings(["update", "bet", "oil", "--likelihood", "dry 20%, wet 50%", "--because", "core"], of: "bet") == 1)
    #expect(try readings(["decide", "bet", "Drill"], of: "bet") == 1)
    #expect(try readings(["resolve", "bet", "oil=wet", "prediction 1=yes"], of: "bet") == 1)
    #expect(try readings(["resolve", "bet", "payoff=13 USD", "--because", "the bill"], of: "bet") == 1)
  }

  @Test func `renaming and restoring read what they save once`() throws {
    #expect(try readings(["rename", "cost", "costs"], of: "costs") == 1)
    #expect(try readings(["edit", "bet"], of: "bet", edit: "\n- 20% it snows\n") == 1)
    #expect(try readings(["restore", "bet@1"], of: "bet") == 1)
  }
}

/// Reads documents and counts how often each text was read.
private final class ReadingCounter: Sendable {
  private let counts = Mutex<[[UInt8]: Int]>([:])

  func count(of text: String) -> Int { counts.withLock { $0[Array(text.utf8), default: 0] } }

  var read: @Sendable (SourceText) -> Reading<Document> {
    { source in
      self.counts.withLock { $0[source.bytes, default: 0] += 1 }
      return DocumentReader.reading(source)
    }
  }
}
