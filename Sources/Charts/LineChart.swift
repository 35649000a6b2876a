/// A line over a stretch, with the band that it may lie in, as SVG.
package struct LineChart: Sendable {
  package struct Point: Sendable {
    package var x: Double
    package var y: Double
    /// The ends of the band; the same as `y` where there is none.
    package var low: Double
    package var high: Double

    package init(x: Double, y: Double, low: Double, high: Double) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }

  package var title: String
  package var xLabel: String
  package var yLabel: String
  package var points: [Point]
  package var isLogarithmic: Bool
  /// How a number is written at an axis.
  package var format: @Sendable (Double) -> String

  package init(
    title: String, xLabel: String, yLabel: String, points: [Point], isLogarithmic: Bool,
    format: @escaping @Sendable (Double) -> String
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.points = points
    self.isLogarithmic = isLogarithmic
    self.format = format
  }

  private static let size = (width: 720.0, height: 420.0)
  private static let frame = (left: 84.0, right: 700.0, top: 44.0, bottom: 360.0)

  package var svg: String {
    let places = points.map { isLogarithmic ? logarithm($0.x) : $0.x }
    let (firstX, lastX) = (places.first ?? 0, places.last ?? 1)
    let lowest = min(0, points.map(\.low).min() ?? 0)
    let highest = points.map(\.high).max() ?? 1
    let top = highest > lowest ? highest + (highest - lowest) * 0.05 : lowest + 1
    func x(_ place: Double) -> Double {
      Self.frame.left + (place - firstX) / max(lastX - firstX, .leastNormalMagnitude)
        * (Self.frame.right - Self.frame.left)
    }
    func y(_ value: Double) -> Double {
      Self.frame.bottom - (value - lowest) / (top - lowest) * (Self.frame.bottom - Self.frame.top)
    }
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(text(Self.size.width)) \(text(Self.size.height))\" "
        + "font-family=\"sans-serif\" font-size=\"13\" role=\"img\">",
      "<title>\(escaped(title))</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
      "<text x=\"\(text(Self.frame.left))\" y=\"24\" font-size=\"16\" font-weight=\"bold\">\(escaped(title))</text>",
    ]
    for tick in Spacing.ticks(from: lowest, to: top, about: 5) {
      parts.append(
        "<line x1=\"\(text(Self.frame.left))\" x2=\"\(text(Self.frame.right))\" y1=\"\(text(y(tick)))\" "
          + "y2=\"\(text(y(tick)))\" stroke=\"#dddddd\"/><text x=\"\(text(Self.frame.left - 8))\" "
          + "y=\"\(text(y(tick) + 4))\" text-anchor=\"end\">\(escaped(format(tick)))</text>")
    }
    // Under a few of the points, so that what was computed is what is marked.
    let every = max(1, (points.count + 5) / 6)
    for (index, point) in points.enumerated() where index % every == 0 || index == points.count - 1 {
      let isCrowded = index != points.count - 1 && points.count - 1 - index < every && index > 0
      if isCrowded { continue }
      parts.append(
        "<text x=\"\(text(x(places[index])))\" y=\"\(text(Self.frame.bottom + 20))\" text-anchor=\"middle\">"
          + "\(escaped(format(point.x)))</text>")
    }
    let band =
      zip(places, points).map { "\(text(x($0))),\(text(y($1.high)))" }
      + zip(places, points).reversed().map { "\(text(x($0))),\(text(y($1.low)))" }
    if points.contains(where: { $0.low != $0.high }) {
      parts.append("<polygon points=\"\(band.joined(separator: " "))\" fill=\"#2b6cb0\" fill-opacity=\"0.18\"/>")
    }
    let line = zip(places, points).map { "\(text(x($0))),\(text(y($1.y)))" }.joined(separator: " ")
    parts.append("<polyline points=\"\(line)\" fill=\"none\" stroke=\"#2b6cb0\" stroke-width=\"2\"/>")
    parts += zip(places, points).map {
      "<circle cx=\"\(text(x($0)))\" cy=\"\(text(y($1.y)))\" r=\"3\" fill=\"#2b6cb0\"/>"
    }
    let middle = (Self.frame.top + Self.frame.bottom) / 2
    parts += [
      "<text x=\"\(text((Self.frame.left + Self.frame.right) / 2))\" y=\"\(text(Self.size.height - 16))\" "
        + "text-anchor=\"middle\">\(escaped(xLabel))</text>",
      "<text transform=\"translate(18 \(text(middle))) rotate(-90)\" text-anchor=\"middle\">\(escaped(yLabel))</text>",
      "</svg>",
    ]
    return parts.joined(separator: "\n") + "\n"
  }

  private func logarithm(_ value: Double) -> Double {
    // Only places on the page depend on it: a series would do no better.
    var (exponent, mantissa) = (0.0, min(value, .greatestFiniteMagnitude))
    while mantissa >= 2 { (mantissa, exponent) = (mantissa / 2, exponent + 1) }
    while mantissa < 1, mantissa > 0 { (mantissa, exponent) = (mantissa * 2, exponent - 1) }
    var bit = 0.5
    for _ in 0..<40 {
      mantissa *= mantissa
      if mantissa >= 2 { (mantissa, exponent) = (mantissa / 2, exponent + bit) }
      bit /= 2
    }
    return exponent
  }

  private func text(_ value: Double) -> String {
    let rounded = (value * 10).rounded() / 10
    return rounded == rounded.rounded() ? String(Int(rounded)) : rounded.description
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
