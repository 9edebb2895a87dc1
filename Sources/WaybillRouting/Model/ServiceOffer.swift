/// A carrier's service as it is offered from one site to the customer.
package struct ServiceOffer: Hashable, Sendable {
    package let site: String
    package let service: String
    /// Of a parcel, in the smallest unit of money.
    package let perParcel: Int
    /// Of a thousand grams to this customer, so that each line's share of it is a whole number.
    package let perKilogram: Int
    package let transitDays: Int

    package init(
        site: String,
        service: String,
        perParcel: Int,
        perKilogram: Int,
        transitDays: Int
    ) {
        self.site = site
        self.service = service
        self.perParcel = perParcel
        self.perKilogram = perKilogram
        self.transitDays = transitDays
    }
}
