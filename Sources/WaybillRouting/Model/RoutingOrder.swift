/// What is to be shipped, and by when.
package struct RoutingOrder: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let id: String
        package let sku: String
        package let quantity: Int
        /// Of one unit.
        package let grams: Int

        package init(id: String, sku: String, quantity: Int, grams: Int) {
            self.id = id
            self.sku = sku
            self.quantity = quantity
            self.grams = grams
        }
    }

    package let lines: [Line]
    /// The last day on which the goods may arrive; `nil` when nothing is promised.
    package let promisedBy: Day?
    /// How many parcels of earlier decisions stand: they count when the order is split.
    package let standingParcels: Int

    package init(lines: [Line], promisedBy: Day?, standingParcels: Int = 0) {
        self.lines = lines
        self.promisedBy = promisedBy
        self.standingParcels = standingParcels
    }
}

/// A day of the calendar, counted from any day that all of a request's days are counted from.
package typealias Day = Int
