import Foundation
import Fuzzing
import SeededChance

/// Tries cases until it is stopped. Before each it writes down which, so that the case is known if it is the last.
func work(_ number: Int, _ options: FuzzOptions) throws {
  let run = try FuzzRun(root: options.root)
  let end = ContinuousClock.now + .seconds(options.minutes * 60)
  var seeds = SplitMix64(seed: options.seed &* 1_000_003 &+ UInt64(number))
  let current = "\(options.folder)/current-\(number)"
  let count = "\(options.folder)/count-\(number)"
  var tried = 0
  while ContinuousClock.now < end {
    let seed = seeds.next()
    var generator = FuzzGenerator(seed: seed, corpus: run.corpus)
    let subjects = FuzzGenerator.Subject.allCases
    let fuzzCase = generator.next(subjects[Int(seed % UInt64(subjects.count))])
    try fuzzCase.text.write(toFile: current, atomically: true, encoding: .utf8)
    if let fault = try run.fault(of: fuzzCase) {
      var found = fuzzCase
      found.remark = fault
      try found.text.write(
        toFile: "\(options.folder)/found-\(String(seed, radix: 16))", atomically: true, encoding: .utf8)
    }
    tried += 1
    if tried % 100 == 0 { try "\(tried)".write(toFile: count, atomically: true, encoding: .utf8) }
  }
  try "\(tried)".write(toFile: count, atomically: true, encoding: .utf8)
  try FileManager.default.removeItem(atPath: current)
}

/// Tries one case: 0 where all is well, 3 where something does not hold, which is printed.
func check(_ file: String, _ options: FuzzOptions) throws -> Int32 {
  guard let fuzzCase = FuzzCase(try String(contentsOfFile: file, encoding: .utf8)) else {
    print("\(file) is no case")
    return 2
  }
  guard let fault = try FuzzRun(root: options.root).fault(of: fuzzCase) else { return 0 }
  print(fault)
  return 3
}
