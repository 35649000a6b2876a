/// Makes keys of the bytes that a terminal sends.
///
///     text      = one scalar of UTF-8 that is no control character; U+FFFD for what is not UTF-8
///     control   = 00…1F | 7F
///     alt       = ESC text
///     sequence  = ESC '[' (30…3F)* (20…2F)* (40…7E)        ECMA-48: CSI, parameters, intermediates, final
///               | ESC '[' '[' byte                          function keys of the Linux console
///               | ESC '[' 'M' byte byte byte                a mouse (X10)
///               | ESC 'O' (30…3F)* (40…7E)                  SS3
///               | ESC (']' | 'P' | 'X' | '^' | '_') … (BEL | ESC '\')   an answer to a question of another program
///     paste     = ESC '[200~' … ESC '[201~'
///
/// Sequences that mean nothing here are swallowed whole. A control character ends a sequence that is not complete and
/// counts itself; in a paste only Ctrl-C does, which no terminal pastes, so that a lost end mark locks nobody in.
struct KeyReader {
  private enum State {
    case ground
    case scalar(missing: Int)
    case escape
    case sequence
    case shifted
    case skipping(Int)
    case answer(endsNext: Bool)
    case paste
  }

  private var state = State.ground
  /// The bytes of what is not complete yet.
  private var bytes: [UInt8] = []

  /// Whether the next byte may belong to what came before, so that a pause would tell: a person does not type the rest
  /// of a sequence, and Escape alone is a key.
  var awaitsMore: Bool {
    switch state {
    case .ground, .paste: false
    default: true
    }
  }

  /// Takes what no more bytes followed for a while as complete.
  mutating func pause() -> [Key] {
    defer { if awaitsMore { reset() } }
    switch state {
    case .escape: return [.escape]
    case .scalar: return [.text("\u{FFFD}")]
    default: return []
    }
  }

  mutating func read(_ byte: UInt8) -> [Key] {
    switch state {
    case .ground: return start(byte)
    case .scalar(let missing): return scalar(byte, missing)
    case .escape: return escape(byte)
    case .sequence, .shifted: return sequence(byte)
    case .skipping(let count):
      if byte < 0x20 { return restart(byte) }
      state = count > 1 ? .skipping(count - 1) : .ground
      return []
    case .answer(let endsNext): return answer(byte, endsNext)
    case .paste: return paste(byte)
    }
  }

  private mutating func reset() {
    state = .ground
    bytes = []
  }

  /// Gives up what is not complete, and reads a byte as the first of something.
  private mutating func restart(_ byte: UInt8) -> [Key] {
    reset()
    return start(byte)
  }

  private mutating func start(_ byte: UInt8) -> [Key] {
    switch byte {
    case 0x1B: state = .escape
    case 0x09: return [.tab]
    case 0x0A, 0x0D: return [.enter]
    case 0x08, 0x7F: return [.backspace]
    case 0x00..<0x20: return [.control(Character(Unicode.Scalar(byte + 0x40)))]
    case 0x20..<0x80: return [.text(String(Unicode.Scalar(byte)))]
    case 0xC2...0xF4:
      state = .scalar(missing: byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3)
      bytes = [byte]
    default: return [.text("\u{FFFD}")]
    }
    return []
  }

  private mutating func scalar(_ byte: UInt8, _ missing: Int) -> [Key] {
    guard byte & 0xC0 == 0x80 else { return [.text("\u{FFFD}")] + restart(byte) }
    bytes.append(byte)
    if missing > 1 {
      state = .scalar(missing: missing - 1)
      return []
    }
    defer { reset() }
    return [.text(String(decoding: bytes, as: UTF8.self))]
  }

  private mutating func escape(_ byte: UInt8) -> [Key] {
    switch byte {
    case UInt8(ascii: "["): state = .sequence
    case UInt8(ascii: "O"): state = .shifted
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .answer(endsNext: false)
    case 0x1B: break  // rxvt sends Alt as one more Escape
    case 0x08, 0x7F:
      reset()
      return [.wordBackspace]
    case 0x20..<0x7F:
      reset()
      return [.alt(Character(Unicode.Scalar(byte)))]
    default: return restart(byte)
    }
    return []
  }

  private mutating func sequence(_ byte: UInt8) -> [Key] {
    var isShifted = false
    if case .shifted = state { isShifted = true }
    switch byte {
    case 0x20..<0x40:
      // Longer than any that has a meaning: read to its end all the same, but not kept.
      if bytes.count < 32 { bytes.append(byte) }
      return []
    case UInt8(ascii: "[") where !isShifted && bytes.isEmpty: state = .skipping(1)
    case UInt8(ascii: "M") where !isShifted && bytes.isEmpty: state = .skipping(3)
    case 0x40..<0x7F:
      defer { bytes = [] }
      if !isShifted, byte == UInt8(ascii: "~"), bytes.elementsEqual("200".utf8) {
        state = .paste
        return []
      }
      state = .ground
      let key = isShifted ? Key(shifted: byte, bytes) : Key(sequence: byte, bytes)
      return key.map { [$0] } ?? []
    default: return restart(byte)
    }
    return []
  }

  private mutating func answer(_ byte: UInt8, _ endsNext: Bool) -> [Key] {
    switch byte {
    case UInt8(ascii: "\\") where endsNext, 0x07: reset()
    case _ where endsNext:
      state = .escape
      return escape(byte)
    case 0x1B: state = .answer(endsNext: true)
    case 0x00..<0x20: return restart(byte)
    default: break
    }
    return []
  }

  private mutating func paste(_ byte: UInt8) -> [Key] {
    if byte == 0x03 { return restart(byte) }
    bytes.append(byte)
    let mark = "\u{1B}[201~".utf8
    guard byte == UInt8(ascii: "~"), bytes.suffix(mark.count).elementsEqual(mark) else { return [] }
    defer { reset() }
    return [.pasted(String(decoding: bytes.dropLast(mark.count), as: UTF8.self))]
  }
}
