/// A number as a rising straight line in the samples of a node: what is known of the node is known of the number.
package struct NodeLine: Hashable, Sendable {
  /// Above 0.
  package var scale: Double
  package var node: SampleGraph.NodeID
  package var shift: Double

  init(_ node: SampleGraph.NodeID, scale: Double = 1, shift: Double = 0) {
    self.node = node
    self.scale = scale
    self.shift = shift
  }

  /// The number's value where the node has a value.
  package func value(at sample: Double) -> Double {
    shift == 0 ? sample * scale : Decimals.sum(sample * scale, shift)
  }

  /// Beyond these a factor would take digits from numbers that have them, or make infinite what is not.
  private static let sizes = 0x1p-300...0x1p+300

  /// Whether scale and shift are numbers that can be taken out of a formula.
  var isUsable: Bool {
    Self.sizes.contains(scale) && (shift == 0 || Self.sizes.contains(abs(shift)))
  }
}
