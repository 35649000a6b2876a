package import Diagnostics
import Foundation
internal import GRDB
package import Knowledge

extension Store {
  private static let columns = """
    revision.sequence, revision.name, document.id, document.number, revision.kind, revision.slug, revision.time,
    revision.text
    """

  /// - Parameter ordinal: which of its document's revisions it is, where that is known already.
  private func make(_ row: Row, ordinal known: Int? = nil, in database: Database) throws -> Revision {
    let sequence: Int64 = try row.read("sequence")
    let number: Int64 = try row.read("number")
    let parents = try database.cachedStatement(
      sql: """
        SELECT revision.name FROM parent JOIN revision ON revision.sequence = parent.parent
        WHERE parent.revision = ? ORDER BY parent.parent
        """)
    let text: Data = try row.read("text")
    return try Self.checked(
      name: row.read("name"), document: row.read("id"), number: number,
      ordinal: known ?? self.ordinal(of: sequence, number, in: database), kind: row.read("kind"),
      slug: row.read("slug"), time: row.read("time"), text: Array(text),
      parents: Data.fetchAll(parents, arguments: [sequence]))
  }

  private func ordinal(of sequence: Int64, _ document: Int64, in database: Database) throws -> Int {
    let count = try database.cachedStatement(
      sql: "SELECT count(*) FROM revision WHERE document = ? AND sequence <= ?")
    return try Int.fetchOne(count, arguments: [document, sequence]) ?? 0
  }

  /// A revision of what its row holds, with word on whether it is what was saved.
  ///
  /// - Throws: a `Failure` where it is none: a kind that we do not have, a slug that is no name. What somebody put into
  ///   the file becomes a part of paths and of the screen.
  private static func checked(
    name: Data, document: Data, number: Int64, ordinal: Int, kind: String, slug: String, time: Int64, text: [UInt8],
    parents: [Data]
  ) throws -> Revision {
    let names = parents.compactMap { RevisionName(bytes: Array($0)) }
    guard let name = RevisionName(bytes: Array(name)), let document = DocumentID(bytes: Array(document)),
      let kind = Kind(rawValue: kind), names.count == parents.count, slug.isNameOfFile,
      let moment = Timestamp(stored: time)
    else { throw Failure(.inputOutput, .damaged("revision @\(ordinal) of document \(number)")) }
    let computed = RevisionName(
      document: document, kind: kind, slug: slug, parents: names, time: moment, text: text)
    return Revision(
      name: name, document: document, number: number, ordinal: ordinal, kind: kind, slug: slug, time: moment,
      text: text, parents: names, isWhole: computed == name)
  }

  func revisions(
    where condition: String, _ arguments: StatementArguments, in database: Database
  ) throws -> [Revision] {
    let select = try database.cachedStatement(
      sql: "SELECT \(Self.columns) FROM revision JOIN document ON document.number = revision.document \(condition)")
    return try Row.fetchAll(select, arguments: arguments).map { try make($0, in: database) }
  }

  func revision(_ name: RevisionName, in database: Database) throws -> Revision? {
    try revisions(where: "WHERE revision.name = ?", [Data(name.bytes)], in: database).first
  }

  func sequence(of name: RevisionName, in database: Database) throws -> Int64? {
    try Int64.fetchOne(
      try database.cachedStatement(sql: "SELECT sequence FROM revision WHERE name = ?"),
      arguments: [Data(name.bytes)])
  }

  /// The heads of a document: one, or several where it has forked; the newest first.
  package func heads(of document: DocumentID) throws(Failure) -> [Revision] {
    try read { database in
      try self.revisions(
        where: "JOIN head ON head.revision = revision.sequence WHERE document.id = ? ORDER BY revision.sequence DESC",
        [Data(document.bytes)], in: database)
    }
  }

  /// Every revision of a document, the newest first.
  package func history(of document: DocumentID) throws(Failure) -> [Revision] {
    var all: [Revision] = []
    try forEachRevision(of: document) { all.append($0) }
    return all
  }

