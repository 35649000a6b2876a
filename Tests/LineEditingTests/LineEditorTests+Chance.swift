import Testing

@testable import LineEditing

/// Chance from a seed (xorshift64*).
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// A line as two texts, before and behind the cursor, and the lines above and below it.
private struct Model {
  var left = ""
  var right = ""
  var lines: [String]
  var position: Int
  var killed = ""
  var isKilling = false

  init(_ history: [String]) {
    lines = history + [""]
    position = history.count
  }

  mutating func insert(_ text: String) {
    left += text
    settle()
  }

  /// What has grown together over the cursor is before it.
  mutating func settle() {
    let whole = left + right
    let scalars = left.unicodeScalars.count
    left = ""
    var rest = Substring(whole)
    while left.unicodeScalars.count < scalars { left.append(rest.removeFirst()) }
    right = String(rest)
  }

  mutating func back() { if let character = left.popLast() { right = "\(character)\(right)" } }
  mutating func forth() { if !right.isEmpty { left.append(right.removeFirst()) } }

  mutating func back(over belongs: (Character) -> Bool) {
    while let last = left.last, !belongs(last) { back() }
    while let last = left.last, belongs(last) { back() }
  }

  mutating func forth(over belongs: (Character) -> Bool) {
    while let first = right.first, !belongs(first) { forth() }
    while let first = right.first, belongs(first) { forth() }
  }

  mutating func kill(_ wasKilling: Bool, _ move: (inout Model) -> Void) {
    var moved = self
    move(&moved)
    if moved.left.count < left.count {
      let text = String(left.dropFirst(moved.left.count))
      killed = wasKilling ? text + killed : text
      left = moved.left
      isKilling = true
    } else if moved.left.count > left.count {
      let text = String(moved.left.dropFirst(left.count))
      killed = wasKilling ? killed + text : text
      right = moved.right
      isKilling = true
    } else {
      isKilling = wasKilling
    }
    settle()
  }

  mutating func go(_ step: Int) {
    guard lines.indices.contains(position + step) else { return }
    lines[position] = left + right
    position += step
    (left, right) = (lines[position], "")
  }

  mutating func take(_ key: Key) {
    let wasKilling = isKilling
    isKilling = false
    let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "_" }
    switch key {
    case .text(let text), .pasted(let text): insert(text)
    case .left: back()
    case .right: forth()
    case .home: while !left.isEmpty { back() }
    case .end: while !right.isEmpty { forth() }
    case .wordLeft: back(over: isWord)
    case .wordRight: forth(over: isWord)
    case .backspace:
      _ = left.popLast()
      settle()
    case .delete:
      if !right.isEmpty { right.removeFirst() }
      settle()
    case .control("T"):
      if (left + right).count < 2 || left.isEmpty { return }
      if right.isEmpty { back() }
      guard let first = left.popLast() else { return }
      insert("\(right.removeFirst())\(first)")
    case .control("K"): kill(wasKilling) { while !$0.right.isEmpty { $0.forth() } }
    case .control("U"): kill(wasKilling) { while !$0.left.isEmpty { $0.back() } }
    case .control("W"): kill(wasKilling) { $0.back { !$0.isWhitespace } }
    case .wordBackspace: kill(wasKilling) { $0.back(over: isWord) }
    case .wordDelete: kill(wasKilling) { $0.forth(over: isWord) }
    case .control("Y"): insert(killed)
    case .up: go(-1)
    case .down: go(1)
    default: break
    }
  }
}

extension LineEditorTests {
  static let alphabet = ["a", "b", "9", " ", "+", "_", "é", "日", "👍", "\u{301}", "🇩", "🇪", "e\u{301}", "\u{200D}"]

  static func randomKey(_ chance: inout Chance) -> Key {
    let others: [Key] = [
      .left, .right, .up, .down, .home, .end, .wordLeft, .wordRight, .backspace, .delete, .wordBackspace, .wordDelete,
      .control("K"), .control("U"), .control("W"), .control("Y"), .control("T"), .pasted("a\nb 日"),
    ]
    return Int.random(in: 0..<3, using: &chance) == 0
      ? others.randomElement(using: &chance) ?? .left : .text(alphabet.randomElement(using: &chance) ?? "a")
  }

  @Test(arguments: UInt64(0)..<300)
  func theLineIsThatOfASimpleModel(seed: UInt64) {
    var chance = Chance(seed)
    var state = LineState()
    state.begin(Self.history)
    var model = Model(Self.history)
    for step in 0..<100 {
      let key = Self.randomKey(&chance)
      _ = state.take(key)
      model.take(key)
      let line = state.buffer
      guard line.text == model.left + model.right, line.text(0..<line.cursor) == model.left else {
        Issue.record("step \(step), \(key): '\(Self.withCursor(state))' instead of '\(model.left)|\(model.right)'")
        return
      }
    }
  }

  @Test(arguments: UInt64(0)..<300)
  func anyBytesAreReadAndNoneOfThemLocksIn(seed: UInt64) {
    var chance = Chance(seed)
    var reader = KeyReader()
    var state = LineState { LineCompletion(of: $0, at: $1, among: ["a", "ab", "b日"]) }
    state.begin(Self.history)
    let frequent = Array("\u{1B}[O]P;?~20015ABCDMab\u{12}\t\u{E6}\u{97}".utf8)
    for _ in 0..<300 {
      let isFrequent = Bool.random(using: &chance)
      let byte =
        (isFrequent ? frequent.randomElement(using: &chance) : nil) ?? UInt8.random(in: 0...255, using: &chance)
      for key in reader.read(byte) {
        if case .done = state.take(key) { state.begin(Self.history) }
        let scalars = state.buffer.text.unicodeScalars
        if !scalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" }) { continue }
        Issue.record("\(key) is in the line")
        return
      }
    }
    _ = reader.pause()
    #expect(reader.read(0x03) == [.control("C")])
    #expect(reader.read(0x61) == [.text("a")])
  }
}
