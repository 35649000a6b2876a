extension LineBuffer {
  /// Where the word that ends at the cursor, or before it, begins; words are letters, digits and `_`.
  var wordStart: Int { start { $0.isWordPart } }

  /// The same for words as blanks part them.
  var blankWordStart: Int { start { !$0.isWhitespace } }

  /// Where the word that begins at the cursor, or after it, ends.
  var wordEnd: Int {
    var position = cursor
    while position < count, !characters[position].isWordPart { position += 1 }
    while position < count, characters[position].isWordPart { position += 1 }
    return position
  }

  private func start(_ belongs: (Character) -> Bool) -> Int {
    var position = cursor
    while position > 0, !belongs(characters[position - 1]) { position -= 1 }
    while position > 0, belongs(characters[position - 1]) { position -= 1 }
    return position
  }
}

extension Character {
  package var isWordPart: Bool { isLetter || isNumber || self == "_" }
}
