import Foundation

/// Waits for other programs that hold the store: not forever, and not in silence.
final class Waiting: @unchecked Sendable {
  private let lock = NSLock()
  private var began: Date?
  private var hasTold = false
  private let tell: @Sendable () -> Void

  /// After so many seconds a person wonders, and after so many more nothing will come of it.
  private static let patience = 1.0
  private static let limit = 20.0

  /// - Parameter tell: says that another program holds the store, once.
  init(_ tell: @escaping @Sendable () -> Void) { self.tell = tell }

  /// Waits a little, after some tries.
  ///
  /// - Returns: whether to try again.
  func isWorthwhile(after tries: Int) -> Bool {
    lock.withLock {
      let now = Date()
      let start = tries == 0 ? now : began ?? now
      began = start
      let passed = now.timeIntervalSince(start)
      if passed >= Self.limit { return false }
      if passed >= Self.patience, !hasTold {
        hasTold = true
        tell()
      }
      usleep(tries < 10 ? 1000 : tries < 100 ? 5000 : 50_000)
      return true
    }
  }
}
