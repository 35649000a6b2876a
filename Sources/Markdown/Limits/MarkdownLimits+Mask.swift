import Diagnostics

/// Takes away, in a copy, the marks of a text that go beyond the limits.
extension MarkdownLimits {
  /// Stands for a mark that was taken away; it means nothing anywhere in CommonMark.
  static let mask = UInt8(ascii: "^")

  /// The copy, or nil where a closer look finds nothing beyond the limits.
  ///
  /// - Parameter text: the text that this was made of.
  func masked(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var copy: [UInt8] = []
    func mask(_ index: Int) {
      if copy.isEmpty { copy = Array(text) }
      copy[index] = Self.mask
    }
    if depth > depthAllowed { maskNesting(text, mask) }
    if images > Self.openImages { maskImages(text, mask) }
    if 3 * marks > weightAllowed { maskDenseStretches(text, mask) }
    return copy.isEmpty ? nil : copy
  }

  private func maskNesting(_ text: UnsafeBufferPointer<UInt8>, _ mask: (Int) -> Void) {
    var nesting = LineNesting()
    for start in lines.starts {
      let begin = start == 0 && text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
      if let mark = nesting.read(text, from: begin, limit: depthAllowed) { mask(mark) }
    }
  }

  /// Images that are closed before anything else begins cost nothing, however many there are.
  private func maskImages(_ text: UnsafeBufferPointer<UInt8>, _ mask: (Int) -> Void) {
    var open = 0
    for line in lines.starts.indices {
      let range = lines.range(from: line + 1, to: line + 1)
      if text[range].allSatisfy(\.isWhiteSpace) { open = 0 }
      for index in range where text[index] == UInt8(ascii: "!") {
        guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "["), !Self.isClosedAtOnce(text, index + 2)
        else { continue }
        open += 1
        if open > Self.openImages { mask(index) }
      }
    }
  }

  private static func isClosedAtOnce(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    for index in start..<min(text.count, start + 1000) {
      switch text[index] {
      case UInt8(ascii: "]"): return true
      case UInt8(ascii: "["), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "<"), 0x0A, 0x0D: return false
      default: continue
      }
    }
    return false
  }

  /// Neither a fence nor what closes an HTML block (`-->`, `?>`, `]]>`, `</script>`) may be masked: what is masked in code
  /// is put back, and that must not change where the code ends.
  private func maskDenseStretches(_ text: UnsafeBufferPointer<UInt8>, _ mask: (Int) -> Void) {
    let length = 4096
    let stretches = stride(from: 0, to: text.count, by: length).map { $0..<min(text.count, $0 + length) }
    let weights = stretches.map { text[$0].reduce(0) { $0 + Self.weight($1) } }
    if weights.reduce(0, +) <= weightAllowed { return }
    for (stretch, weight) in zip(stretches, weights) where weight > length / 10 * 7 {
      for index in stretch {
        switch text[index] {
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "&"), UInt8(ascii: "!"),
          UInt8(ascii: "\""), UInt8(ascii: "'"):
          mask(index)
        case UInt8(ascii: "<") where index + 1 < text.count && text[index + 1] != UInt8(ascii: "/"): mask(index)
        default: continue
        }
      }
    }
  }
}
