package import CEL
import WaybillInterpreter
import WaybillModel

extension Timeline {
    /// The story for programs. The names of the members are stable; times are RFC 3339, durations whole
    /// milliseconds.
    package var json: JSON {
        .record([
            ("run", .text(run)),
            ("workflow", .text(workflow)),
            ("key", key.map(JSON.string)),
            ("status", .string(status.rawValue)),
            ("outcome", outcome.map(JSON.text)),
            ("started_at", .time(startedAt)),
            ("updated_at", .time(updatedAt)),
            ("duration_ms", .number(duration.milliseconds)),
            ("entries", .array(entries.map(\.json))),
        ])
    }
}

extension TimelineEntry {
    fileprivate var json: JSON {
        .record([
            ("sequence", .number(sequence)),
            ("time", .time(time)),
            ("offset_ms", .number(offset.milliseconds)),
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
