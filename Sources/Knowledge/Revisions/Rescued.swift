/// What could be written out of a store.
public struct Rescued: Sendable {
  public struct Text: Sendable {
    public enum State: String, Sendable { case whole, altered, unproven }

    /// Where it was written, from the folder.
    public var file: String
    public var slug: String
    /// All digits of the revision's name.
    public var revision: String
    public var time: Timestamp?
    public var state: State

    package init(file: String, slug: String, revision: String, time: Timestamp?, state: State) {
      self.file = file
      self.slug = slug
      self.revision = revision
      self.time = time
      self.state = state
    }
  }

  public var texts: [Text] = []
  /// The revisions whose texts could not be read.
  public var missing: [String] = []

  public init() {}
}
