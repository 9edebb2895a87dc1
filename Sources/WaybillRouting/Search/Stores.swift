/// What offers draw from while units are handed out.
struct Stores {
    /// For each wave of each stock how many units may have left by then.
    private let limits: [Int]
    /// How many have.
    private var left: [Int]
    /// Where the waves of each stock begin; one more entry for the end.
    private let starts: [Int]
    private var touched: [Int] = []

    init(_ stocks: [SourcingProblem.Stock]) {
        limits = stocks.flatMap(\.upToWave)
        left = [Int](repeating: 0, count: limits.count)
        var starts = [0]
        var start = 0
        for stock in stocks {
            start += stock.upToWave.count
            starts.append(start)
        }
        self.starts = starts
    }

    /// How many limits an offer falls under.
    func waves(of offer: PricedOffer) -> Int {
        starts[offer.stock + 1] - starts[offer.stock] - offer.wave
    }

    /// How many units there are for an offer, at most so many.
    func room(_ most: Int, for offer: PricedOffer) -> Int {
        var room = most
        for wave in limits(of: offer) { room = min(room, limits[wave] - left[wave]) }
        return max(0, room)
    }

    private func limits(of offer: PricedOffer) -> Range<Int> {
        starts[offer.stock] + offer.wave..<starts[offer.stock + 1]
    }

    /// Takes as many units by an offer as there are, at most so many; gives how many.
    mutating func take(_ most: Int, by offer: PricedOffer) -> Int {
        let room = room(most, for: offer)
        guard room > 0 else { return 0 }
        for wave in limits(of: offer) { left[wave] += room }
        touched.append(offer.stock)
        return room
    }

    /// Puts everything back.
    mutating func reset() {
        for stock in touched {
            for wave in starts[stock]..<starts[stock + 1] { left[wave] = 0 }
        }
        touched.removeAll(keepingCapacity: true)
    }
}
