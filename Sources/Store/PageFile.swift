import DurableFiles
import Foundation

/// The pages of an SQLite file, read without SQLite: what is whole on its own can be read where the rest is not.
///
/// Follows "Database File Format" (sqlite.org/fileformat2.html), sections 1.6 and 2.1.
final class PageFile {
  /// A cell of a record: what SQLite may hold, by its serial type.
  enum Cell: Hashable {
    case null
    case integer(Int64)
    case real
    case text([UInt8])
    case blob([UInt8])
  }

  /// One record: of a table with its row's number, or of an index.
  struct Record {
    var rowID: Int64?
    var cells: [Cell]

    func integer(_ index: Int) -> Int64? {
      if index < cells.count, case .integer(let value) = cells[index] { value } else { nil }
    }

    func text(_ index: Int) -> String? {
      if index < cells.count, case .text(let bytes) = cells[index] {
        String(decoding: bytes, as: UTF8.self)
      } else {
        nil
      }
    }

    func blob(_ index: Int) -> [UInt8]? {
      if index < cells.count, case .blob(let bytes) = cells[index] { bytes } else { nil }
    }
  }

  let size: Int
  let pageSize: Int
  private let usable: Int
  // To close it would open the locks that this process holds on the file: it is open as long as this lives.
  private let descriptor: Int32
  private var last: (number: Int, bytes: [UInt8]) = (0, [])

  var pageCount: Int { (size + pageSize - 1) / pageSize }

  /// - Parameter pageSize: what its header should say; what it does say where nil.
  init(path: String, pageSize typed: Int? = nil) throws(FileFault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault() }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFault() }
    size = Int(status.st_size)
    let header = Self.bytes(descriptor, at: 0, count: 100)
    let stated = header.count < 22 ? 0 : Int(header[16]) << 8 | Int(header[17])
    let isLegal = stated >= 512 && stated.nonzeroBitCount == 1
    pageSize = typed ?? (stated == 1 ? 65_536 : isLegal ? stated : 4096)
    let reserved = header.count > 20 && header[20] <= 32 ? Int(header[20]) : 0
    usable = pageSize - reserved
  }

  deinit { close(descriptor) }

  private static func bytes(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
    return Array(bytes.prefix(max(0, read)))
  }

  /// A page by its number, from 1; its end is missing where the file is cut.
  private func page(_ number: Int) -> [UInt8] {
    if last.number == number { return last.bytes }
    last = (number, Self.bytes(descriptor, at: (number - 1) * pageSize, count: pageSize))
    return last.bytes
  }

  /// How many records a page says that it has: none where it is no leaf of a table and no page of an index.
  func recordCount(on number: Int) -> Int {
    let page = page(number)
    let start = number == 1 ? 100 : 0
    guard page.count > start + 8, [0x0D, 0x0A, 0x02].contains(page[start]) else { return 0 }
    return min(Self.integer(page, start + 3, 2), pageSize / 4)
  }

  /// A record of a page; nil where it cannot be read.
  func record(_ index: Int, on number: Int) -> Record? {
    let page = page(number)
    let start = number == 1 ? 100 : 0
    guard page.count > start + 12 else { return nil }
    let (isTable, isInterior) = (page[start] == 0x0D, page[start] == 0x02)
    let pointer = start + (isInterior ? 12 : 8) + 2 * index
    guard pointer + 2 <= page.count else { return nil }
    var place = Self.integer(page, pointer, 2)
    if isInterior { place += 4 }
    guard let length = Self.variable(page, &place), length >= 0, length <= Int64(size) else { return nil }
    var rowID: Int64?
    if isTable {
      guard let number = Self.variable(page, &place) else { return nil }
      rowID = number
    }
    guard let payload = payload(page, at: place, length: Int(length), isTable: isTable),
      let cells = Self.cells(of: payload)
    else { return nil }
    return Record(rowID: rowID, cells: cells)
  }

  /// The bytes of a record: what lies on its page, and on the chain of pages behind it.
  private func payload(_ page: [UInt8], at place: Int, length: Int, isTable: Bool) -> [UInt8]? {
    let most = isTable ? usable - 35 : (usable - 12) * 64 / 255 - 23
    let least = (usable - 12) * 32 / 255 - 23
    let fitting = least + (length - least) % (usable - 4)
    let local = length <= most ? length : fitting <= most ? fitting : least
    guard local >= 0, place + local <= page.count else { return nil }
    var payload = Array(page[place..<(place + local)])
    if local == length { return payload }
    guard place + local + 4 <= page.count else { return nil }
    var next = Self.integer(page, place + local, 4)
    while payload.count < length {
      guard next > 0, next <= pageCount else { return nil }
      let overflow = Self.bytes(descriptor, at: (next - 1) * pageSize, count: pageSize)
      let count = min(usable - 4, length - payload.count)
      guard overflow.count >= 4 + count else { return nil }
      payload += overflow[4..<(4 + count)]
      next = Self.integer(overflow, 0, 4)
    }
    return payload
  }

  /// The cells of a record; nil where its header does not fit what follows.
  private static func cells(of payload: [UInt8]) -> [Cell]? {
    var place = 0
    guard let header = variable(payload, &place), header >= 1, header <= Int64(payload.count), header < 1000 else {
      return nil
    }
    var body = Int(header)
    var cells: [Cell] = []
    while place < Int(header) {
      guard let type = variable(payload, &place), type >= 0, type <= Int64(payload.count) * 2 + 13 else { return nil }
      let length =
        switch type {
        case 0, 8, 9, 10, 11: 0
        case 1...4: Int(type)
        case 5: 6
        case 6, 7: 8
        default: Int(type - 12) / 2
        }
      guard body + length <= payload.count else { return nil }
      switch type {
      case 0, 10, 11: cells.append(.null)
      case 8, 9: cells.append(.integer(type - 8))
      case 7: cells.append(.real)
      case 1...6: cells.append(.integer(signed(payload[body..<(body + length)])))
      default:
        let bytes = Array(payload[body..<(body + length)])
        cells.append(type % 2 == 0 ? .blob(bytes) : .text(bytes))
      }
      body += length
    }
    return body == payload.count ? cells : nil
  }

  private static func integer(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
    bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func signed(_ bytes: ArraySlice<UInt8>) -> Int64 {
    var value: Int64 = bytes.first.map { $0 >= 0x80 ? -1 : 0 } ?? 0
    for byte in bytes { value = value << 8 | Int64(byte) }
    return value
  }

  /// A number of one to nine bytes, the higher ones first, whose high bits say that it goes on.
  private static func variable(_ bytes: [UInt8], _ place: inout Int) -> Int64? {
    var value: UInt64 = 0
    for index in 0..<9 {
      guard place >= 0, place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      if index == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return Int64(bitPattern: value) }
    }
    return nil
  }
}
