/// A network through which units flow from a source to a sink at the least cost, found by successive
/// shortest paths: each path may also take back what an earlier one sent.
struct FlowNetwork {
    private struct Arc {
        let target: Int
        /// How many more units fit.
        var room: Int
        let cost: Cost
    }

    /// Each is followed by the one that takes its units back.
    private var arcs: [Arc] = []
    private var arcsFrom: [[Int]]
    /// What a further unit to each node costs, by the last search for a path; `nil` where none gets.
    private(set) var distances: [Cost?]

    init(nodes: Int) {
        arcsFrom = [[Int]](repeating: [], count: nodes)
        distances = [Cost?](repeating: nil, count: nodes)
    }

    /// Lets so many units flow from one node to another; gives the arc.
    @discardableResult
    mutating func connect(_ from: Int, to target: Int, room: Int, cost: Cost) -> Int {
        let arc = arcs.count
        arcs.append(Arc(target: target, room: room, cost: cost))
        arcs.append(Arc(target: from, room: 0, cost: .zero - cost))
        arcsFrom[from].append(arc)
        arcsFrom[target].append(arc + 1)
        return arc
    }

    func flow(through arc: Int) -> Int { arcs[arc + 1].room }

    /// Sends all that gets through; gives its cost. Where the work is spent, less was sent.
    mutating func send(from source: Int, to sink: Int, _ work: inout WorkBudget) -> Cost {
        var cost = Cost.zero
        while let path = shortestPath(from: source, to: sink, &work), !work.isSpent {
            let units = path.reduce(Int.max) { min($0, arcs[$1].room) }
            for arc in path {
                arcs[arc].room -= units
                arcs[arc ^ 1].room += units
                cost += arcs[arc].cost * units
            }
        }
        return cost
    }

    /// By Bellman and Ford, with a queue, as arcs that take units back have negative costs.
    private mutating func shortestPath(
        from source: Int,
        to sink: Int,
        _ work: inout WorkBudget
    ) -> [Int]? {
        var arcTo = [Int?](repeating: nil, count: arcsFrom.count)
        var isQueued = [Bool](repeating: false, count: arcsFrom.count)
        var queue = [source]
        var next = 0
        for node in distances.indices { distances[node] = nil }
        distances[source] = .zero
        while next < queue.count {
            let node = queue[next]
            next += 1
            isQueued[node] = false
            guard let distance = distances[node] else { continue }
            work.spend(arcsFrom[node].count)
            for arc in arcsFrom[node] where arcs[arc].room > 0 {
                let (target, further) = (arcs[arc].target, distance + arcs[arc].cost)
                if let known = distances[target], !(further < known) { continue }
                distances[target] = further
                arcTo[target] = arc
                if !isQueued[target] {
                    isQueued[target] = true
                    queue.append(target)
                }
            }
        }
        guard distances[sink] != nil else { return nil }
        var path: [Int] = []
        var node = sink
        while let arc = arcTo[node] {
            path.append(arc)
            node = arcs[arc ^ 1].target
        }
        return path
    }
}
