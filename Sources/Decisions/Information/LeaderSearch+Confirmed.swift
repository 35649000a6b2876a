import Quantities
import Uncertainty

extension LeaderSearch {
  /// Looks at all samples.
  struct Confirmed {
    let search: LeaderSearch

    init(_ search: LeaderSearch) {
      self.search = search
    }

    private func look(_ value: Double) -> Held? { search.holder.held(at: value, .all) }

    /// Whether an option is ahead of another somewhere in a stretch by more than chance alone would have it.
    func leads(_ one: Int, over other: Int, _ points: [Point]) -> Bool {
      guard let most = points.max(by: { search.lead($0, one, other) < search.lead($1, one, other) }) else {
        return false
      }
      guard search.holder.isSampled else { return search.isAhead(most, one, other) }
      guard let held = look(most.at) else { return false }
      let lead = held.worths[one] - held.worths[other]
      return lead > LeaderSearch.leastErrors * held.error(one, over: other) && lead > search.rounding
    }

    func found(
      _ change: Change, isAbove: Bool, from: Int, to: Int, line: [Stretch]
    ) -> Found {
      let (inner, outer) = isAbove ? (change.low, change.high) : (change.high, change.low)
      var found = Found(at: 0, isAbove: isAbove, option: to, isIncluded: false, resolution: nil)
      if let atom = search.between(change) {
        found.at = atom
        return found
      }
      func at(_ value: Double) -> Bool {
        guard let point = search.look([value])[0] else { return false }
        return search.leader(point, before: from) != from
      }
      if let bend = change.bend {
        (found.at, found.isIncluded) = (bend, at(bend))
        if !search.holder.isSampled { return found }
        // It jumps there on all samples, too.
        if let here = look(inner.at), let there = look(outer.at), here.worths[from] >= here.worths[to],
          there.worths[to] > there.worths[from]
        {
          return found
        }
      } else if !search.holder.isSampled {
        found.at = Decimals.shortest(between: change.low.at, and: change.high.at)
        found.isIncluded = at(found.at)
        return found
      }
      placed(&found, change, from, to, line)
      return found
    }

    /// Closes in on the place on all samples, along the slope that some of them show.
    private func placed(_ found: inout Found, _ change: Change, _ from: Int, _ to: Int, _ line: [Stretch]) {
      let points = line.flatMap(\.points)
      let middle = Decimals.shortest(between: change.low.at, and: change.high.at)
      guard let left = points.last(where: { $0.at < change.low.at || $0.at == points[0].at }),
        let right = points.first(where: { $0.at > change.high.at }) ?? points.last, right.at > left.at
      else {
        found.at = middle
        return
      }
      var slope = (search.lead(right, from, to) - search.lead(left, from, to)) / (right.at - left.at)
      let (least, most) = (points[0].at, points[points.count - 1].at)
      var (place, error) = (middle, 0.0)
      // The nearest places on both sides, and the one with the least lead of all.
      var inside: (at: Double, lead: Double)?
      var outside: (at: Double, lead: Double)?
      var before: (at: Double, lead: Double)?
      var nearest: (at: Double, lead: Double)?
      for round in 0..<8 {
        guard let held = look(place) else { break }
        let lead = held.worths[from] - held.worths[to]
        error = held.error(from, over: to)
        if let before, before.at != place, lead != before.lead { slope = (lead - before.lead) / (place - before.at) }
        before = (place, lead)
        if abs(lead) <= abs(nearest?.lead ?? .infinity) { nearest = (place, lead) }
        if abs(lead) <= max(0.02 * error, search.rounding) || slope == 0 { break }
        if lead > 0 { inside = (place, lead) } else { outside = (place, lead) }
        var next = min(most, max(least, place - lead / slope))
        if let inside, let outside {
          // A step that leaves the two, or a jump between them: halfway.
          let (low, high) = (min(inside.at, outside.at), max(inside.at, outside.at))
          if next <= low || next >= high || round % 3 == 2 { next = low + (high - low) / 2 }
        }
        if abs(next - place) <= 1e-13 * abs(place) { break }
        place = next
      }
      found.at = nearest?.at ?? middle
      if slope != 0, error > 0 { found.resolution = error / abs(slope) }
      if let resolution = found.resolution {
        // Digits beyond its error say nothing.
        found.at = Decimals.shortest(between: found.at - resolution / 100, and: found.at + resolution / 100)
      } else {
        found.at = Decimals.shortest(between: found.at * (1 - 1e-12), and: found.at * (1 + 1e-12))
      }
    }
  }
}
