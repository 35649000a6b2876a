import Dispatch

/// The results of a computation on 0 ..< count in order, shared out to threads.
package func concurrentMap<Result: Sendable>(
  _ count: Int, threads: Int, _ transform: @Sendable (Int) -> Result
) -> [Result] {
  let workers = max(1, min(threads, count))
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    guard let base = buffer.baseAddress else { return }
    let results = Results(base: base)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in worker * count / workers..<(worker + 1) * count / workers {
        (results.base + index).initialize(to: transform(index))
      }
    }
    initialized = count
  }
}

/// Where workers write: each to places of its own.
private struct Results<Result>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Result>
}

extension [Double] {
  /// A figure of every block of samples, in order.
  func blocks<Figure: Sendable>(
    threads: Int, _ figure: @Sendable (UnsafeBufferPointer<Double>) -> Figure
  ) -> [Figure] {
    let size = SampleColumns.block
    return concurrentMap((count + size - 1) / size, threads: threads) { block in
      withUnsafeBufferPointer { samples in
        figure(UnsafeBufferPointer(rebasing: samples[block * size..<Swift.min(count, (block + 1) * size)]))
      }
    }
  }
}

/// Two computations, at the same time where there are threads for both.
package func concurrently<First: Sendable, Second: Sendable>(
  threads: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let both = concurrentMap(2, threads: threads) { $0 == 0 ? Either<First, Second>.first(first()) : .second(second()) }
  guard case .first(let one) = both[0], case .second(let other) = both[1] else {
    preconditionFailure("results stand in the order of their numbers")
  }
  return (one, other)
}

private enum Either<First: Sendable, Second: Sendable>: Sendable {
  case first(First)
  case second(Second)
}
