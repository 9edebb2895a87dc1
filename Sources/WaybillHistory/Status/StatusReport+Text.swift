package import CEL
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension StatusReport {
    /// The report for a terminal.
    package func rendered(asOf now: Timestamp, colour: Bool, width: Int = 100) -> String {
        var page = Page(colour: colour, width: width)
        page.title(
            Ink.strong.paint(record.id.rawValue.clipped(to: 80), colour: colour) + ": "
                + status.ink.paint(status.rawValue, colour: colour) + outcome
        )
        page.row("workflow", "\(record.workflow), definition \(record.digest.rawValue.prefix(19))")
        if let key = record.key { page.row("key", key.clipped(to: 100)) }
        if record.correlation.rawValue != record.id.rawValue {
            page.row("correlation", record.correlation.rawValue.clipped(to: 100))
        }
        if let parent { page.row("belongs to", "step \(parent.path) of run \(parent.run)") }
        page.row("started", record.startedAt.relative(to: now))
        page.row("updated", record.updatedAt.relative(to: now))
        if let deadline { page.row("timeout", deadline.relative(to: now)) }
        if let text = pivotText { page.row("pivot", text) }
        if let cancellation {
            let reason = cancellation.reason.map { ": \($0)" } ?? ""
            page.row("cancel", "requested\(reason)\(cancelMoment)", .attention)
        }
        if let ending {
            page.row("ending", "\(ending.words), decided: the steps after that are under way")
        }
        for lock in locks {
            let since = lock.acquiredAt.map { ", since \($0.relative(to: now))" } ?? ""
            page.row("lock", "holds \(lock.name.words)\(since)")
        }
        if let undelivered { page.row("event", undelivered.words, .attention) }
        writeEnd(&page)
        writeDecisions(&page)
        writeStanding(&page, now)
        if !undoable.isEmpty {
            page.section("\(undoableTitle), in this order")
            for step in undoable {
                let means = step.means.map(\.words).joined(separator: ", then ")
                page.row("\(step.path)", "\(means): \(step.effect.words)")
            }
        }
        if !warnings.isEmpty { page.section("Warnings") }
        for warning in warnings {
            let text = "\(warning.text), \(warning.time.relative(to: now))"
            page.row("\(warning.path)", text, .bad)
        }
        return page.text
    }

    private func writeStanding(_ page: inout Page, _ now: Timestamp) {
        if !activities.isEmpty { page.section("Now") }
        for activity in activities {
            page.row("\(activity.path)", activity.words(at: now), .active)
            for send in sends[activity.path] ?? [] { page.command(send) }
        }
        if !children.isEmpty { page.section("Child runs") }
        for child in children {
            let status = child.status ?? .running
            page.row("\(child.run)", status.rawValue, status.ink)
            page.command(child.command)
        }
        if !parked.isEmpty { page.section("Parked: an operator has to say how it goes on") }
        for parked in parked {
            let undo = parked.operation.direction == .undo ? "its undo gave up: " : ""
            page.row("\(parked.operation.path)", undo + parked.error.summaryWithEffect, .bad)
            for command in parked.commands { page.command(command) }
        }
    }

    private func writeDecisions(_ page: inout Page) {
        if !decisions.isEmpty { page.section("Decided") }
        for decision in decisions {
            let failed = decision.outcome.error.map { "failed with \($0.summary)" }
            guard let words = decision.outcome.plan.map(PlanWords.init) else {
                page.row("\(decision.path)", failed ?? "", .bad)
                continue
            }
            page.row("\(decision.path)", words.summary)
            if let failed { page.row("", failed, .bad) }
            for detail in words.details { page.row("", detail, .quiet) }
        }
    }

    private func writeEnd(_ page: inout Page) {
        switch end {
        case .completed(_, let output): if output != .null { page.row("output", output.fields) }
        case .compensated(let error): page.row("error", error.summary, .bad)
        case .failed(let error, let unresolved):
            page.row("error", error.summary, .bad)
            let left = unresolved.map { "\($0)" }.joined(separator: ", ")
            if !left.isEmpty { page.row("unsettled", left, .bad) }
        case .cancelled(let reason): if let reason { page.row("reason", reason) }
        case nil: if let failure { page.row("error", failure.summary, .bad) }
        }
    }

    /// What a request to cancel waits for.
    private var cancelMoment: String {
        guard case .inDoubt(let path) = pivot else { return "" }
        return "; carried out once it is known that \(path) did not take effect, and not if it did"
    }

    private var undoableTitle: String {
        switch (pivot, status) {
        case (.inDoubt, _): "Undone if the pivot did not take effect and the run fails"
        case (_, .compensating), (_, .parked): "Still to be undone"
        default: "Undone if the run fails"
        }
    }

    private var outcome: String {
        if case .completed(let outcome?, _) = end { " (\(outcome))" } else { "" }
    }

    private var pivotText: String? {
        switch pivot {
        case .ahead where ending != nil: nil
        case .ahead where status == .running || status == .waiting:
            pivotStep.map { "\($0), not reached: a failure undoes what was done" }
        case .ahead: nil
        case .inDoubt(let path) where status == .parked:
            "\(path) may have taken effect: nothing may be undone"
        case .inDoubt(let path):
            "\(path) may have taken effect: until that is known, for up to a day, it is asked again, "
                + "whatever its `retry` says, and nothing is undone"
        case .passed(let path): "\(path) is passed: the run only goes forward"
        }
    }
}

extension RunEnd {
    /// The status and the outcome.
    fileprivate var words: String {
        if case .completed(let outcome?, _) = self {
            "\(status.rawValue) (\(outcome))"
        } else {
            status.rawValue
        }
    }
}
