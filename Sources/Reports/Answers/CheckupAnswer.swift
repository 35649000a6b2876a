import Diagnostics
package import Knowledge
package import Styling

/// What state a store is in, and what came of making it anew.
package struct CheckupAnswer: Presentable {
  package var checkup: Checkup
  package var rebuilt: Rebuilt?
  package var path: String

  package init(_ checkup: Checkup, rebuilt: Rebuilt?, path: String) {
    self.checkup = checkup
    self.rebuilt = rebuilt
    self.path = path
  }

  private var losses: [String] { (rebuilt?.lost ?? []).map { "\($0) is lost" } }

  /// Whether nothing is wrong and nothing was lost.
  package var isWell: Bool { checkup.problems.isEmpty && losses.isEmpty }

  package func lines(on page: Page) -> [StyledText] {
    var lines = (losses + checkup.problems).map { StyledText("✗ ", .bad) + StyledText(visible($0)) }
    let revisions = counted(checkup.revisions, "revision")
    if lines.isEmpty {
      let documents = counted(checkup.documents, "document")
      lines.append(
        StyledText("✓ ", .good) + StyledText("\(revisions) of \(documents), each with the hash it was saved with"))
      if checkup.forks > 0 { lines.append(StyledText("\(checkup.forks) forked: how list marks them")) }
    } else {
      lines.append(StyledText("\(checkup.whole) of \(revisions) are what was saved"))
      if rebuilt == nil {
        lines.append(
          StyledText("how doctor --rebuild", .code) + StyledText(" makes all but the texts anew; ")
            + StyledText("how doctor --rescue FOLDER", .code) + StyledText(" writes out what can be read"))
      }
    }
    for renamed in rebuilt?.renamed ?? [] {
      lines.append(StyledText("\(renamed) has a new name: what came before it is lost"))
    }
    if let kept = rebuilt?.keptAt { lines.append(StyledText("the damaged file is kept as \(kept)")) }
    return lines + checkup.unchecked.map { StyledText($0, .warning) } + [StyledText(path, .dim)]
  }

  package var json: JSON {
    func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    var members: [(key: String, value: JSON)] = [
      ("store", .string(path)), ("documents", .integer(checkup.documents)), ("revisions", .integer(checkup.revisions)),
      ("whole", .integer(checkup.whole)), ("forks", .integer(checkup.forks)), ("problems", texts(checkup.problems)),
      ("unchecked", texts(checkup.unchecked)),
    ]
    if let rebuilt {
      members += [
        ("lost", texts(rebuilt.lost)), ("renamed", texts(rebuilt.renamed)), ("keptAt", JSON(rebuilt.keptAt)),
      ]
    }
    return .answer(members)
  }
}

/// What could still be read of a store.
package struct RescueAnswer: Presentable {
  package var rescued: Rescued
  /// The folder, as it is and as it was typed.
  package var folder: String
  package var typed: String

  package init(_ rescued: Rescued, folder: String, typed: String) {
    self.rescued = rescued
    self.folder = folder
    self.typed = typed
  }

  private var doubtful: [Rescued.Text] { rescued.texts.filter { $0.state != .whole } }

  /// Whether every text is there and what was saved.
  package var isWhole: Bool { doubtful.isEmpty && rescued.missing.isEmpty }

  package func lines(on page: Page) -> [StyledText] {
    let bad = StyledText("✗ ", .bad)
    return [StyledText("\(counted(rescued.texts.count, "text")) written to \(typed); rescued.tsv lists them")]
      + doubtful.map { text in
        let what = text.state == .altered ? "is not what was saved" : "cannot be proved to be what was saved"
        return bad + StyledText("\(visible(text.file)) \(what)")
      } + rescued.missing.map { bad + StyledText("\(visible($0)) cannot be read") }
  }

  package var json: JSON {
    let items = rescued.texts.map { text in
      JSON.object([
        ("file", .string(text.file)), ("slug", .string(text.slug)), ("revision", .string(text.revision)),
        ("time", JSON(text.time?.description)), ("state", .string(text.state.rawValue)),
      ])
    }
    return .answer([
      ("folder", .string(folder)), ("items", .array(items)),
      ("missing", .array(rescued.missing.map { .string($0) })),
    ])
  }
}

private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
