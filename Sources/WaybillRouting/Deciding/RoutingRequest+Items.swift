extension RoutingRequest {
    /// The order's products, by SKU, each split up by which of its lines the same parcels may carry.
    var items: [Candidates.Item] {
        let products = Dictionary(grouping: order.lines, by: \.sku).sorted { $0.key < $1.key }
        let refusals = products.contains { $0.value.count > 1 } ? refusals : [:]
        return products.enumerated().flatMap { product, lines in
            let alike = Dictionary(grouping: lines.value.sorted { $0.id < $1.id }) {
                refusals[$0.id] ?? []
            }
            let items = alike.values.map { alike in
                Candidates.Item(sku: lines.key, product: product, lines: alike)
            }
            return items.sorted { ($0.lines.first?.id ?? "") < ($1.lines.first?.id ?? "") }
        }
    }

    /// The services from sites that may not carry a line, by the line's id, each as a number; only of
    /// sites that have the line's product, now or later.
    private var refusals: [String: [Int]] {
        let skus = Dictionary(
            order.lines.map { ($0.id, $0.sku) },
            uniquingKeysWith: { first, _ in first }
        )
        let goods = Dictionary(
            sites.map { ($0.id, Set($0.stock.keys).union($0.restocks.map(\.sku))) },
            uniquingKeysWith: { first, _ in first }
        )
        var refusals: [String: [Int]] = [:]
        let origins = rejections.lines.sorted {
            ($0.key.site, $0.key.service) < ($1.key.site, $1.key.service)
        }
        for (number, (origin, lines)) in origins.enumerated() {
            for line in lines.keys {
                guard let sku = skus[line], goods[origin.site]?.contains(sku) == true else {
                    continue
                }
                refusals[line, default: []].append(number)
            }
        }
        return refusals
    }
}
