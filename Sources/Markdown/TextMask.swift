import Diagnostics

/// Takes away, in a copy, the marks of a text that go beyond what libcmark is given.
struct TextMask {
  private let text: UnsafeBufferPointer<UInt8>
  private let survey: TextSurvey
  private var copy: [UInt8] = []

  init(_ text: UnsafeBufferPointer<UInt8>, after survey: TextSurvey) {
    self.text = text
    self.survey = survey
  }

  /// The copy, or nil where a closer look finds nothing beyond the limits.
  consuming func masked() -> [UInt8]? {
    if survey.deepest > survey.depthAllowed { maskNesting() }
    if survey.images > Bounded.openImages { maskImages() }
    if 3 * survey.marks > survey.weightAllowed { maskDenseStretches() }
    return copy.isEmpty ? nil : copy
  }

  private mutating func mask(_ index: Int) {
    if copy.isEmpty { copy = Array(text) }
    copy[index] = Bounded.mask
  }

  private mutating func maskNesting() {
    var nesting = LineNesting()
    for start in survey.lines.starts {
      let begin = start == 0 && text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
      if let mark = nesting.read(text, from: begin, limit: survey.depthAllowed) { mask(mark) }
    }
  }

  /// Images that are closed before anything else begins cost nothing, however many there are.
  private mutating func maskImages() {
    var open = 0
    for line in survey.lines.starts.indices {
      let range = survey.lines.range(from: line + 1, to: line + 1)
      if text[range].allSatisfy(\.isWhiteSpace) { open = 0 }
      for index in range where text[index] == UInt8(ascii: "!") && isImage(index) && !isClosedAtOnce(index + 2) {
        open += 1
        if open > Bounded.openImages { mask(index) }
      }
    }
  }

  private func isImage(_ index: Int) -> Bool {
    index + 1 < text.count && text[index + 1] == UInt8(ascii: "[")
  }

  private func isClosedAtOnce(_ start: Int) -> Bool {
    for index in start..<min(text.count, start + 1000) {
      switch text[index] {
      case UInt8(ascii: "]"): return true
      case UInt8(ascii: "["), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "<"), 0x0A, 0x0D: return false
      default: continue
      }
    }
    return false
  }

  /// Neither a fence nor what closes an HTML block (`-->`, `?>`, `]]>`, `</script>`) may be masked, see `Bounded`.
  private mutating func maskDenseStretches() {
    let length = 4096
    let stretches = stride(from: 0, to: text.count, by: length).map { $0..<min(text.count, $0 + length) }
    let weights = stretches.map { text[$0].reduce(0) { $0 + TextSurvey.weight($1) } }
    if weights.reduce(0, +) <= survey.weightAllowed { return }
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
