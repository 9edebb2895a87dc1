package import CEL
package import WaybillModel

/// The lists that a step runs: the branches of a `parallel`, the iterations of a `for_each`, the
/// rounds of a `repeat`, the reminders of an `await`.
package struct Group: Sendable {
    /// One list that reached its end.
    package struct Ended: Sendable {
        package let list: StepPath.Element
        /// What its `collect` gave.
        package let collected: JSON?
    }

    /// The lists in the order in which they begin; rounds are as many as there may be.
    package let lists: [StepPath.Element]
    /// The elements of a `for_each`, in the order of its iterations.
    package let elements: [Value]
    /// How many lists must reach their end, unless a round turns out to be the last.
    package let needed: Int
    /// When the step has taken too long.
    package let deadline: Timestamp?
    package internal(set) var deadlinePassed = false
    /// How many lists were begun.
    package internal(set) var begun = 0
    /// How many of these are over, whatever became of them.
    package internal(set) var closed = 0
    /// In the order in which they did.
    package internal(set) var ended: [Ended] = []
    /// Whether `until` held at the end of a round.
    package internal(set) var hadLastRound = false
    /// How many lists failed; cancelled ones do not count.
    package internal(set) var failed = 0
    /// That of the first that failed, and whether anything was undone for any of them.
    package internal(set) var failure: Failure?
    /// What the steps after the group see of the steps inside.
    package internal(set) var outputs: [StepID: Value] = [:]

    package init(
        lists: [StepPath.Element],
        elements: [Value] = [],
        needed: Int,
        deadline: Timestamp?
    ) {
        self.lists = lists
        self.elements = elements
        self.needed = needed
        self.deadline = deadline
    }

    /// Reminders: no number of them makes the step done, and one that fails makes it fail.
    static let reminders = Group(lists: [], needed: .max, deadline: nil)

    /// How many lists are open.
    var open: Int { begun - closed }

    /// Whether enough lists reached their end.
    var isMet: Bool { ended.count >= needed }

    /// Whether so many failed, or would with some more, that not enough can reach their end.
    func isOutOfReach(after more: Int = 0) -> Bool { lists.count - failed - more < needed }
}
