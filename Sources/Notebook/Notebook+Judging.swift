import Diagnostics
package import Knowledge

/// A model of which a person is to say whether its narrative cases hold.
package struct OpenJudgement {
  package let head: Revision
  /// The titles of the cases that nobody judged since the model changed.
  package let titles: [String]
}

extension Notebook {
  /// What of some models is to be judged, those of them that have something.
  package func toJudge(_ heads: [Revision], _ runner: CaseRunner) throws -> [OpenJudgement] {
    for head in heads where head.kind != .model { throw Failure(.data, .isNot(head.slug, .model, but: head.kind)) }
    return try heads.map { head in
      let results = try runner.examine(try open(head.slug)).results
      return OpenJudgement(head: head, titles: results.filter { $0.status == .toJudge }.map(\.testCase.title))
    }.filter { !$0.titles.isEmpty }
  }

  /// A case of a revision and what it says; nil where it has none of the title.
  package func narrativeCase(_ title: String, of revision: Revision) throws -> (model: Model, testCase: TestCase)? {
    let model = Model(try entry(revision.source, kind: .model).document)
    return model.cases.first { $0.title == title }.map { (model, $0) }
  }

  /// Writes under a case what a person says of it.
  ///
  /// - Parameter judged: the model's revision that the person looked at.
  /// - Throws: a `Failure` where the document was changed meanwhile.
  package func judge(
    _ title: String, of revision: Revision, at judged: Revision, _ verdict: Judgement.Verdict, note: String?
  ) throws -> Revision {
    guard let (model, testCase) = try narrativeCase(title, of: revision) else { return revision }
    let judgement = Judgement(date: today, revision: judged.name.short, verdict: verdict, note: note)
    let source = SourceText(name: revision.slug, bytes: model.judging(testCase, judgement))
    var new = NewRevision(after: revision, entry: try entry(source, kind: .model))
    new.mustFollowHeads = true
    return try save(new).revision
  }
}
