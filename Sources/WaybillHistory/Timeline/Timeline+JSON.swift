package import CEL
import WaybillInterpreter
import WaybillModel

extension Timeline {
    /// The story for programs. The names of the members are stable; times are RFC 3339, durations whole
    /// milliseconds.
    package var json: JSON { .record(summary + [("entries", .array(entries.map { $0.json() }))]) }

    fileprivate var summary: [(String, JSON?)] {
        [
            ("run", .text(run)),
            ("workflow", .text(workflow)),
            ("key", key.map(JSON.string)),
            ("status", .string(status.rawValue)),
            ("outcome", outcome.map(JSON.text)),
            ("started_at", .time(startedAt)),
            ("updated_at", .time(updatedAt)),
            ("duration_ms", .number(duration.milliseconds)),
        ]
    }
}

extension CorrelatedTimeline {
    /// The story for programs: how each run stands, and what happened, each with its run.
    package var json: JSON {
        .record([
            ("correlation", .text(correlation)),
            ("runs", .array(runs.map { .record($0.summary) })),
            ("entries", .array(entries.map { $0.entry.json(of: $0.run, at: $0.time) })),
        ])
    }
}

extension TimelineEntry {
    /// As it is told at a time; without one, when it began.
    fileprivate func json(of run: RunID? = nil, at told: Timestamp? = nil) -> JSON {
        let told = told ?? time
        return .record([
            ("run", run.map(JSON.text)),
            ("sequence", .number(sequence)),
            ("time", .time(told)),
            ("offset_ms", .number((offset + told.duration(since: time)).milliseconds)),
            ("step", path.map(JSON.text)),
            ("kind", .string(kind.rawValue)),
            ("result", .string(result.rawValue)),
            ("text", .string(text)),
            ("attempts", attempts == 0 ? nil : .number(attempts)),
            ("duration_ms", duration.map { .number($0.milliseconds) }),
            ("error", error?.json),
            ("lines", lines.isEmpty ? nil : .array(lines.map(\.json))),
        ])
    }
}

extension TimelineEntry.Line {
    fileprivate var json: JSON {
        .record([
            ("time", .time(time)),
            ("offset_ms", .number(offset.milliseconds)),
            ("kind", .string(kind.rawValue)),
            ("text", .string(text)),
            ("attempt", attempt.map { .number($0) }),
            ("error", error?.json),
            ("retry_at", retryAt.map(JSON.time)),
        ])
    }
}
