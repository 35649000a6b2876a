/// What became of a line that a person was asked for.
package enum Line: Equatable {
  /// What was typed, without the line ending; with some inside where a text of several lines was pasted.
  case text(String)
  /// Ctrl-C: the line is dropped.
  case interrupted
  /// Ctrl-D on an empty line, or nothing more to read.
  case ended
}
