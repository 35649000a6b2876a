import Diagnostics
import Foundation
import GRDB
import Knowledge
import Markdown
import Migrations
import SeededChance
import Testing

@testable import Store

/// Predictions, outcomes, checkpoints and links as tables.
struct DerivedTableTests {
  private let machine: Machine

  init() throws {
    machine = try Machine()
  }

  private static let bet = """
    ---
    kind: decision
    how: decision-making@1f3a9c2e
    chosen: Drill
    decided: 2026-01-05
    ---
    # Bet
    see [[lease#Options]] and [[lease@2b3c4d5e]]
    ## Beliefs
    ```how
    unit token
    p = 30%
    chance oil = dry 60%, wet 40%
    ```
    ## Options
    - Drill: -5 USD
      - oil
        - dry: 0 USD
        - wet: 9 USD
    - Keep (status quo): 0 USD
    ## Predictions
    + (p) the price falls by 2027-02-01 #oil #price (by mia)
    + output by 2027-12-31: 40 to 90 token
    + 120% it rains
    + cost: [[lease]](price: 2).total
    ## Checkpoints
    1. 2027-03-01 first well log: stop if dry
    2. a note
    ## Outcome
    * a note
    * 2026-02-01 prediction 2 = 60 token — counted
    * 2026-02-02 oil = wet
    * payoff = 4 USD
    * happened = Drill › oil = wet
    * payoff = a lot
    """

  private static func rows(_ table: DerivedTable, in store: Store) throws -> [String] {
    try store.read { database in
      let columns = table.columns.dropFirst().joined(separator: ", ")
      return try Row.fetchAll(
        database, sql: "SELECT \(columns) FROM \(table.name) ORDER BY 1, \(table.columns.count > 2 ? 2 : 1)"
      ).map { row in
        row.databaseValues.map { $0.isNull ? "–" : String.fromDatabaseValue($0) ?? "\($0)" }.joined(separator: " | ")
      }
    }
  }