  /// Looks at the revisions of a document one after the other, the newest first, without holding all their texts.
  ///
  /// - Parameter limit: at most so many; all where nil.
  package func forEachRevision(
    of document: DocumentID, limit: Int? = nil, _ body: (Revision) throws -> Void
  ) throws(Failure) {
    try read { database in
      let count = try database.cachedStatement(
        sql: """
          SELECT count(*) FROM revision
          WHERE document = (SELECT number FROM document WHERE id = ?)
          """)
      let id = Data(document.bytes)
      var ordinal = try Int.fetchOne(count, arguments: [id]) ?? 0
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT \(Self.columns) FROM revision JOIN document ON document.number = revision.document
          WHERE document.id = ? ORDER BY revision.sequence DESC LIMIT ?
          """, arguments: [id, limit ?? -1])
      while let row = try rows.next() {
        try body(self.make(row, ordinal: ordinal, in: database))
        ordinal -= 1
      }
    }
  }

  /// How many revisions a document has.
  package func count(of document: DocumentID) throws(Failure) -> Int {
    try read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM revision WHERE document = (SELECT number FROM document WHERE id = ?)",
        arguments: [Data(document.bytes)]) ?? 0
    }
  }

  /// The revision of a document that is the first, second, … in this store; nil where there are not so many.
  func revision(_ ordinal: Int, of document: DocumentID) throws(Failure) -> Revision? {
    if ordinal < 1 { return nil }
    return try read { database in
      // Found in the index alone; a join would read every row before it.
      let sequence = try Int64.fetchOne(
        database,
        sql: """
          SELECT sequence FROM revision WHERE document = (SELECT number FROM document WHERE id = ?)
          ORDER BY sequence LIMIT 1 OFFSET ?
          """, arguments: [Data(document.bytes), ordinal - 1])
      return try sequence.flatMap {
        try self.revisions(where: "WHERE revision.sequence = ?", [$0], in: database).first
      }
    }
  }

  /// The revisions of a document whose names begin with some hexadecimal digits, at least four, the newest first.
  func revisions(beginningWith digits: String, of document: DocumentID) throws(Failure) -> [Revision] {
    let typed = Array(digits.lowercased().utf8)
    let even = String(decoding: typed.count % 2 == 0 ? typed : typed + Array("0".utf8), as: UTF8.self)
    guard typed.count >= 4, typed.count <= 64, let first = Self.bytes(ofHexadecimal: even) else { return [] }
    var last = first
    if typed.count % 2 == 1 { last[last.count - 1] |= 0x0F }
    let end = Data(last + Array(repeating: 0xFF, count: 33 - last.count))
    return try read { database in
      try self.revisions(
        where: """
          WHERE revision.name >= ? AND revision.name < ? AND document.id = ? ORDER BY revision.sequence DESC
          """, [Data(first), end, Data(document.bytes)], in: database)
    }
  }

  private static func bytes(ofHexadecimal digits: String) -> [UInt8]? {
    let characters = Array(digits.utf8)
    guard characters.count % 2 == 0 else { return nil }
    let bytes = stride(from: 0, to: characters.count, by: 2).compactMap { start in
      UInt8(String(decoding: characters[start...(start + 1)], as: UTF8.self), radix: 16)
    }
    return bytes.count * 2 == characters.count ? bytes : nil
  }

  /// The revision whose name begins with some hexadecimal digits, an even count of them; nil where there is none.
  package func revision(beginningWith digits: String) throws(Failure) -> Revision? {
    let whole = digits.utf8.count % 2 == 0 ? digits : String(digits.dropLast())
    guard let bytes = Self.bytes(ofHexadecimal: whole), (4...32).contains(bytes.count) else { return nil }
    let end = Data(bytes + Array(repeating: 0xFF, count: 33 - bytes.count))
    return try read { database in
      try self.revisions(
        where: "WHERE revision.name >= ? AND revision.name < ? LIMIT 1", [Data(bytes), end], in: database
      ).first
    }
  }

  /// The revision of a name; nil where there is none.
  package func revision(_ name: RevisionName) throws(Failure) -> Revision? {
    try read { try self.revision(name, in: $0) }
  }
}

extension String {
  /// Whether it names a file in a folder, and nothing outside, and can be shown: what somebody put into a store as a
  /// slug becomes a part of paths and of the screen.
  var isNameOfFile: Bool {
    guard let first = unicodeScalars.first, first != ".", utf8.count <= 220 else { return false }
    let isPlain = utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    if isPlain { return true }
    return unicodeScalars.allSatisfy { scalar in
      scalar != "/" && scalar != "\u{FFFD}"
        && ![.control, .format, .surrogate].contains(scalar.properties.generalCategory)
    }
  }
}

extension Timestamp {
  /// A moment as it stands in the store; nil outside the years that a date can have.
  init?(stored milliseconds: Int64) {
    guard (-62_135_596_800_000..<253_402_300_800_000).contains(milliseconds) else { return nil }
    self.init(milliseconds: milliseconds)
  }
}
