import Foundation

/// A terminal that gives every key as it is pressed and shows nothing by itself, between `enter` and `leave`.
struct RawTerminal {
  private let descriptor: Int32
  /// What it was like before.
  private var cooked: termios?

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// - Returns: whether it could be done.
  mutating func enter() -> Bool {
    var mode = termios()
    if cooked == nil {
      guard tcgetattr(descriptor, &mode) == 0 else { return false }
      cooked = mode
    }
    guard var raw = cooked else { return false }
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    withUnsafeMutableBytes(of: &raw.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    if set(raw) { return true }
    cooked = nil
    return false
  }

  mutating func leave() {
    guard let cooked else { return }
    _ = set(cooked)
    self.cooked = nil
  }

  /// What was typed already stays to be read.
  private func set(_ mode: termios) -> Bool {
    var mode = mode
    while tcsetattr(descriptor, TCSADRAIN, &mode) != 0 {
      if errno != EINTR { return false }
    }
    return true
  }
}
