import Formulas
import Quantities
import Testing

struct UnitTests {
  private let dollar = Quantity.Unit.currency("USD")
  private let euro = Quantity.Unit.currency("EUR")

  @Test func `units multiply and divide`() {
    #expect(dollar.times(euro).unit.symbol == "USD*EUR")
    #expect(dollar.times(euro).unit == euro.times(dollar).unit)
    #expect(dollar.times(euro, to: Exponent(-1)).unit.symbol == "USD/EUR")
    #expect(Quantity.Unit.one.times(dollar, to: Exponent(-2)).unit.symbol == "1/USD^2")
    #expect(dollar.times(dollar, to: Exponent(-1)).unit == .one)
    #expect(Quantity.Unit.one.symbol == "")
  }

  @Test(
    arguments: [
      ("1 km + 500 m", 1.5, "km"), ("500 m + 1 km", 1500, "m"), ("100 km / (50 km/hour)", 2, "hour"),
      ("989.4 TFLOP/s * 1 day", 85_484_160, "TFLOP"), ("6 FLOP * 7B", 42e9, "FLOP"), ("90 min -> hour", 1.5, "hour"),
      ("8 Gbit/s * 1 s -> GB", 1, "GB"), ("1 GiB -> MB", 1073.741824, "MB"), ("1 kW * 3 hour -> kWh", 3, "kWh"),
      ("1 year -> day", 365.25, "day"), ("3 mm -> m", 0.003, "m"), ("5 m^2 * 2 m", 10, "m^3"), ("4 m^2 / 2 m", 2, "m"),
      ("2 m²", 2, "m^2"), ("10 USD/hour * 30 min", 5, "USD"), ("1 / (4 s)", 0.25, "1/s"), ("5 Hz * 2 s", 10, ""),
      ("20% / year^(1/2) * sqrt(4 year)", 0.4, ""), ("80GB", 80, "GB"), ("1 kilometre", 1, "km"), ("2 metres", 2, "m"),
      ("1 barrel -> L", 158.987294928, "L"), ("1 mile -> km", 1.609344, "km"), ("1000 g -> kg", 1, "kg"),
      ("7 B", 7, "byte"), ("3 µs -> ns", 3000, "ns"), ("3 us -> ns", 3000, "ns"), ("1 W -> J/s", 1, "J/s"),
      ("1 N*m -> J", 1, "J"), ("1 acre -> m^2", 4046.8564224, "m^2"), ("5 kB/token * 3", 15, "kB/token"),
    ] as [(String, Double, String)])
  func `units are kept, merged and converted`(formula: String, expected: Double, unit: String) throws {
    let found = try value(of: formula, where: "unit token")
    #expect(abs(found.value - expected) <= 1e-15 * abs(expected), "\(found.value)")
    #expect(found.unit.symbol == unit)
  }

  @Test func `only codes of ISO 4217 are currencies`() {
    let units = UnitCatalogue.builtIn
    #expect(["USD", "EUR", "JPY", "CHF", "GBP", "CNY", "XOF"].allSatisfy { units.unit(named: $0)?.name == $0 })
    #expect(["usd", "", "XAU", "XXX", "XTS", "CHE", "DEM"].allSatisfy { units.unit(named: $0) == nil })
    #expect(Currency.codes.allSatisfy { $0.utf8.count == 3 && $0 == $0.uppercased() })
  }

  @Test func `prefixes stand where the catalogue says`() {
    let units = UnitCatalogue.builtIn
    let known = ["ms", "kWh", "TFLOP", "EFLOP", "GiB", "Kibit", "kilobyte", "gigabytes", "MHz", "mmol", "mL", "kt"]
    let unknown = ["kday", "KiFLOP", "kmin", "kUSD", "kbyte", "kilos", "Gmonth", "gb", "KB", "kilom"]
    #expect(known.filter { units.unit(named: $0) == nil } == [])
    #expect(unknown.filter { units.unit(named: $0) != nil } == [])
  }

  @Test func `a unit may be declared by one further down`() throws {
    let program =
      "unit crew = 4 worker; unit worker = 8 hour; unit EUR = 1.08 USD; unit parsec, parsecs = 3.0857e16 m with si"
    #expect(try value(of: "1 crew -> hour", where: program) == value(of: "32 hour"))
    #expect(try value(of: "100 EUR + 8 USD -> USD", where: program).value == 116)
    #expect(try value(of: "2 kparsec -> km", where: program).value == 6.1714e16)
  }

  @Test func `only a bare zero fits any unit`() {
    #expect(Quantity(0).adding(Quantity(3, dollar)) == Quantity(3, dollar))
    #expect(Quantity(3, dollar).adding(Quantity(0)) == Quantity(3, dollar))
    #expect(Quantity(0, dollar).adding(Quantity(3)) == nil)
    #expect(Quantity(1).adding(Quantity(3, dollar)) == nil)
    #expect(Quantity(1, euro).adding(Quantity(3, dollar)) == nil)
  }
}
