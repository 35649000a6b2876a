/// What could be written out of a store.
package struct Rescued: Sendable {
  package struct Text: Sendable {
    package enum State: String, Sendable { case whole, altered, unproven }

    /// Where it was written, from the folder.
    package var file: String
    package var slug: String
    /// All digits of the revision's name.
    package var revision: String
    package var time: Timestamp?
    package var state: State

    package init(file: String, slug: String, revision: String, time: Timestamp?, state: State) {
      self.file = file
      self.slug = slug
      self.revision = revision
      self.time = time
      self.state = state
    }
  }

  package var texts: [Text] = []
  /// The revisions whose texts could not be read.
  package var missing: [String] = []

  package init() {}
}
