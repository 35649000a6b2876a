import Foundation
import Fuzzing
import SeededChance

// how-fuzz --root FOLDER --minutes N --seed S [--workers N]: tries cases until the time is over, in processes of their
// own, so that one that is ended by a signal or never ends is found, too. What is found is made small and kept under
// Tests/Corpus. Ends with 1 where something was found.
//
// how-fuzz --root FOLDER --check FILE: tries one case and says what does not hold.
let options = FuzzOptions(CommandLine.arguments)
if let file = options.check {
  exit(try check(file, options))
} else if let worker = options.worker {
  try work(worker, options)
} else {
  exit(try supervise(options))
}
