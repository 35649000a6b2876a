/// Which lines of two texts are the same, in the order of both.
///
/// Short texts are matched in as many lines as can be (Myers 1986, "An O(ND) difference algorithm and its variations"),
/// long ones first by the lines that stand once in each, as patience difference does, so that no text takes quadratic
/// time. The standard library's `difference(from:)` is not used: Swift 6.3.1 loops forever on some short inputs.
struct LineMatching {
  /// For each line of the old text, the line of the new one that it is; nil where it is gone.
  private(set) var matches: [Int?]
  /// The lines as numbers, equal lines the same.
  private let old: [Int]
  private let new: [Int]

  /// As many lines of both together as are matched at best.
  private static let short = 2000

  init(_ oldLines: [ArraySlice<UInt8>], _ newLines: [ArraySlice<UInt8>]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      if let number = numbers[line] { return number }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    old = oldLines.map(number)
    new = newLines.map(number)
    matches = Array(repeating: nil, count: old.count)
    var work = [Stretch(old: Array(old.indices), new: Array(new.indices))]
    while let stretch = work.popLast() { work += match(stretch) }
  }

  /// Lines of both texts, by their places, between two that are matched.
  private struct Stretch {
    var old: [Int]
    var new: [Int]
  }

  /// Matches what it can and returns what is still to do.
  private mutating func match(_ whole: Stretch) -> [Stretch] {
    let stretch = trimmed(common(trimmed(whole)))
    if stretch.old.isEmpty || stretch.new.isEmpty { return [] }
    if stretch.old.count + stretch.new.count <= Self.short {
      matchBest(stretch)
      return []
    }
    let anchors = anchors(stretch)
    if anchors.isEmpty { return [] }
    var rest: [Stretch] = []
    var (i, j) = (0, 0)
    for (oldIndex, newIndex) in anchors {
      matches[stretch.old[oldIndex]] = stretch.new[newIndex]
      rest.append(Stretch(old: Array(stretch.old[i..<oldIndex]), new: Array(stretch.new[j..<newIndex])))
      (i, j) = (oldIndex + 1, newIndex + 1)
    }
    rest.append(Stretch(old: Array(stretch.old[i...]), new: Array(stretch.new[j...])))
    return rest
  }

  /// Matches what is equal at both ends.
  private mutating func trimmed(_ stretch: Stretch) -> Stretch {
    var (oldLines, newLines) = (stretch.old[...], stretch.new[...])
    while let i = oldLines.first, let j = newLines.first, old[i] == new[j] {
      matches[i] = j
      (oldLines, newLines) = (oldLines.dropFirst(), newLines.dropFirst())
    }
    while let i = oldLines.last, let j = newLines.last, old[i] == new[j] {
      matches[i] = j
      (oldLines, newLines) = (oldLines.dropLast(), newLines.dropLast())
    }
    return Stretch(old: Array(oldLines), new: Array(newLines))
  }

  /// The lines that stand on both sides: no other can be matched.
  private func common(_ stretch: Stretch) -> Stretch {
    let both = Set(stretch.old.map { old[$0] }).intersection(stretch.new.map { new[$0] })
    return Stretch(
      old: stretch.old.filter { both.contains(old[$0]) }, new: stretch.new.filter { both.contains(new[$0]) })
  }

  // MARK: Short stretches

  private mutating func matchBest(_ stretch: Stretch) {
    let a = stretch.old.map { old[$0] }
    let b = stretch.new.map { new[$0] }
    // `furthest[k]` is how far in `a` one comes on diagonal k with d edits; kept for each d to find the way back.
    let zero = a.count + b.count + 1
    var furthest = Array(repeating: 0, count: 2 * zero + 1)
    var history: [ArraySlice<Int>] = []
    func comesFromAbove(_ k: Int, _ d: Int, _ furthest: ArraySlice<Int>) -> Bool {
      k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1])
    }
    search: for d in 0...(a.count + b.count) {
      history.append(furthest[(zero - d - 1)...(zero + d + 1)])
      for k in stride(from: -d, through: d, by: 2) {
        var x = comesFromAbove(k, d, furthest[...]) ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1
        while x < a.count, x - k < b.count, a[x] == b[x - k] { x += 1 }
        furthest[zero + k] = x
        if x >= a.count, x - k >= b.count { break search }
      }
    }
    var (x, y) = (a.count, b.count)
    for d in history.indices.reversed() {
      let k = x - y
      let previous = comesFromAbove(k, d, history[d]) ? k + 1 : k - 1
      let start = d == 0 ? 0 : history[d][zero + previous]
      while x > start, y > (d == 0 ? 0 : start - previous) {
        (x, y) = (x - 1, y - 1)
        matches[stretch.old[x]] = stretch.new[y]
      }
      (x, y) = (start, start - previous)
    }
  }

  // MARK: Long stretches

  /// The places of lines that stand once on each side: the longest run of them that ascends on both.
  private func anchors(_ stretch: Stretch) -> [(old: Int, new: Int)] {
    var places: [Int: Int?] = [:]
    for (place, line) in stretch.new.enumerated() { places[new[line]] = .some(places[new[line]] == nil ? place : nil) }
    var counts: [Int: Int] = [:]
    for line in stretch.old { counts[old[line], default: 0] += 1 }
    let pairs = stretch.old.enumerated().compactMap { place, line -> (old: Int, new: Int)? in
      guard counts[old[line]] == 1, let other = places[old[line]] ?? nil else { return nil }
      return (place, other)
    }
    // Patience sorting: `tops` are the pairs that end the shortest, second shortest … runs so far.
    var tops: [Int] = []
    var before: [Int?] = []
    for (index, pair) in pairs.enumerated() {
      let length = tops.partitioningIndex { pairs[$0].new > pair.new }
      before.append(length == 0 ? nil : tops[length - 1])
      if length == tops.count { tops.append(index) } else { tops[length] = index }
    }
    guard let last = tops.last else { return [] }
    return sequence(first: last) { before[$0] }.map { pairs[$0] }.reversed()
  }
}

extension [Int] {
  /// The first place of an array, whose elements fail and then pass a test, at which one passes.
  fileprivate func partitioningIndex(_ passes: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
