import Testing

@testable import Uncertainty

/// Functions in plain arithmetic, where the usual formula ends.
@Suite struct ElementaryTests {
  /// Figures of SciPy 1.17.
  @Test(
    arguments: [
      (-37, 5.7255712225239266e-300), (-20, 2.7536241186061556e-89), (-8, 6.22096057427174e-16),
      (-5.7, 5.99037140106353e-09), (-5.5, 1.898956246588768e-08), (-3.3, 0.00048342414238377744),
      (-2, 0.022750131948179195), (-1, 0.15865525393145707), (-0.7, 0.24196365222307303),
      (-0.6, 0.2742531177500736), (-0.1, 0.460172162722971), (0, 0.5), (0.3, 0.6179114221889526),
      (0.9, 0.8159398746532405), (2.5, 0.9937903346742238), (6, 0.9999999990134123),
    ] as [(Double, Double)])
  func normalProbabilities(z: Double, expected: Double) {
    // Far out the exponential is of a large number, whose rounding counts.
    let tolerance = 1e-15 * max(2, z * z / 2)
    #expect(abs(StandardNormal.cumulative(z) - expected) <= tolerance * expected)
  }

  @Test func logarithmsOfAnyNumber() {
    #expect(Elementary.logOfAny(0) == -.infinity)
    #expect(Elementary.logOfAny(.infinity) == .infinity)
    #expect(Elementary.logOfAny(-1).isNaN && Elementary.logOfAny(.nan).isNaN)
    #expect(abs(Elementary.logOfAny(0x1p-1074) + 744.4400719213812) < 1e-12)
  }

  @Test func exponentialsOfAnyNumber() {
    #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.exp(0) == 1)
  }

  @Test func powersOfAnyNumber() {
    #expect(Elementary.power(-2, 3) == -8)
    #expect(Elementary.power(-1, 65) == -1 && Elementary.power(-1, 66) == 1)
    #expect(Elementary.power(-2, 0.5).isNaN)
    #expect(Elementary.power(0, 0) == 1 && Elementary.power(0, 2.5) == 0 && Elementary.power(0, -0.5).isNaN)
    #expect(Elementary.power(.infinity, 0.5) == .infinity)
    #expect(abs(Elementary.power(2, 0.5) - 2.0.squareRoot()) < 1e-15)
    #expect(Elementary.power(.nan, 0.5).isNaN && Elementary.power(2, .nan).isNaN)
  }
}
