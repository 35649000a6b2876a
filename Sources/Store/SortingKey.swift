/// What a name is sorted by: its letters before its accents and its case, so that Äpfel stands before Zebra.
package struct SortingKey: Comparable {
  private let words: [String]
  private let name: String

  package init(_ name: String) {
    words = SearchFolding(name).words
    self.name = name
  }

  package static func < (left: SortingKey, right: SortingKey) -> Bool {
    for (one, other) in zip(left.words, right.words) where one != other { return one < other }
    return (left.words.count, left.name) < (right.words.count, right.name)
  }
}
