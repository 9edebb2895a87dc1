import CEL
import WaybillModel

/// Parcels of earlier plans that stand.
struct Allocated {
    struct Line {
        let given: GivenValue
        let sku: String
        let quantity: Int
    }

    let parcels: Int
    /// The greatest number that one of them has, `p3` being of number 3, and at least how many they are.
    let lastNumber: Int
    /// Of all the parcels.
    let lines: [Line]

    init(_ given: GivenValue?) throws(StepError) {
        let parcels = try given?.elements() ?? []
        var lastNumber = parcels.count
        var ids = TakenIDs()
        var lines: [Line] = []
        for parcel in parcels {
            if let given = try parcel.optional("id") {
                let id = try given.name()
                try ids.take(id, for: parcel)
                if id.hasPrefix("p"), let number = Int32(id.dropFirst()) {
                    lastNumber = max(lastNumber, Int(number))
                }
            }
            for line in try parcel.required("lines").elements() {
                let quantity = try line.required("quantity").whole(
                    in: 0...GivenOrder.mostUnits,
                    remedy: "give a number of units from 0 to \(GivenOrder.mostUnits)"
                )
                let sku = try line.required("sku").name()
                lines.append(Line(given: line, sku: sku, quantity: quantity))
            }
        }
        self.parcels = parcels.count
        self.lastNumber = lastNumber
        self.lines = lines
    }
}

extension GivenOrder {
    /// Takes off what is allocated already: of the lines that are as those of the parcels but for their
    /// quantities, then of others of the same product.
    mutating func takeOff(_ allocated: Allocated) throws(StepError) {
        try check(allocated)
        let inOrder = lines.indices.sorted { lines[$0].id < lines[$1].id }
        let alike = Dictionary(grouping: inOrder) { lines[$0].given.textWithoutQuantity }
        let bySKU = Dictionary(grouping: inOrder) { lines[$0].sku }
        var rest: [(sku: String, units: Int)] = []
        for line in allocated.lines {
            let named = alike[line.given.textWithoutQuantity] ?? []
            rest.append((line.sku, takeOff(line.quantity, from: named)))
        }
        for (sku, units) in rest { _ = takeOff(units, from: bySKU[sku] ?? []) }
    }

    /// Gives how many units are left to be taken off.
    private mutating func takeOff(_ units: Int, from indices: [Int]) -> Int {
        var left = units
        for index in indices {
            let taken = min(lines[index].quantity, left)
            lines[index].quantity -= taken
            left -= taken
        }
        return left
    }

    /// Holds what is allocated to what is ordered.
    private func check(_ allocated: Allocated) throws(StepError) {
        var ordered: [String: Int] = [:]
        for line in lines { ordered[line.sku, default: 0] += line.quantity }
        var taken: [String: Int] = [:]
        for line in allocated.lines {
            let (place, sku) = (line.given.place, line.sku)
            guard let units = ordered[sku] else {
                throw .rejected(
                    "\(place).sku is '\(sku)', of which the order has no line",
                    "give parcels of this order only"
                )
            }
            let before = taken[sku] ?? 0
            guard line.quantity <= units - before else {
                let asked = "the order has \(units) of '\(sku)'"
                let others = before > 0 ? ", of which \(before) are allocated before it" : ""
                throw .rejected(
                    "\(place).quantity is \(line.quantity), and \(asked)\(others)",
                    "give each parcel that stands once, with the units that it carries"
                )
            }
            taken[sku] = before + line.quantity
        }
    }
}

extension GivenValue {
    /// What a line says besides its quantity.
    fileprivate var textWithoutQuantity: String {
        guard case .object(let members) = with("quantity", nil).json else {
            return json.description
        }
        return JSON.object(members.filter { $0.value != .null }).withSortedMembers.description
    }
}