  /// Every row of every derived table, and what searches find in.
  private static func dump(_ store: Store) throws -> [String] {
    try DerivedTable.all.flatMap { table in
      try store.read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table.name)")
        return rows.map { "\(table.name) \($0.databaseValues.map(\.description))" }.sorted()
      }
    }
  }

  /// A text that need not be without faults, as an older program may have saved it.
  private static func wrong(_ text: String, as kind: Kind = .decision) -> NewRevision {
    NewRevision(kind: kind, slug: nil, title: "Bet", text: Array(text.utf8))
  }

  @Test func `lines become rows with typed columns, whatever is wrong with others`() throws {
    let store = try machine.store()
    var generator = SplitMix64(seed: 1)
    _ = try store.save(Self.wrong(Self.bet), using: &generator)
    let rows = { try Self.rows($0, in: store) }
    #expect(
      try rows(.prediction) == [
        "1 | 22 | (p) the price falls by 2027-02-01 #oil #price (by mia) | 0.3 | – | 2027-02-01 | mia",
        "2 | 23 | output by 2027-12-31: 40 to 90 token | – | 40 to 90 token | 2027-12-31 | –",
        "3 | 24 | 120% it rains | – | – | – | –",
        "4 | 25 | cost: [[lease]](price: 2).total | – | [[lease]](price: 2).total | – | –",
      ])
    #expect(try rows(.predictionTag) == ["1 | oil", "1 | price"])
    #expect(try rows(.checkpoint) == ["1 | 27 | first well log: stop if dry | 2027-03-01"])
    #expect(
      try rows(.outcome) == [
        "1 | 31 | 2026-02-01 prediction 2 = 60 token — counted | 2026-02-01 | prediction | prediction 2 | 60 token",
        "2 | 32 | 2026-02-02 oil = wet | 2026-02-02 | belief | oil | wet",
        "3 | 33 | payoff = 4 USD | – | payoff | payoff | 4 USD",
        "4 | 34 | happened = Drill › oil = wet | – | branch | happened | Drill › oil = wet",
      ])
    #expect(
      try rows(.link) == [
        "1 | 8 | lease | Options | –", "2 | 8 | lease | – | 2b3c4d5e", "3 | 25 | lease | – | –",
        "4 | 3 | decision-making | – | 1f3a9c2e",
      ])
    #expect(try store.checkUp().problems == [] && store.checkIndex())
  }

  /// The same tables, whether each save adds to them or all are made at once from the revisions.
  @Test(arguments: UInt64(0)..<40)
  func `tables made anew are those that grew with each save`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let store = try machine.store()
    var heads: [[Revision]] = []
    for step in 0..<Int.random(in: 8...25, using: &generator) {
      let kind = Kind.allCases.randomElement(using: &generator) ?? .decision
      let text = Self.text(step, kind, using: &generator)
      var new = NewRevision(kind: kind, slug: nil, title: "Text \(step)", text: Array(text.utf8))
      if let index = heads.indices.randomElement(using: &generator), Int.random(in: 0..<3, using: &generator) > 0 {
        let all = heads[index]
        new.document = all[0].document
        new.kind = all[0].kind
        // An edit of a head, a fork from an older revision, a merge, or a removal.
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: new.parents = [try #require(all.randomElement(using: &generator)).name]
        case 1: new.parents = try store.heads(of: all[0].document).map(\.name)
        case 2:
          new.parents = [try #require(store.heads(of: all[0].document).first).name]
          new.text = []
        default: new.parents = [try #require(store.heads(of: all[0].document).first).name]
        }
        heads[index].append(try store.save(new, using: &generator).revision)
      } else {
        heads.append([try store.save(new, using: &generator).revision])
      }
    }
    let grown = try Self.dump(store)
    #expect(try store.checkUp().problems == [])
    try machine.rebuild()
    let rebuilt = try machine.store()
    #expect(try Self.dump(rebuilt) == grown)
    #expect(try rebuilt.checkIndex())
  }

  /// A document of a kind with some lines of the bet, in any order, right or wrong.
  private static func text(_ step: Int, _ kind: Kind, using generator: inout SplitMix64) -> String {
    var lines = bet.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[1] = "kind: \(kind.rawValue)"
    if kind == .postmortem { lines.insert("decision: text-\(Int.random(in: 0...step, using: &generator))", at: 2) }
    for _ in 0..<Int.random(in: 0...6, using: &generator) {
      let index = Int.random(in: 7..<lines.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: lines.remove(at: index)
      case 1: lines[index] += " [[text-\(Int.random(in: 0..<9, using: &generator))]]"
      default: lines.insert(lines[Int.random(in: 7..<lines.count, using: &generator)], at: index)
      }
    }
    if Int.random(in: 0..<8, using: &generator) == 0 { lines[3] = "chosen: \"Drill" }
    return lines.joined(separator: "\n") + "\nstep \(step)\n"
  }

  @Test(arguments: 1..<Migrations.all.count)
  func `a store of an older version gets its tables from its texts`(version: Int) throws {
    try FileManager.default.createDirectory(atPath: machine.folder + "/how", withIntermediateDirectories: true)
    let queue = try DatabaseQueue(path: machine.path)
    try queue.write { database in
      try Schema.apply(Array(Migrations.all.prefix(version)), from: 0, to: database)
      try database.execute(
        sql: """
          INSERT INTO document (number, id) VALUES (1, randomblob(16));
          INSERT INTO revision (sequence, name, document, kind, slug, time, text)
          VALUES (1, randomblob(32), 1, 'decision', 'bet', 0, CAST ('# Old' AS BLOB));
          """)
      try database.execute(
        sql: """
          INSERT INTO revision (sequence, name, document, kind, slug, time, text)
          VALUES (2, randomblob(32), 1, 'decision', 'bet', 1, ?)
          """, arguments: [Data(Self.bet.utf8)])
      try database.execute(
        sql: """
          INSERT INTO parent VALUES (2, 1);
          INSERT INTO head (revision, document, kind, slug, removed, title, body, updated)
          VALUES (2, 1, 'decision', 'bet', 0, 'as it was', 0, 1);
          INSERT INTO tag VALUES (2, 'gone'); INSERT INTO link VALUES (2, 'gone', 7);
          """)
    }
    try queue.close()
    let store = try machine.store()
    #expect(try Self.rows(.prediction, in: store).count == 4 && Self.rows(.outcome, in: store).count == 4)
    #expect(try Self.rows(.link, in: store).allSatisfy { !$0.contains("gone") } && Self.rows(.tag, in: store) == [])
    #expect(try store.list(ListFilter()).map(\.title) == ["Bet"] && store.linking(to: "lease") == ["bet"])
    let grown = try Self.dump(store)
    try machine.rebuild()
    #expect(try Self.dump(machine.store()) == grown)
  }

  @Test func `a step that leaves rows pointing at nothing is taken back, and says so`() throws {
    _ = try machine.save("# Kept\n", in: try machine.store())
    let broken =
      Migrations.all + [
        (
          "v9998_broken",
          """
          CREATE TABLE remark (head INTEGER NOT NULL REFERENCES head) STRICT;
          INSERT INTO remark VALUES (999);
          """
        )
      ]
    do {
      _ = try machine.store(steps: broken)
      Issue.record("the step was taken")
    } catch let refusal as Failure {
      #expect(refusal.diagnostic.code == .storeDamaged)
      #expect(refusal.diagnostic.message.contains("rows of 'remark' point at rows of 'head' that are not there"))
    }
    #expect(try machine.store().list(ListFilter()).count == 1)
  }

  @Test func `a step may make a table anew that others refer to`() throws {
    _ = try machine.save("---\ntags: [a]\n---\n# Kept [[other]]\n", in: try machine.store())
    let anew =
      Migrations.all + [
        (
          "v9998_anew",
          """
          CREATE TABLE copy AS SELECT * FROM document;
          DROP TRIGGER document_is_not_updated; DROP TRIGGER document_is_not_deleted;
          DROP TABLE document;
          CREATE TABLE document (
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)
          ) STRICT;
          INSERT INTO document SELECT * FROM copy;
          DROP TABLE copy;
          """
        )
      ]
    let store = try machine.store(steps: anew)
    #expect(try store.list(ListFilter()).map(\.tags) == [["a"]] && store.checkUp().problems == [])
    // References are followed again when all is done.
    let areFollowed = try store.read { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") }
    #expect(areFollowed == true)
  }

  @Test(arguments: ["## Outcome", "Outcome\n---", "##   outcome", "## **Outcome**"])
  func `a decision with a note for an outcome is reviewed by a postmortem`(heading: String) throws {
    let store = try machine.store()
    var generator = SplitMix64(seed: 3)
    let taken =
      "---\nkind: decision\ndecided: 2026-01-05\n---\n# Bet\n## Options\n- Keep: 0\n\n\(heading)\nIt went well.\n"
    let bet = try store.save(Self.wrong(taken), using: &generator).revision
    try machine.write("---\ndecision: bet\n---\n# Looking back\n", as: .postmortem, in: store)
    #expect(try store.state(of: bet.document) == .reviewed)
    // Nobody who only writes of an outcome has one.
    var other = NewRevision(
      document: bet.document, kind: .decision, slug: nil, title: "Bet",
      text: Array(taken.replacing(heading, with: "```\n## Outcome\n```").utf8), parents: [bet.name])
    other.mustFollowHeads = true
    _ = try store.save(other, using: &generator)
    #expect(try store.state(of: bet.document) == .decided)
  }

  @Test func `what has been tampered with is seen in every table`() throws {
    let store = try machine.store()
    var generator = SplitMix64(seed: 4)
    for sql in [
      "UPDATE prediction SET probability = 0.5 WHERE number = 1", "DELETE FROM prediction_tag",
      "UPDATE outcome SET value = 'dry' WHERE number = 2", "UPDATE checkpoint SET date = '2027-03-02'",
      "UPDATE link SET section = NULL", "INSERT INTO checkpoint VALUES (1, 9, 1, 'x', '2027-03-02')",
    ] {
      let saved = try store.save(Self.wrong(Self.bet + "\n\(sql)\n"), using: &generator).revision
      #expect(try store.checkUp().problems == [])
      try store.write { try $0.execute(sql: sql) }
      #expect(try store.checkUp().problems.count == 1, "\(sql)")
      try store.write { database in
        try store.clearDerived(in: database)
        try store.deriveAll(in: database)
      }
      #expect(saved.isWhole)
    }
  }
}
