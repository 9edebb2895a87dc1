import CEL
public import Foundation
import WaybillHandlers
import WaybillInterpreter
import WaybillModel

/// An event that a run published, as CloudEvents 1.0 describes it.
public struct PublishedEvent: Sendable {
    /// Never changes, however often the event is delivered.
    public let id: String
    /// Which run published it.
    public let source: String
    /// Its type, such as `order.paid`.
    public let type: String
    /// What it is about, if it says.
    public let subject: String?
    /// When it was published.
    public let time: Date
    /// What it has in common with the other events and runs of one order.
    public let correlation: String?
    private let content: JSON

    init(_ event: CloudEvent) {
        id = event.id
        source = event.source
        type = event.type.rawValue
        subject = event.subject
        time = Date(
            timeIntervalSince1970: Double(event.time.seconds)
                + Double(event.time.nanoseconds) / 1e9
        )
        correlation = event.correlation?.rawValue
        content = event.data
    }

    /// The data, decoded.
    public func data<Content: Decodable>(as type: Content.Type) throws -> Content {
        try content.decoded(as: type)
    }
}

/// Hands events to a function of the program.
struct FunctionEventSink: EventSink {
    let function: @Sendable (PublishedEvent) async throws -> Void

    func deliver(_ event: JSON) async throws(DeliveryError) {
        do {
            let event = try CloudEvent(structured: event, receivedAt: .earliest)
            try await function(PublishedEvent(event))
        } catch {
            throw DeliveryError(String(describing: error))
        }
    }
}
