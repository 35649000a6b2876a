/// What more than one module has to say of, and neither imports the other.
extension Diagnostic.Code {
  package static let cannotWrite = Self("cannot-write")
  package static let fileExists = Self("file-exists")
  package static let `internal` = Self("internal")
  package static let notUtf8 = Self("not-utf8")
  package static let storeDamaged = Self("store-damaged")
  package static let usage = Self("usage")
}
