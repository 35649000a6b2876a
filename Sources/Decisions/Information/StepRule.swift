/// A rule of choice that knows one belief and changes at cuts: what a smooth curve cannot follow, where a payoff jumps or
/// only a far tail counts.
///
/// The cuts are those of a regression tree (Breiman, Friedman, Olshen and Stone 1984): a stretch is cut where that takes
/// most off the squared distances from the means on both sides, the stretch with the most to take off first.
struct StepRule {
  private var cuts: [Double] = []
  private var choices: [Int] = []

  private static let mostStretches = 32
  private static let fewest = 8

  private struct Stretch {
    var range: Range<Int>
    var cut: Int?
    var gain = 0.0
  }

  /// - Parameters:
  ///   - belief: its values in ascending order.
  ///   - sums: for each option what it is worth, summed up to each of them, beginning with 0.
  ///   - base: the option to which others are compared.
  init(belief: [Double], sums: [[Double]], base: Int) {
    let others = sums.indices.filter { $0 != base }
    let leads = others.map { option in zip(sums[option], sums[base]).map { $0 - $1 } }
    func total(_ place: Int, _ range: Range<Int>) -> Double {
      leads[place][range.upperBound] - leads[place][range.lowerBound]
    }
    func stretch(_ range: Range<Int>) -> Stretch {
      var best = Stretch(range: range)
      guard range.count >= 2 * Self.fewest else { return best }
      let cuts = (range.lowerBound + Self.fewest)...(range.upperBound - Self.fewest)
      var gains = Array(repeating: 0.0, count: cuts.count)
      for (place, lead) in leads.enumerated() {
        let whole = total(place, range)
        lead.withUnsafeBufferPointer { lead in
          let first = lead[range.lowerBound]
          for (index, cut) in cuts.enumerated() {
            let part = lead[cut] - first
            let rest = whole - part
            gains[index] +=
              part * part / Double(cut - range.lowerBound) + rest * rest / Double(range.upperBound - cut)
          }
        }
        for index in gains.indices { gains[index] -= whole * whole / Double(range.count) }
      }
      for (index, cut) in cuts.enumerated() where gains[index] > best.gain && belief[cut] > belief[cut - 1] {
        (best.gain, best.cut) = (gains[index], cut)
      }
      return best
    }
    var stretches = [stretch(0..<belief.count)]
    while stretches.count < Self.mostStretches {
      guard let widest = stretches.indices.max(by: { stretches[$0].gain < stretches[$1].gain }),
        let cut = stretches[widest].cut
      else { break }
      let range = stretches[widest].range
      stretches[widest] = stretch(range.lowerBound..<cut)
      stretches.append(stretch(cut..<range.upperBound))
    }
    stretches.sort { $0.range.lowerBound < $1.range.lowerBound }
    for stretch in stretches {
      var (best, most) = (base, 0.0)
      for (place, option) in others.enumerated() {
        let lead = total(place, stretch.range)
        if lead > most { (best, most) = (option, lead) }
      }
      if let last = choices.last, last == best { continue }
      if !choices.isEmpty { cuts.append(belief[stretch.range.lowerBound]) }
      choices.append(best)
    }
  }

  /// The option that it takes at a value of the belief.
  func choice(at value: Double) -> Int {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return choices[low]
  }
}
