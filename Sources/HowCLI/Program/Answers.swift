import Diagnostics
import Knowledge
import Notebook
import Reports
import Styling

/// What writing verbs answer.
extension Session {
  /// Names the revision that was saved, and says what else the person should know of it.
  func answer(_ saved: SaveResult, verb: String) {
    answer([saved], verb: verb)
  }

  /// Names the revisions that were saved, and says what else the person should know of them.
  func answer(_ all: [SaveResult], verb: String) {
    answer(SavedAnswer(all, verb: verb), isPaged: false)
    for saved in all where saved.heads > 1 {
      console.say(
        StyledText("it was changed elsewhere meanwhile and has \(saved.heads) heads now: ", .warning)
          + StyledText("how merge \(saved.revision.slug)", .code))
    }
  }
}
