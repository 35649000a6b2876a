/// An order in which each name comes after the names it uses.
enum DependencyOrder {
  /// - Returns: the names that are on no circle, in order, and the circles: of those that share a name the shortest
  ///   through the name that stands first in the text, with which it begins.
  static func of(_ names: [String], using uses: (String) -> [String]) -> (order: [String], cycles: [[String]]) {
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let uses = names.map { uses($0).compactMap { places[$0] } }
    // Strongly connected components (Tarjan 1972), with a stack of our own: a chain of names may be longer than a
    // thread's stack is deep.
    var found: [Int?] = names.map { _ in nil }
    var lowest = names.map { _ in 0 }
    var isSettled = names.map { _ in false }
    var open: [Int] = []
    var order: [String] = []
    var cycles: [[String]] = []
    var count = 0
    for start in uses.indices where found[start] == nil {
      var path = [(name: start, next: 0)]
      while let (name, next) = path.last {
        if next == 0 {
          found[name] = count
          lowest[name] = count
          count += 1
          open.append(name)
        }
        if next < uses[name].count {
          path[path.count - 1].next += 1
          let used = uses[name][next]
          if let earlier = found[used] {
            if !isSettled[used] { lowest[name] = min(lowest[name], earlier) }
          } else {
            path.append((used, 0))
          }
          continue
        }
        path.removeLast()
        if let above = path.last?.name { lowest[above] = min(lowest[above], lowest[name]) }
        guard lowest[name] == found[name], let first = open.lastIndex(of: name) else { continue }
        let component = Set(open[first...])
        open.removeSubrange(first...)
        for member in component { isSettled[member] = true }
        if component.count == 1, !uses[name].contains(name) {
          order.append(names[name])
        } else if let first = component.min() {
          cycles.append(circle(from: first, within: component, uses).map { names[$0] })
        }
      }
    }
    return (order, cycles)
  }

  /// The shortest way from a name back to itself.
  private static func circle(from first: Int, within component: Set<Int>, _ uses: [[Int]]) -> [Int] {
    var userOf: [Int: Int] = [:]
    var queue = [first]
    var next = 0
    while next < queue.count {
      let name = queue[next]
      next += 1
      for used in uses[name] where component.contains(used) {
        if used == first {
          let back = sequence(first: name) { $0 == first ? nil : userOf[$0] }
          return back.reversed()
        }
        if userOf[used] == nil {
          userOf[used] = name
          queue.append(used)
        }
      }
    }
    return [first]
  }
}
