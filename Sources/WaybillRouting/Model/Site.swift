/// A warehouse, a shop or a supplier that goods can leave from.
package struct Site: Hashable, Sendable {
    /// Goods that arrive at the site.
    package struct Restock: Hashable, Sendable {
        package let sku: String
        package let day: Day
        package let quantity: Int

        package init(sku: String, day: Day, quantity: Int) {
            self.sku = sku
            self.day = day
            self.quantity = quantity
        }
    }

    package let id: String
    /// Lower comes first; never negative.
    package let priority: Int
    /// The first day on which a parcel can leave, by the site's own clock and cut-off.
    package let readyOn: Day
    /// From here to the customer.
    package let metres: Int
    /// Of each parcel, in the smallest unit of money.
    package let handling: Int
    /// Of each unit.
    package let picking: Int
    /// Units on the shelf, by SKU.
    package let stock: [String: Int]
    package let restocks: [Restock]

    package init(
        id: String,
        priority: Int,
        readyOn: Day,
        metres: Int,
        handling: Int,
        picking: Int,
        stock: [String: Int],
        restocks: [Restock]
    ) {
        self.id = id
        self.priority = priority
        self.readyOn = readyOn
        self.metres = metres
        self.handling = handling
        self.picking = picking
        self.stock = stock
        self.restocks = restocks
    }
}
