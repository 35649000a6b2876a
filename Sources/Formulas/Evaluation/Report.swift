import Diagnostics
import Uncertainty

extension Interpreter {
  /// What there is to say of a program: what is wrong with it, how it was read, what it requires, and the work that it
  /// was.
  struct Report: Sendable {
    var faults: [Diagnostic] = []
    var readings: [RangeReading] = []
    /// Where something was read that may have been meant otherwise.
    private var noted: Set<SourceSpan> = []
    /// Where a node was written that may have no value in some sample.
    var places: [SampleGraph.NodeID: NodePlace] = [:]
    /// What is required where it is not known before samples are drawn.
    var requirements: [PendingRequirement] = []
    /// Whether a mean, a quantile or a probability of something uncertain was asked for.
    var takesFigures = false

    /// Whether it is kept what each part of a formula stands for, and what was kept.
    var keepsFacts = false
    var facts: [(span: SourceSpan, value: Value)] = []

    /// The steps that were taken, those of the models that are called among them.
    var work = 0
    private(set) var isExhausted = false

    /// More faults than anyone reads.
    private static let mostFaults = 100
    /// More steps than any program needs that a person wrote; what is left is told of once.
    private static let mostWork = 2_000_000

    /// What is wrong, in the order of the text.
    var faultsInOrder: [Diagnostic] { faults.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) } }

    /// Tells of something wrong in how the program is written.
    mutating func tell(_ fault: Diagnostic) {
      if faults.count < Self.mostFaults, !faults.contains(fault) { faults.append(fault) }
    }

    /// Tells of something wrong in place of an answer.
    mutating func fail<Answer>(_ fault: Diagnostic) -> Answer? {
      tell(fault)
      return nil
    }

    /// Whether it is worth finding out what was meant: not where enough is wrong already, and once a place, however
    /// often a function is called.
    func isNew(_ code: Diagnostic.Code, at span: SourceSpan) -> Bool {
      faults.count < Self.mostFaults && !faults.contains { $0.span == span && $0.code == code }
    }

    /// Keeps how something was read, what is no range once a place.
    mutating func note(_ reading: RangeReading) {
      guard !reading.isRange else { return readings.append(reading) }
      if noted.count < Self.mostFaults, noted.insert(reading.span).inserted { readings.append(reading) }
    }

    /// Counts steps, such as the elements of a list.
    ///
    /// - Returns: whether there is work left to be spent.
    mutating func spend(_ steps: Int, at span: SourceSpan) -> Bool {
      work += steps
      if work <= Self.mostWork { return true }
      if !isExhausted {
        isExhausted = true
        tell(.tooMuchWork(at: span))
      }
      return false
    }

    /// Where a node was written. One that an operation makes on the way to its result stands where the result does,
    /// which is made next.
    func place(of node: SampleGraph.NodeID) -> NodePlace? {
      places[node] ?? places.filter { $0.key > node }.min { $0.key < $1.key }?.value
    }
  }

  /// Where a node was written, and what is wrong there where it has no value.
  struct NodePlace: Sendable {
    enum Fault: Sendable { case division, internalRate, logarithm, overflow, parameters, power, root }
    var span: SourceSpan
    var fault: Fault
  }
}
