package import Diagnostics
import DurableFiles
import Foundation
import Knowledge

/// A draft that this run has for itself until it closes it.
///
/// The lock falls with the process, so a run that was killed leaves a draft to go on with.
package final class OpenDraft {
  package var draft: Draft
  private var descriptor: Int32
  private var lockPath: String { draft.path + ".lock" }

  /// Locks a name in the folder of drafts, whether or not there is a draft yet; nil where another run holds it.
  package init?(_ draft: Draft) throws(Failure) {
    self.draft = draft
    while true {
      descriptor = Foundation.open(draft.path + ".lock", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else {
        throw Failure(.inputOutput, .cannotWrite(draft.path, String(cString: strerror(errno))))
      }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        Foundation.close(descriptor)
        descriptor = -1
        return nil
      }
      // Whoever held it before may have taken the file away between our opening and our locking it: a lock on a file
      // that nobody else finds holds nobody off.
      var (mine, theirs) = (stat(), stat())
      if fstat(descriptor, &mine) == 0, lstat(draft.path + ".lock", &theirs) == 0, mine.st_ino == theirs.st_ino,
        mine.st_dev == theirs.st_dev
      {
        return
      }
      Foundation.close(descriptor)
    }
  }

  deinit { close() }

  /// Writes down beside the draft what it is for.
  package func writeOrigin() throws(Failure) {
    guard let origin = draft.origin else { return }
    let failure = ftruncate(descriptor, 0) == 0 ? writeAll(Array(origin.text.utf8), to: descriptor) : errno
    if failure != 0 || fsync(descriptor) != 0 {
      throw Failure(.inputOutput, .cannotWrite(draft.path, String(cString: strerror(failure == 0 ? errno : failure))))
    }
  }

  /// What stands in the draft now; nil where it cannot be read.
  package var text: [UInt8]? { try? Files.read(draft.path, shown: draft.path, limit: .max) }

  /// Takes away a draft whose text is saved or worth nothing.
  package func remove() {
    guard descriptor >= 0 else { return }
    unlink(draft.path)
    close()
  }

  /// Takes away a draft whose text was saved, unless an editor goes on writing.
  ///
  /// - Returns: whether it is gone: false where another text stands in it by now.
  package func remove(holding saved: [UInt8]) -> Bool {
    let folder = (draft.path as NSString).deletingLastPathComponent
    let aside = "\(folder)/.\(draft.name).\(getpid()).saved"
    // Out of the editor's way first: what it writes from here on is a new file.
    guard rename(draft.path, aside) == 0 else {
      close()
      return true
    }
    var status = stat()
    let now = try? Files.read(aside, shown: aside, limit: .max)
    if now == saved { unlink(aside) } else { putBack(aside) }
    let isGone = lstat(draft.path, &status) != 0
    close()
    return isGone
  }

  /// Gives a text its name back, or one beside it where an editor has written anew under that.
  private func putBack(_ aside: String) {
    let stem = (draft.path as NSString).deletingPathExtension
    var path = draft.path
    var number = 2
    var status = stat()
    while link(aside, path) != 0 {
      // Some disks have no links.
      if errno != EEXIST, lstat(path, &status) != 0, rename(aside, path) == 0 { return }
      if number > 1000 { return }
      path = "\(stem)-\(number).md"
      number += 1
    }
    unlink(aside)
  }

  /// Lets go of the draft; what it is for stays written down as long as there is one.
  package func close() {
    guard descriptor >= 0 else { return }
    var status = stat()
    if lstat(draft.path, &status) != 0 { unlink(lockPath) }
    Foundation.close(descriptor)
    descriptor = -1
  }
}
