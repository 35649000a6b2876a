/// A rule of choice that knows one belief and changes at cuts: what a smooth curve cannot follow, where a payoff jumps or
/// only a far tail counts.
///
/// The cuts are those of a regression tree (Breiman, Friedman, Olshen and Stone 1984): a stretch is cut where that takes
/// most off the squared distances from the means on both sides, the stretch with the most to take off first.
struct StepRule {
  private var cuts: [Double] = []
  private var choices: [Int] = []

  private static let mostStretches = 48
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
    func total(_ option: Int, _ range: Range<Int>) -> Double {
      let (own, compared) = (sums[option], sums[base])
      return own[range.upperBound] - own[range.lowerBound] - (compared[range.upperBound] - compared[range.lowerBound])
    }
    func stretch(_ range: Range<Int>) -> Stretch {
      var best = Stretch(range: range)
      guard range.count >= 2 * Self.fewest else { return best }
      let wholes = others.map { total($0, range) }
      let nothing = wholes.reduce(0) { $0 + $1 * $1 } / Double(range.count)
      for cut in (range.lowerBound + Self.fewest)...(range.upperBound - Self.fewest)
      where belief[cut] > belief[cut - 1] {
        let (left, right) = (Double(cut - range.lowerBound), Double(range.upperBound - cut))
        var gain = -nothing
        for (place, option) in others.enumerated() {
          let part = total(option, range.lowerBound..<cut)
          gain += part * part / left + (wholes[place] - part) * (wholes[place] - part) / right
        }
        if gain > best.gain { (best.gain, best.cut) = (gain, cut) }
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
      let best = others.reduce(base) { best, option in
        let lead = best == base ? 0 : total(best, stretch.range)
        return total(option, stretch.range) > lead ? option : best
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
