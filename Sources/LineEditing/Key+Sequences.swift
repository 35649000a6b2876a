/// What the escape sequences of xterm, rxvt, tmux, the Linux console and macOS's Terminal mean.
extension Key {
  /// `ESC [ parameters final`: in `1;5C` the second parameter less one has a bit for Shift, Alt and Ctrl each.
  init?(sequence final: UInt8, _ parameters: [UInt8]) {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 1 }
    let modifiers = numbers.count > 1 ? max(0, numbers[1] - 1) : 0
    let isWord = modifiers & 0b110 != 0
    switch (Character(Unicode.Scalar(final)), numbers.first) {
    case ("A", _): self = .up
    case ("B", _): self = .down
    case ("C", _): self = isWord ? .wordRight : .right
    case ("D", _): self = isWord ? .wordLeft : .left
    case ("H", _), ("~", 1), ("~", 7): self = .home
    case ("F", _), ("~", 4), ("~", 8): self = .end
    case ("~", 3): self = isWord ? .wordDelete : .delete
    default: return nil
    }
  }

  /// `ESC O final`: what the keypad and some arrows send.
  init?(shifted final: UInt8, _ parameters: [UInt8]) {
    switch Character(Unicode.Scalar(final)) {
    case "c": self = .wordRight  // rxvt: Ctrl
    case "d": self = .wordLeft
    case "M": self = .enter
    default: self.init(sequence: final, parameters)
    }
  }
}
