import ArgumentParser
import CEL
import Foundation
import WaybillDiagnostics
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill send`
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Deliver an event to the runs that await it.",
        discussion: """
            With `-` for the type, a CloudEvents 1.0 JSON document is read from standard input. An \
            event that no run awaits yet is kept. An event is taken once by its source and id, \
            however often it is sent, and one with the same id and other data is refused; one that \
            was refused, or dropped, may be mended and sent again.

            Examples:
              waybill send order.review_decided \\
                --data '{"order_id": "1003", "approved": true, "by": "kim"}'
              waybill send - < cloudevent.json
            """
    )

    @Argument(help: ArgumentHelp("The event's type, or - for standard input.", valueName: "type"))
    var type: String

    @Option(help: ArgumentHelp("The event's data.", valueName: "json"))
    var data: String?

    @Option(help: ArgumentHelp("The event's id; random without one.", valueName: "id"))
    var id: String?

    @Option(help: ArgumentHelp("Who sends it.", valueName: "uri"))
    var source = "waybill/send"

    @Option(help: ArgumentHelp("What it is about.", valueName: "text"))
    var subject: String?

    @Option(
        help: ArgumentHelp(
            "The order it belongs to; the runs that it starts have it in common.",
            valueName: "id"
        )
    )
    var correlation: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if type != "-", data == nil { throw ValidationError("Give the event's data with --data.") }
        if type == "-", data != nil || id != nil || subject != nil || correlation != nil {
            throw ValidationError("With - everything is read from standard input: give no options.")
        }
        if id?.isEmpty ?? false { throw ValidationError("An event's id is not empty.") }
        if let reason = type == "-" ? nil : Self.flaw(type: type, source: source) {
            throw ValidationError(reason)
        }
    }

    func run() async throws {
        let event = type == "-" ? try Self.readStandardInput() : try given()
        let inbox = try InboxRequest(store, format: output.format)
        if let known = try earlier(event, in: inbox.store) {
            return inbox.report("accepted", "\(event.type) \(event.id) was \(known.taken) already")
        }
        try warnOfUnknownType(event.type, in: inbox.store)
        if try inbox.store.holder() == nil { try foresee(event, in: inbox.store) }
        try await inbox.send(.event(event), accepted: "delivered \(event.type) \(event.id)")
    }

    /// The same event, when runs have taken it; throws when it is another with its source and id.
    private func earlier(_ event: CloudEvent, in store: StoreClient) throws -> EarlierEvent? {
        let pending = try store.pendingEvent(event.identity)
        guard let earlier = try store.earlier(than: event, unwritten: pending) else { return nil }
        if let reason = earlier.refusal(of: event) {
            throw JournalError.otherEvent(reason: reason)
        }
        return earlier.takers.isEmpty ? nil : earlier
    }

    /// An event that comes before its run is kept, so that a type nobody knows is no error; but it
    /// may be misspelt.
    private func warnOfUnknownType(_ type: EventType, in store: StoreClient) throws {
        var runs = StoredRuns(store)
        var known: Set<EventType> = []
        for record in try store.unfinishedRuns() {
            known.formUnion(try runs.workflow(of: record).events.map(\.type))
        }
        for registration in try store.registrations {
            let workflow = try store.definition(registration.digest).map(StoredWorkflow.load)
            known.formUnion(workflow?.events.map(\.type) ?? [])
            if let start = workflow?.start { known.insert(start.event.type) }
        }
        guard !known.isEmpty, !known.contains(type) else { return }
        let guess = closestMatch(to: type.rawValue, among: known.map(\.rawValue).sorted())
        let remedy = guess.map { "did you mean `\($0)`?" } ?? "it is kept for later ones"
        Terminal.write(
            "warning: no run that is under way, or that events start, knows events `\(type)`; \(remedy)"
                .visible + "\n"
        )
    }

    /// With nobody to answer, what would be refused is not put into the store.
    private func foresee(_ event: CloudEvent, in store: StoreClient) throws {
        var runs = StoredRuns(store)
        let foresight = try EventForesight(of: event, in: store, at: Clock.system.now()) {
            try? runs.workflow(named: $1, of: $0)
        }
        if let refusal = foresight.refusal { throw CommandFailure(.invalid, refusal) }
    }

    private func given() throws -> CloudEvent {
        CloudEvent(
            id: id ?? UUID().uuidString.lowercased(),
            source: source,
            type: EventType(type),
            subject: subject,
            time: Clock.system.now(),
            correlation: correlation.map { CorrelationID($0) },
            data: try JSONArgument.read(data ?? "null", of: "--data")
        )
    }

    private static func readStandardInput() throws -> CloudEvent {
        let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
        let json = try JSONArgument.read(String(decoding: bytes, as: UTF8.self), of: "<stdin>")
        let event: CloudEvent
        do {
            event = try CloudEvent(structured: json, receivedAt: Clock.system.now())
        } catch {
            throw CommandFailure(
                .invalid,
                "not a CloudEvents document: \(error.reason)",
                help: error.help
            )
        }
        if let reason = flaw(type: event.type.rawValue, source: event.source) {
            throw CommandFailure(.invalid, "not a CloudEvents document: \(reason)")
        }
        return event
    }

    /// What is wrong with the type or the source of an event; `nil` when nothing is.
    private static func flaw(type: String, source: String) -> String? {
        if type.isEmpty || type.contains(where: { $0.isWhitespace || $0.isControl }) {
            return "`\(type)` is no type of events: they are written without spaces, as order.paid."
        }
        if source.isEmpty { return "An event's source is not empty." }
        if source.isURIReference { return nil }
        return "`\(source)` is no source of events: CloudEvents wants a URI or a part of one, "
            + "such as https://shop.example/desk or /desk."
    }
}

extension Character {
    fileprivate var isControl: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

extension String {
    /// Whether it has only the characters of a URI-reference of RFC 3986, and is escaped as that has
    /// it.
    fileprivate var isURIReference: Bool {
        let escapes = split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        return allSatisfy { character in
            character.isASCII
                && (character.isLetter || character.isNumber
                    || "-._~:/?#[]@!$&'()*+,;=%".contains(character))
        }
            && escapes.allSatisfy { $0.count >= 2 && $0.prefix(2).allSatisfy(\.isHexDigit) }
    }
}
