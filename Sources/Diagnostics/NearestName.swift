/// "Did you mean": the names nearest to one that was not found.
package enum NearestName {
  /// The closest of some names, where it is close enough to be a slip of the hand; the first of equals.
  ///
  ///     NearestName.of("meter", among: ["metre", "mile"])   // "metre": one swap
  package static func of(_ typed: String, among names: some Sequence<String>) -> String? {
    let lowered = Array(typed.lowercased())
    // Any letter is one step from any other: a name of one letter is near only to itself in the other case.
    let allowed = typed.count == 1 ? 0 : max(1, typed.count / 3)
    var best: (distance: Int, name: String)?
    for name in names where name != typed {
      let distance = distance(lowered, Array(name.lowercased()))
      if distance <= allowed, distance < best?.distance ?? .max { best = (distance, name) }
    }
    return best?.name
  }

  /// A hint that names the nearest, and the edit that puts it where the other stands; nil where none is near.
  ///
  package static func advice(_ typed: String, among names: some Sequence<String>) -> Advice? {
    of(typed, among: names).map { .meant($0) }
  }

  /// The same where the name stands elsewhere than what is marked; words alone where it is not known where.
  package static func advice(
    _ typed: String, among names: some Sequence<String>, at span: SourceSpan?
  ) -> Advice? {
    of(typed, among: names).map { .meant($0, at: span) }
  }

  /// The Damerau distance (optimal string alignment): insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    // A name much longer than what was typed cannot be near; this also bounds the work.
    if abs(left.count - right.count) > 8 || left.count > 64 { return .max }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var least = min(row[j] + 1, previous[j + 1] + 1, previous[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          least = min(least, beforePrevious[j - 1] + 1)
        }
        row.append(least)
      }
      beforePrevious = previous
      previous = row
    }
    return previous[right.count]
  }
}
