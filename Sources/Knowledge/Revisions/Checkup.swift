/// What `how doctor` found.
package struct Checkup: Sendable {
  package var documents = 0
  package var revisions = 0
  /// The revisions that are what was saved.
  package var whole = 0
  package var forks = 0
  /// What is wrong, in words; none where all is well.
  package var problems: [String] = []
  /// What could not be looked at, and why.
  package var unchecked: [String] = []

  package init() {}
}
