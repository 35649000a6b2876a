import ArgumentParser
import Formulas

/// How samples are drawn, for every verb that computes.
struct SamplingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many samples are drawn where there is no closed form.", valueName: "n"))
  var samples = Calculation.Sampling().count

  @Option(help: ArgumentHelp("The seed of the samples.", valueName: "n"))
  var seed: UInt64 = Calculation.Sampling().seed

  func validate() throws {
    guard (1000...100_000_000).contains(samples) else {
      throw ValidationError("--samples lies between 1000 and 100000000, not at \(samples)")
    }
  }

  func sampling(on how: Session) -> Calculation.Sampling {
    Calculation.Sampling(count: samples, seed: seed, threads: how.surroundings.processors)
  }
}
