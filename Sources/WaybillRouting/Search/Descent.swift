extension Search {
    /// Adds, drops and swaps parcels as long as that makes the decision better.
    mutating func descend() {
        var step = Step(set: best, cost: bestCost)
        while true {
            var next = step
            if step.set.count < problem.mostParcels {
                for candidate in candidates where !step.set.contains(candidate) {
                    improve(&next, step.set + [candidate])
                }
            }
            for position in step.set.indices {
                var set = step.set
                set.remove(at: position)
                improve(&next, set)
            }
            if !(next.cost < step.cost) {
                for position in step.set.indices {
                    for candidate in candidates where !step.set.contains(candidate) {
                        var set = step.set
                        set[position] = candidate
                        improve(&next, set)
                    }
                }
            }
            guard next.cost < step.cost else { break }
            step = next
        }
        consider(step.set, step.cost)
    }

    private struct Step {
        var set: [Int]
        var cost: Cost
    }

    private mutating func improve(_ step: inout Step, _ set: [Int]) {
        let cost = cost(of: set)
        if cost < step.cost { step = Step(set: set, cost: cost) }
    }
}
