import Foundation
import Quantities
import Reports
import SeededChance
import Testing

struct JSONTests {
  @Test func `objects keep the order of their members`() {
    let json = JSON.object([("z", 1), ("a", [nil, true, "x"]), ("empty", .object([])), ("none", [])])
    #expect(
      json.text == """
        {
          "z": 1,
          "a": [
            null,
            true,
            "x"
          ],
          "empty": {},
          "none": []
        }

        """)
    #expect(json.line == "{\"z\": 1, \"a\": [null, true, \"x\"], \"empty\": {}, \"none\": []}\n")
  }

  @Test func `what drives a terminal is escaped`() {
    #expect(JSON.string("\"\\/\n\r\t").line == "\"\\\"\\\\/\\n\\r\\t\"\n")
    #expect(JSON.string("\u{1B}[31m\u{7F}\u{9B}\0").line == "\"\\u001b[31m\\u007f\\u009b\\u0000\"\n")
    // Separators of lines, and what turns the direction of text.
    #expect(JSON.string("\u{2028}\u{202E}\u{2066}é 決").line == "\"\\u2028\\u202e\\u2066é 決\"\n")
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (-0.0, "0"), (1e15, "1000000000000000.0"), (999_999_999_999_999, "999999999999999"),
      (1.0 / 3, "0.3333333333333333"),
      (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"), (.nan, "null"), (-2, "-2"),
    ] as [(Double, String)])
  func `a number is the shortest that reads back`(value: Double, text: String) {
    #expect(JSON.number(value).line == text + "\n")
  }

  @Test(arguments: UInt64(0)..<200)
  func `another reader reads what was written`(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let scalars = (0..<40).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0..<0x3000, using: &generator)) }
    let text = String(String.UnicodeScalarView(scalars))
    let number = Double(bitPattern: generator.next())
    let json = JSON.object([("text", .string(text)), ("number", .number(number)), (text, .integer(7))])
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.text.utf8)) as? [String: Any])
    #expect((read["text"] as? String).map { Array($0.unicodeScalars) } == scalars)
    let written = JSON.number(number).line.dropLast()
    #expect(number.isFinite ? Double(written) == number : read["number"] is NSNull)
    #expect(read.count == 3)
  }

  @Test func `a quantity has a unit, and a plain number none`() {
    #expect(JSON(Quantity(0.2)).line == "{\"value\": 0.2, \"unit\": null}\n")
    #expect(JSON(nil as Quantity?).line == "null\n")
    #expect(JSON.answer([("best", "a")]).line == "{\"schema\": 1, \"best\": \"a\"}\n")
  }
}
