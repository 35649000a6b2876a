import Quantities
import Testing

struct UnitTests {
  private let dollar = Quantity.Unit(named: "USD") ?? .one
  private let euro = Quantity.Unit(named: "EUR") ?? .one

  @Test func `units multiply and divide`() {
    #expect((dollar * euro).symbol == "EUR*USD")
    #expect(dollar * euro == euro * dollar)
    #expect((dollar / euro).symbol == "USD/EUR")
    #expect((.one / dollar / dollar).symbol == "1/USD^2")
    #expect(dollar / dollar == .one)
    #expect(Quantity.Unit.one.symbol == "")
    #expect((dollar * dollar / euro / euro).symbol == "USD^2/EUR^2")
  }

  @Test func `only codes of ISO 4217 are units`() {
    #expect(["USD", "EUR", "JPY", "CHF", "GBP", "CNY", "XOF"].allSatisfy { Quantity.Unit(named: $0)?.symbol == $0 })
    #expect(Quantity.Unit(named: "usd") == nil)
    #expect(Quantity.Unit(named: "") == nil)
    #expect(["XAU", "XXX", "XTS", "CHE", "DEM"].allSatisfy { Quantity.Unit(named: $0) == nil })
    #expect(Currency.codes.allSatisfy { $0.utf8.count == 3 && $0 == $0.uppercased() })
  }

  @Test func `only a bare zero fits any unit`() {
    #expect(Quantity(0).adding(Quantity(3, dollar)) == Quantity(3, dollar))
    #expect(Quantity(3, dollar).adding(Quantity(0)) == Quantity(3, dollar))
    #expect(Quantity(0, dollar).adding(Quantity(3)) == nil)
    #expect(Quantity(1).adding(Quantity(3, dollar)) == nil)
    #expect(Quantity(1, euro).adding(Quantity(3, dollar)) == nil)
  }
}
