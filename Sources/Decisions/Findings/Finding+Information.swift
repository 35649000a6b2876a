import Formulas
import Quantities

/// What is worth finding out.
extension Finding {
  /// What knowing one thing is worth at most, and costs.
  package struct LearningWorth: Hashable, Sendable {
    package var name: String
    /// Whether it is a chance of the tree that has no name; the way to it and its branches stand for one.
    package var isUnnamed: Bool
    package var worth: Estimate
    /// What learning it costs, where the document says so.
    package var cost: Estimate?
    /// What is left of its worth then.
    package var net: Estimate?
  }

  /// What a test is worth, and costs.
  package struct TestWorth: Hashable, Sendable {
    package var name: String
    /// Nil where no play can do without it.
    package var worth: Estimate?
    /// Nil where it cannot be had.
    package var cost: Estimate?
    package var net: Estimate?
  }
}

extension Score {
  /// Of more things that are worth knowing, only those are told that have a price.
  private static let mostLearned = 12

  /// What evidence did, and what to find out next.
  var learning: [Finding] {
    var findings: [Finding] = updates.map { .evidence($0) }
    let worth = toLearn
    if !worth.isEmpty { findings.append(.toLearn(worth)) }
    if unnamedRanges > 0 { findings.append(.unnamedRanges(unnamedRanges)) }
    let tests = information.tests.filter { $0.value != nil || $0.cost != nil }.map { test in
      Finding.TestWorth(
        name: test.name, worth: test.value.map { estimate($0, error: test.standardError) },
        cost: test.cost.map { estimate($0) },
        net: test.value.flatMap { value in
          test.cost.map { estimate(value - $0, error: test.standardError) }
        })
    }
    if !tests.isEmpty { findings.append(.tests(tests)) }
    return findings
  }

  /// What is worth more than noise to know; what would cost something is told of, worth it or not.
  private var toLearn: [Finding.LearningWorth] {
    let named = information.beliefs.map { (isUnnamed: false, belief: $0) }
    let all = named + information.unnamed.map { (isUnnamed: true, belief: $0) }
    // What a single chance is worth to know is what everything is worth.
    if all.count == 1, all[0].isUnnamed, all[0].belief.cost == nil { return [] }
    let worth = all.filter { $0.belief.value > 2 * ($0.belief.standardError ?? 0) || $0.belief.cost != nil }
      .enumerated().sorted { one, other in
        (other.element.belief.value, one.offset) < (one.element.belief.value, other.offset)
      }.map(\.element)
    return worth.enumerated().filter { $0.offset < Self.mostLearned || $0.element.belief.cost != nil }.map {
      let (isUnnamed, belief) = $0.element
      return Finding.LearningWorth(
        name: belief.name, isUnnamed: isUnnamed, worth: estimate(belief.value, error: belief.standardError),
        cost: belief.cost.map { estimate($0) }, net: belief.cost.map { estimate(belief.value - $0) })
    }
  }

  /// How ranges were read; what is written twice is read once.
  var rangesRead: [Finding] {
    var seen: Set<[String]> = []
    let unlike = readings.filter { reading in
      seen.insert([reading.text, reading.shape, "\(reading.level)", reading.ends ?? "", reading.note ?? ""]).inserted
    }
    return unlike.isEmpty ? [] : [.ranges(unlike)]
  }
}
