package import CEL

/// A hard constraint of a policy, compiled against the types of what one step gives it. Its
/// environment declares ``Variable``s, in their order.
package struct AllocationConstraint: Sendable {
    /// The names that a constraint may see.
    package enum Variable: String, Hashable, Sendable, CaseIterable {
        /// A site as it is given, with `distance_km` besides: whole kilometres to the customer, rounded
        /// up; absent where either place is unknown.
        case site
        case service
        /// A line of the order.
        case line
        case order

        /// The position among the values given to a program.
        package var slot: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What it rules out when it does not hold.
    package enum Subject: Hashable, Sendable {
        /// A site; the constraint reads neither `service` nor `line`.
        case site
        /// A service from a site; the constraint does not read `line`.
        case service
        /// A line, in a parcel of a service from a site.
        case line
    }

    package let id: String
    package let subject: Subject
    /// Gives a bool.
    package let condition: Program

    package init(id: String, subject: Subject, condition: Program) {
        self.id = id
        self.subject = subject
        self.condition = condition
    }

    /// Whether its condition reads a variable.
    package func reads(_ variable: Variable) -> Bool { condition.reads(variable) }
}

extension Program {
    /// Whether a condition of constraints reads one of their variables.
    package func reads(_ variable: AllocationConstraint.Variable) -> Bool {
        variableIndices.contains(variable.slot)
    }
}
