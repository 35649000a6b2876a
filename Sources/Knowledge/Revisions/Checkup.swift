/// What `how doctor` found.
public struct Checkup: Sendable {
  public var documents = 0
  public var revisions = 0
  /// The revisions that are what was saved.
  public var whole = 0
  public var forks = 0
  /// What is wrong, in words; none where all is well.
  public var problems: [String] = []
  /// What could not be looked at, and why.
  public var unchecked: [String] = []

  public init() {}
}
