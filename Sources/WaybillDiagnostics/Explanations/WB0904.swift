extension Explanation {
    /// WB0904
    static let routingPolicy = Explanation(
        why: """
            A policy that leaves open what becomes of units nobody has, or which of two equal \
            decisions is taken, decides by chance. So each policy says what a late parcel, a \
            further parcel and an unfilled unit cost, its ties end in an id, and what it is given \
            has the fields that the decision reads.
            """,
        failing: """
            waybill: 1
            workflow: source_order
            types:
              Line: { sku: string, quantity: int }
              Site: { id: string, stock: map<int>, zone: string }
              Zone: { zone: string, per_parcel: decimal, transit_days: int }
              Service: { id: string, zones: "[Zone]" }
            input: { lines: "[Line]", sites: "[Site]", services: "[Service]" }
            policies:
              closest:
                promise: { mode: hard }
                split: never
            steps:
              - step: source
                allocate: closest
                with:
                  order: { lines: "${ input.lines }" }
                  sites: ${ input.sites }
                  services: ${ input.services }
            """,
        mended: """
            waybill: 1
            workflow: source_order
            types:
              Line: { sku: string, quantity: int }
              Site: { id: string, stock: map<int>, zone: string }
              Zone: { zone: string, per_parcel: decimal, transit_days: int }
              Service: { id: string, zones: "[Zone]" }
            input: { lines: "[Line]", sites: "[Site]", services: "[Service]" }
            policies:
              closest:
                promise: { mode: hard }
                split: never
                unfilled: { action: backorder, cost: 60.00 }
            steps:
              - step: source
                allocate: closest
                with:
                  order: { lines: "${ input.lines }" }
                  sites: ${ input.sites }
                  services: ${ input.services }
            """,
        limits: """
            That the prices are worth deciding by, and that what is given makes sense: stock that \
            is negative is found when the decision is made.
            """
    )
}
