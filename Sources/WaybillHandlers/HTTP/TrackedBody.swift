import NIOCore
import Synchronization

/// The body of a request, which knows whether the connection asked for it: until then nothing was
/// sent that a service could act on.
final class TrackedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    private let buffer: ByteBuffer
    private let asked = Atomic(false)

    init(_ text: String) { buffer = ByteBuffer(string: text) }

    /// In bytes.
    var count: Int { buffer.readableBytes }

    /// Whether any of it may have left the process.
    var wasSent: Bool { asked.load(ordering: .acquiring) }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let body: TrackedBody
        private var isDone = false

        fileprivate init(body: TrackedBody) { self.body = body }

        mutating func next() async -> ByteBuffer? {
            guard !isDone else { return nil }
            isDone = true
            body.asked.store(true, ordering: .releasing)
            return body.buffer
        }
    }
}
