import Diagnostics
import Foundation
import Knowledge
import Notebook
import Reports
import Styling

/// Goes through the narrative cases of a model with a person, and writes down what they say.
struct JudgeDialogue {
  private let how: Session

  init(_ how: Session) {
    self.how = how
  }

  func run(_ heads: [Revision], _ examiner: CaseRunner) throws {
    for head in heads where head.kind != .model { throw Failure(.data, .isNot(head.slug, .model, but: head.kind)) }
    let open = try heads.map { head in
      let results = try examiner.examine(try how.notebook.open(head.slug)).results
      return (head: head, titles: results.filter { $0.status == .toJudge }.map(\.testCase.title))
    }.filter { !$0.titles.isEmpty }
    if open.isEmpty { return how.console.say(StyledText("nothing is to be judged")) }
    guard how.canAsk else {
      throw Failure(.usage, .nobodyToAsk("write '- judged DATE @REVISION: held' under the case"))
    }
    for (head, titles) in open {
      if open.count > 1 { how.console.say(StyledText(visible(head.slug), .name)) }
      if try !judge(titles, of: head) { return }
    }
  }

  /// - Returns: whether the person goes on.
  private func judge(_ open: [String], of head: Revision) throws -> Bool {
    var current = head
    defer {
      if current.name != head.name {
        how.console.answer([
          StyledText("judged ", .dim) + StyledText(current.shortID, .name) + StyledText(" \(current.slug) ")
            + StyledText("@\(current.ordinal) \(current.name.short)", .dim)
        ])
      }
    }
    for title in open {
      let model = Model(try how.notebook.entry(current.source, kind: .model).document)
      guard let testCase = model.cases.first(where: { $0.title == title }) else { continue }
      how.console.say(StyledText(visible(title), .heading))
      how.console.say(StyledText(visible(model.document.source[testCase.body].trimmed)))
      guard let verdict = try asked() else { return false }
      guard let verdict = verdict.verdict else { continue }
      let note = how.ask("why? (a line, or nothing)") ?? ""
      let judgement = Judgement(
        date: how.surroundings.today, revision: head.name.short, verdict: verdict, note: note.isEmpty ? nil : note)
      let source = SourceText(name: current.slug, bytes: model.judging(testCase, judgement))
      var new = NewRevision(after: current, entry: try how.notebook.entry(source, kind: .model))
      new.mustFollowHeads = true
      let saved = try how.notebook.save(new)
      current = saved.revision
    }
    return true
  }

  /// What the person says of a case; nil where they leave, no verdict where they go on.
  private func asked() throws -> (verdict: Judgement.Verdict?, Void)? {
    while true {
      guard let answer = how.ask("does the model as it is now hold? [held/failed/unsure/skip/quit]")?.lowercased()
      else {
        return nil
      }
      if answer == "quit" || answer == "q" { return nil }
      if answer == "skip" || answer == "s" || answer.isEmpty { return (nil, ()) }
      if let verdict = Judgement.Verdict.allCases.first(where: { $0.rawValue.hasPrefix(answer) }) {
        return (verdict, ())
      }
    }
  }
}
