/// A key as a terminal sends it, or a text that was pasted.
enum Key: Equatable, Sendable {
  /// One Unicode scalar, or several that came at once; a combining mark may come after what it stands on.
  case text(String)
  /// What stood between the marks of a bracketed paste, as it came.
  case pasted(String)
  /// Ctrl and a letter, in upper case, or one of `@ \ ] ^ _`.
  case control(Character)
  /// Alt, or Escape before, and an ASCII character, as typed.
  case alt(Character)
  case enter, tab, backspace, delete, escape
  case left, right, up, down, home, end
  /// Ctrl or Alt and a key that moves or deletes.
  case wordLeft, wordRight, wordBackspace, wordDelete
}
