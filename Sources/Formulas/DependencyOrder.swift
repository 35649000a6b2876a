/// An order in which each name comes after the names it uses.
enum DependencyOrder {
  /// - Returns: the names that can be computed, in order, and the cycles among the others, each beginning with the
  ///   name that stands first in the text. A name that only uses a cycle stands after it in `order`.
  static func of(_ names: [String], using uses: (String) -> [String]) -> (order: [String], cycles: [[String]]) {
    enum Mark { case open, done }
    var marks: [String: Mark] = [:]
    var order: [String] = []
    var cycles: [[String]] = []
    // Depth first, with a stack of our own: a chain of names may be longer than a thread's stack is deep.
    for start in names where marks[start] == nil {
      var path: [(name: String, uses: [String], next: Int)] = [(start, uses(start), 0)]
      marks[start] = .open
      while let top = path.last {
        if top.next == top.uses.count {
          marks[top.name] = .done
          order.append(top.name)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let used = top.uses[top.next]
        switch marks[used] {
        case nil:
          marks[used] = .open
          path.append((used, uses(used), 0))
        case .open:
          guard let begin = path.firstIndex(where: { $0.name == used }) else { break }
          cycles.append(path[begin...].map(\.name))
        case .done: break
        }
      }
    }
    return (order, cycles)
  }
}
