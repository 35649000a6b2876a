import Foundation

/// Tries cases on one machine after another and says what does not hold.
package final class FuzzRun {
  package let corpus: FuzzCorpus
  private let world: FuzzWorld

  /// - Parameter root: the folder of the package.
  package init(root: String) throws {
    corpus = FuzzCorpus(root: root)
    world = try FuzzWorld(documents: corpus.stored)
  }

  /// What does not hold of a case; nil where all is well.
  package func fault(of fuzzCase: FuzzCase) throws -> String? {
    var results = try world.run(fuzzCase)
    // What took long once may have had to wait for the machine.
    if results.contains(where: { $0.seconds > FuzzCheck.longest }) { results = try world.run(fuzzCase) }
    return FuzzCheck.fault(of: fuzzCase, results) ?? printedAgain(fuzzCase, results)
  }

  /// What a formula alone prints, printed again, is the same.
  private func printedAgain(_ fuzzCase: FuzzCase, _ results: [FuzzWorld.Result]) -> String? {
    guard fuzzCase.commands.count == 1, fuzzCase.commands[0].arguments.count == 2,
      fuzzCase.commands[0].arguments[0] == "calc", fuzzCase.commands[0].input == nil, let result = results.first,
      result.code == 0
    else { return nil }
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
    // One line that is a number with its unit, and nothing that tells of samples.
    guard lines.count == 1, let line = lines.first, !line.contains("="), !line.contains("±"), !line.contains("("),
      line.first.map({ $0.isNumber || $0 == "-" }) ?? false
    else { return nil }
    let again = FuzzCase([.init(["calc", line])])
    guard let second = try? world.run(again).first else { return nil }
    guard second.code == 0 else { return "what it prints cannot be read" }
    let printed = String(decoding: second.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
    return printed == line ? nil : "what it prints reads as something else"
  }

  /// The case with everything taken out that is not needed for the same fault.
  ///
  /// - Parameter fault: tells what does not hold of a case, which may not be tried in this process.
  package static func reduced(
    _ fuzzCase: FuzzCase, seconds: Double = 60, fault: (FuzzCase) -> String?
  ) -> FuzzCase {
    guard let wanted = fault(fuzzCase) else { return fuzzCase }
    let end = ContinuousClock.now + .seconds(seconds)
    var best = fuzzCase
    func accept(_ other: FuzzCase) -> Bool {
      guard ContinuousClock.now < end, other != best, fault(other) == wanted else { return false }
      best = other
      return true
    }
    for index in best.commands.indices.reversed() where best.commands.count > 1 {
      var other = best
      other.commands.remove(at: index)
      _ = accept(other)
    }
    for index in best.commands.indices {
      let length = { best.commands[index].input?.count ?? 0 }
      shrink(length) { range in
        var other = best
        other.commands[index].input?.removeSubrange(range)
        return accept(other)
      }
      for argument in best.commands[index].arguments.indices.dropFirst().reversed() {
        var other = best
        other.commands[index].arguments.remove(at: argument)
        if accept(other) { continue }
        let length = { Array(best.commands[index].arguments[argument]).count }
        shrink(length) { range in
          var characters = Array(best.commands[index].arguments[argument])
          characters.removeSubrange(range)
          var other = best
          other.commands[index].arguments[argument] = String(characters)
          return accept(other)
        }
      }
    }
    return best
  }

  /// Tries to take out stretches, shorter and shorter ones.
  private static func shrink(_ count: () -> Int, _ remove: (Range<Int>) -> Bool) {
    var size = max(1, count() / 2)
    while size >= 1 {
      var start = 0
      while start + size <= count() {
        if !remove(start..<(start + size)) { start += size }
      }
      if size == 1 { break }
      size /= 2
    }
  }
}
