/// What became of a store that was made anew.
package struct Rebuilt: Sendable {
  /// The revisions that it holds now.
  package var revisions = 0
  /// The texts that are not what was saved, as a person calls them; they are kept as they are.
  package var altered: [String] = []
  /// The revisions that could not be read.
  package var lost: [String] = []
  /// The revisions whose names had to be made anew, for what came before them is lost.
  package var renamed: [String] = []
  /// Where the file lies that was damaged; nil where nothing was wrong with it.
  package var keptAt: String?

  package init() {}
}
