import Ccmark

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The memory of one tree: libcmark asks for some hundred thousand small pieces a megabyte, which are given one behind
/// the other here and back all at once. That makes a third of its time, and what is read together lies together.
///
/// libcmark's allocator has no context, so the arena in use is kept with the thread, and only while it parses: what
/// libcmark asks for later, for an iterator say, comes from the system and goes back to it.
final class ParserArena {
  private let pieces: UnsafeMutablePointer<Pieces>

  /// - Parameter count: The bytes of the text to be parsed.
  init(forTextOf count: Int) {
    pieces = .allocate(capacity: 1)
    pieces.initialize(to: Pieces(capacity: 16 * count + 1 << 15))
  }

  deinit {
    pieces.pointee.deallocate()
    pieces.deinitialize(count: 1)
    pieces.deallocate()
  }

  /// Runs what allocates through the functions it is given, on this thread, with this arena.
  func parse(_ body: (UnsafeMutablePointer<cmark_mem>) -> OpaquePointer) -> OpaquePointer {
    pthread_setspecific(Self.key, pieces)
    defer { pthread_setspecific(Self.key, nil) }
    return body(Self.functions)
  }

  // MARK: What libcmark calls

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let failure = pthread_key_create(&key, nil)
    precondition(failure == 0, "out of keys for threads")
    return key
  }()

  @inline(__always)
  private static var current: UnsafeMutablePointer<Pieces>? {
    pthread_getspecific(key)?.assumingMemoryBound(to: Pieces.self)
  }

  nonisolated(unsafe) private static let functions: UnsafeMutablePointer<cmark_mem> = {
    let functions = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    functions.initialize(
      to: cmark_mem(
        calloc: { count, size in
          guard let pieces = ParserArena.current else { return calloc(count, size) }
          let piece = pieces.pointee.piece(count * size)
          memset(piece, 0, count * size)
          return piece
        },
        realloc: { old, size in
          guard let pieces = ParserArena.current else { return realloc(old, size) }
          guard let old else { return pieces.pointee.piece(size) }
          return pieces.pointee.resized(old, to: size)
        },
        free: { old in
          if ParserArena.current == nil { free(old) }
        }))
    return functions
  }()
}

/// Memory given out in pieces, one behind the other.
private struct Pieces {
  private var chunks: [UnsafeMutableRawBufferPointer] = []
  private var next: UnsafeMutableRawPointer
  private var end: UnsafeMutableRawPointer
  /// The piece given out last, which can grow where it is.
  private var last: UnsafeMutableRawPointer

  init(capacity: Int) {
    next = .allocate(byteCount: capacity, alignment: 16)
    end = next + capacity
    last = next
    chunks.append(UnsafeMutableRawBufferPointer(start: next, count: capacity))
  }

  func deallocate() {
    for chunk in chunks { chunk.deallocate() }
  }

  @inline(__always)
  mutating func piece(_ size: Int) -> UnsafeMutableRawPointer {
    let rounded = (size + 15) & ~15
    if rounded > next.distance(to: end) { grow(rounded) }
    last = next
    next += rounded
    return last
  }

  @inline(never)
  private mutating func grow(_ size: Int) {
    let capacity = max(size, 2 * (chunks.last?.count ?? 0))
    next = .allocate(byteCount: capacity, alignment: 16)
    end = next + capacity
    chunks.append(UnsafeMutableRawBufferPointer(start: next, count: capacity))
  }

  /// A piece of another size with the same bytes. How long the old one is is not known: more than that is copied.
  mutating func resized(_ old: UnsafeMutableRawPointer, to size: Int) -> UnsafeMutableRawPointer {
    let rounded = (size + 15) & ~15
    if old == last, rounded <= old.distance(to: end) {
      next = old + rounded
      return old
    }
    var readable = 0
    for chunk in chunks {
      guard let start = chunk.baseAddress, start <= old, old < start + chunk.count else { continue }
      readable = old.distance(to: start + chunk.count)
    }
    let new = piece(size)
    new.copyMemory(from: old, byteCount: min(size, readable))
    return new
  }
}
