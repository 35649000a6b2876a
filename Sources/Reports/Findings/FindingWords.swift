import Decisions
import Diagnostics
import Styling

/// A finding in words, before any layout: text, markdown and JSON are made of these, so that all three say the same.
struct FindingWords {
  /// A column of the rows.
  struct Column {
    /// What stands above it where a table has heads.
    var title: String
    var alignment = Grid.Alignment.left
  }

  /// What the rows are about; nil where sentences say it.
  var heading: StyledText?
  /// What goes before the rows.
  var sentences: [StyledText] = []
  var columns: [Column] = []
  /// What belongs together, a cell for each column.
  var rows: [[StyledText]] = []
  /// What goes after the rows.
  var closing: [StyledText] = []

  init(_ finding: Finding) {
    switch finding {
    case .best(let lead): sentences = [Self.best(lead)]
    case .tooClose(let margin): sentences = [Self.tooClose(margin)]
    case .hardlyMatters:
      sentences = ["The margin is within 1% of the stake: the choice hardly matters."]
    case .nothingToLearn: sentences = ["Nothing you could learn would change the choice."]
    case .worthOfEverything(let worth, let isSampled):
      let what = isSampled ? "everything" : "how every chance falls"
      sentences = [
        StyledText("Knowing \(what) beforehand would be worth ") + worth.styled() + StyledText(" at most.")
      ]
    case .uncertainty(let cost): sentences = [Self.uncertainty(cost)]
    case .withoutKellyShare(let labels): sentences = [Self.withoutKellyShare(labels)]
    case .corrected(let correction): sentences = [Self.corrected(correction)]
    case .policy(let steps):
      sentences = ["Then choose:"]
      setSteps(steps)
    case .underRisk(let play): setUnderRisk(play)
    case .equivalent(let play): setEquivalent(play)
    case .evidence(let update): setEvidence(update)
    case .toLearn(let worth): setToLearn(worth)
    case .unnamedRanges(let count): sentences = [Self.unnamedRanges(count)]
    case .tests(let tests): setTests(tests)
    case .flips(let flips): setFlips(flips)
    case .unexamined(let names): sentences = [Self.unexamined(names)]
    case .safer(let safer): sentences = [Self.safer(safer)]
    case .paths(let paths): setPaths(paths)
    case .ranges(let readings):
      heading = StyledText("how ranges were read")
      columns = [Column(title: "range")]
      rows = readings.map { [StyledText(visible($0.inWords), .dim)] }
    }
  }
}
