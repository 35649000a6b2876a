import Uncertainty

extension Interpreter {
  /// What is uncertain: the graph that samples are drawn from, and what its draws are keyed by.
  struct Draws: Sendable {
    var graph: SampleGraph
    /// The standard normal number behind a distribution's node.
    var normals: [SampleGraph.NodeID: SampleGraph.NodeID] = [:]
    /// The variables that `correlate` names.
    var correlated: [String: CorrelatedDraw] = [:]
    /// How many times as wide ranges are as they are written, about their medians on their own scales.
    var widening = 1.0
    /// The number of the last source of chance in closed forms.
    var sources = 0

    /// What stands before the names of draws: the way to the model that is being read.
    var prefix = ""
    /// The name that draws are keyed by, and how many were made for it.
    private(set) var name = ""
    private(set) var count = 0

    init(seed: UInt64) { graph = SampleGraph(seed: seed) }

    /// Keys what is drawn from here on by a name.
    mutating func start(_ name: String) {
      self.name = name
      count = 0
    }

    /// The name that the next draw is keyed by: that of the definition it stands in, numbered from the second on.
    mutating func nextName() -> String {
      count += 1
      return prefix + (count == 1 ? name : "\(name)#\(count)")
    }

    /// A uniform number of its own.
    mutating func uniform() -> SampleGraph.NodeID {
      let name = nextName()
      return graph.uniform(named: name)
    }

    /// A source of chance of its own.
    mutating func newSource() -> LinearForm.Source {
      sources += 1
      return LinearForm.Source(sources)
    }
  }
}
