import Foundation
import Knowledge
import Testing

@testable import Store

/// Any string is a legal search, and finds what a person would expect.
@Suite struct SearchTests {
  private let machine: Machine
  private let store: Store

  init() throws {
    machine = try Machine()
    store = try machine.store()
    _ = try machine.save(
      "---\ntags: [oil, north]\n---\n# Notes on C++\nWhat's second-order? 同步 is hard. Über-careful people: #42.\n",
      in: store)
    _ = try machine.save("# Base rates\nThe base rate of failure, in C and elsewhere. 100% of it.\n", in: store)
  }

  @Test(arguments: [
    ("base", 1), ("\"base rate\"", 1), ("\"rate base\"", 0), ("rat*", 1), ("rat", 0), ("C++", 1), ("C", 2),
    ("what's", 1), ("second-order", 1), ("同步", 1), ("步", 1), ("uber", 1), ("#42", 1), ("42", 1), ("oil", 1),
    ("base oil", 0), ("", 0), ("   ", 0), ("\"\"", 0), ("100%", 1), ("failure.", 1), ("NOTES", 1), ("AND", 1),
    ("rates,", 1),
  ])
  func found(typed: String, count: Int) throws {
    #expect(try store.search(typed, limit: nil).total == count)
  }

  @Test(arguments: UInt64(0)..<200)
  func anyStringIsLegal(seed: UInt64) throws {
    let alphabet = Array("ab \"*()'-+^:{}~%_\\\u{0}ANDORNT同é🙂\n#.")
    var state = seed
    let text = String(
      (0..<12).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      })
    _ = try store.search(text, limit: 5)
  }
}
