import Diagnostics
import Testing

/// Advice that knows its edits, and what becomes of places where a text is shown in part.
struct FixTests {
  private static let code = Diagnostic.Code("some-code")
  private static let source = SourceText(name: "a.md", text: "rgi = 5; x = rgi * 2")

  @Test func `what is meant stands where the diagnostic does`() throws {
    let told = Diagnostic(Self.code, "unknown", at: SourceSpan(13, 16), advice: .meant("rig"))
    let fix = try #require(told.fix)
    #expect(told.hint == "did you mean 'rig'?" && fix.title == "write 'rig'" && !fix.isSafe)
    #expect(fix.edits == [TextEdit(SourceSpan(13, 16), "rig")])
    #expect(fix.applied(to: Self.source).text == "rgi = 5; x = rig * 2")
  }

  @Test func `words alone, and what stands nowhere, have no edits`() {
    #expect(Diagnostic(Self.code, "unknown", at: SourceSpan(0, 3), advice: "define it").fix == nil)
    #expect(Diagnostic(Self.code, "unknown", advice: .meant("rig")).fix == nil)
    #expect(Diagnostic(Self.code, "unknown", at: SourceSpan(0, 3), advice: .meant("rig", at: nil)).fix == nil)
    #expect(Diagnostic(Self.code, "unknown", at: SourceSpan(0, 3), hint: "define it").fix == nil)
  }

  @Test func `several edits are made in the order of the text`() throws {
    let edits = [
      TextEdit(SourceSpan(13, 16), "rig"), TextEdit(SourceSpan(0, 0), "# "), TextEdit(SourceSpan(3, 6), "="),
    ]
    let advice = Advice("so", edits: edits, title: "do so", isSafe: true)
    let fix = try #require(Diagnostic(Self.code, "wrong", at: SourceSpan(0, 3), advice: advice).fix)
    #expect(fix.isSafe && fix.edits.map(\.span.start) == [0, 3, 13])
    #expect(fix.applied(to: Self.source).text == "# rgi=5; x = rig * 2")
  }

  @Test func `a part of a text has the places that lie in it`() throws {
    let all = Diagnostic(
      Self.code, "unknown", at: SourceSpan(13, 16), label: "here",
      related: [.init(SourceSpan(0, 3), "outside"), .init(SourceSpan(9, 10), "inside")], advice: .meant("rig"),
      severity: .warning)
    let part = all.within(SourceSpan(9, 20))
    #expect(part.span == SourceSpan(4, 7) && part.label == "here" && part.severity == .warning)
    #expect(part.related == [.init(SourceSpan(0, 1), "inside")])
    #expect(part.fix?.edits == [TextEdit(SourceSpan(4, 7), "rig")] && part.hint == all.hint)
    let cut = all.within(SourceSpan(9, 14))
    #expect(cut.span == SourceSpan(4, 5) && cut.fix == nil)
  }

  @Test func `what is told of another text takes its words along, not its places`() {
    let inside = Diagnostic(
      Self.code, "unknown", at: SourceSpan(13, 16), related: [.init(SourceSpan(0, 3), "here")], advice: .meant("rig"))
    let told = inside.told(at: SourceSpan(0, 1))
    #expect(told == Diagnostic(Self.code, "unknown", at: SourceSpan(0, 1), hint: "did you mean 'rig'?"))
  }
}
