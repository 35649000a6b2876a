import Diagnostics
import Testing

struct NearestNameTests {
  @Test(
    arguments: [
      ("rgi", "rig"), ("meter", "metre"), ("RIG", "rig"), ("ri", "rig"), ("rigs", "rig"), ("gallns", "gallon"),
      ("x", nil), ("X", "x"), ("rig", nil), ("pump", nil), ("", nil),
    ] as [(String, String?)])
  func `a slip of the hand has a nearest name`(typed: String, nearest: String?) {
    let names = ["rig", "metre", "gallon"] + (typed == "X" ? ["x"] : [])
    #expect(NearestName.of(typed, among: names) == nearest)
    #expect(NearestName.advice(typed, among: names)?.text == nearest.map { "did you mean '\($0)'?" })
  }

  @Test func `the first of equals is the nearest`() {
    #expect(NearestName.of("cat", among: ["car", "cap"]) == "car")
  }

  @Test func `a name without end is near to nothing, and soon so`() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(NearestName.of(long, among: [long + "b"]) == nil)
  }
}
