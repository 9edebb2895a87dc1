import Foundation
import Testing

@testable import WaybillHandlers

@Suite struct RetryAfterTests {
    static let now = Date(timeIntervalSince1970: 1_445_412_470)

    @Test(arguments: [
        ("120", Duration.seconds(120)),
        ("0", .zero),
        (" 5 ", .seconds(5)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", .seconds(10)),
        ("Wed, 21 Oct 2015 07:27:00 GMT", .zero),
        ("99999999999999999999", .seconds(30 * 24 * 60 * 60)),
    ])
    func `reads seconds and dates`(header: String, delay: Duration) {
        #expect(RetryAfter(headerValue: header)?.delay(from: Self.now) == delay)
    }

    @Test(arguments: ["", "soon", "-5", "1.5", "Wed, 32 Oct 2015 07:28:00 GMT", "2015-10-21"])
    func `leaves out what it cannot read`(header: String) {
        #expect(RetryAfter(headerValue: header) == nil)
    }
}
