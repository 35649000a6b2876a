/// The root of a continuous function between two points at which it has different signs, to the last digits; nil where
/// the signs agree or a value is not a number.
///
/// Inverse quadratic interpolation where it can be trusted, halving elsewhere (Chandrupatla 1997).
func bracketedRoot(_ low: Double, _ high: Double, of function: (Double) -> Double) -> Double? {
  var (a, b) = (low, high)
  var (fa, fb) = (function(a), function(b))
  if fa == 0 { return a }
  if fb == 0 { return b }
  guard fa.isNaN == false, fb.isNaN == false, (fa < 0) != (fb < 0) else { return nil }
  var (c, fc) = (a, fa)
  var fraction = 0.5
  for _ in 0..<200 {
    let x = a + fraction * (b - a)
    let fx = function(x)
    if fx.isNaN { return nil }
    if fx == 0 { return x }
    if (fx < 0) == (fa < 0) {
      (c, fc) = (a, fa)
    } else {
      (c, b, fc, fb) = (b, a, fb, fa)
    }
    (a, fa) = (x, fx)
    let best = abs(fa) < abs(fb) ? a : b
    let tolerance = max(1e-15 * abs(best), 1e-300) / abs(b - a)
    if tolerance >= 0.5 { return best }
    let xi = (a - b) / (c - b)
    let phi = (fa - fb) / (fc - fb)
    if phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi {
      fraction = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    } else {
      fraction = 0.5
    }
    fraction = min(1 - tolerance, max(tolerance, fraction))
  }
  return abs(fa) < abs(fb) ? a : b
}
