import ArgumentParser
import Formulas
import Styling

/// How samples are drawn, for every verb that computes.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many samples are drawn where there is no closed form (default: \(Calculation.Sampling().count)).",
      valueName: "n"))
  var samples: Int?

  @Option(help: ArgumentHelp("The seed of the samples.", valueName: "n"))
  var seed: UInt64 = Calculation.Sampling().seed

  func validate() throws {
    guard (1000...100_000_000).contains(samples ?? 1000) else {
      throw ValidationError("--samples lies between 1000 and 100000000, not at \(samples ?? 0)")
    }
  }

  /// - Parameter most: no more samples than that, unless more are asked for.
  func sampling(on how: Session, most: Int = .max) -> Calculation.Sampling {
    let count = samples ?? min(Calculation.Sampling().count, most)
    return Calculation.Sampling(count: count, seed: seed, threads: how.surroundings.processors)
  }
}
