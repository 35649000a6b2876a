/// Plain values that grow at the end, for the inner loops of rendering: no reference counts, and no checks of bounds
/// but its own.
struct GrowingBuffer<Element>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  /// - Parameter capacity: How many elements there is room for at first.
  init(capacity: Int) {
    self.capacity = max(16, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit {
    start.deallocate()
  }

  @inline(__always)
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  /// Makes room for so many further elements.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    grown.moveInitialize(from: start, count: count)
    start.deallocate()
    start = grown
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    reserve(1)
    (start + count).initialize(to: element)
    count += 1
  }

  @inline(__always)
  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    guard let from = elements.baseAddress else { return }
    reserve(elements.count)
    (start + count).initialize(from: from, count: elements.count)
    count += elements.count
  }

  mutating func append(_ element: Element, times: Int) {
    if times <= 0 { return }
    reserve(times)
    (start + count).initialize(repeating: element, count: times)
    count += times
  }

  @inline(__always)
  mutating func truncate(to count: Int) {
    self.count = count
  }
}

extension GrowingBuffer<UInt8> {
  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Writes eight bytes, of which the last so many are new; the room must be reserved.
  @inline(__always)
  mutating func store(_ word: UInt64, new: Int = 8) {
    UnsafeMutableRawPointer(start + count + new - 8).storeBytes(of: word, as: UInt64.self)
    count += new
  }
}
