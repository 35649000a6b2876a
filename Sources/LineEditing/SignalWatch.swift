import Foundation

/// Makes signals something to read from a descriptor, between `begin` and `end`, so that a terminal can be put in order
/// before the program stops or ends.
///
/// There is one for the process, as its signals are the process's; only one line is edited at a time.
struct SignalWatch {
  /// Those that end or stop the program, and those after which a line must be drawn anew.
  private static let watched = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH]

  /// A pipe that a handler writes the numbers into: nothing else is safe to do there.
  private static let pipe: (reading: Int32, writing: Int32)? = {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (ends[0], ends[1])
  }()

  private var before: [(signal: Int32, action: sigaction)] = []

  /// What becomes readable when a signal has come; -1 where there is none.
  var descriptor: Int32 { Self.pipe?.reading ?? -1 }

  mutating func begin() {
    guard Self.pipe != nil else { return }
    for number in Self.watched {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0 else { continue }
      let old = signal(number) { number in
        let kept = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(SignalWatch.pipe?.writing ?? -1, &byte, 1)
        errno = kept
      }
      // What the program was started to ignore (nohup) it goes on to ignore.
      if unsafeBitCast(old, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      } else {
        before.append((number, action))
      }
    }
  }

  /// To be called with the terminal in order.
  mutating func end() {
    for (number, action) in before {
      var action = action
      sigaction(number, &action, nil)
    }
    before = []
    // One that came too late to be read must not be lost.
    for number in received() where number != SIGCONT && number != SIGWINCH { raise(number) }
  }

  /// The signals that have come since.
  func received() -> [Int32] {
    var numbers = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &numbers, numbers.count)
    return numbers.prefix(max(0, count)).map { Int32($0) }
  }

  /// Stops the program and all that share the terminal with it, as Ctrl-Z does elsewhere; comes back when it goes on.
  static func stop() {
    // The group first, ourselves last: a signal to the group could reach us later than the next line does.
    let before = signal(SIGTSTP, SIG_IGN)
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { return }
    kill(0, SIGTSTP)
    signal(SIGTSTP, before)
    raise(SIGTSTP)
  }
}
