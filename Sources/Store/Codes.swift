package import Diagnostics

/// The codes of what the store has to say, in alphabetical order.
extension Diagnostic.Code {
  package static let ambiguous = Self("ambiguous")
  package static let cannotOpenStore = Self("cannot-open-store")
  package static let changedMeanwhile = Self("changed-meanwhile")
  package static let diskFull = Self("disk-full")
  package static let isRemoved = Self("is-removed")
  package static let noStore = Self("no-store")
  package static let noSuchRevision = Self("no-such-revision")
  package static let notAStore = Self("not-a-store")
  package static let slugTaken = Self("slug-taken")
  package static let storeBusy = Self("store-busy")
  package static let storeFailed = Self("store-failed")
  package static let storeIsNewer = Self("store-is-newer")
  package static let storeReadOnly = Self("store-read-only")
}
