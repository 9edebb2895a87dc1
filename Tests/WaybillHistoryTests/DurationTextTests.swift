import Testing
import WaybillModel

@testable import WaybillHistory

@Suite("Durations for people")
struct DurationTextTests {
    @Test(
        "as workflows write them",
        arguments: [
            (.zero, "0s"), (.milliseconds(200), "200ms"), (.milliseconds(3_500), "3.5s"),
            (.milliseconds(1_005), "1.005s"), (.seconds(5_400), "1h30m"),
            (.seconds(14 * 86_400), "14d"), (.seconds(-90), "-1m30s"), (.nanoseconds(10), "0s"),
            (.seconds(3_601) + .milliseconds(900), "1h1s"),
        ] as [(Duration, String)]
    )
    func text(duration: Duration, text: String) {
        #expect(duration.text == text)
    }

    @Test(
        "in two units at most",
        arguments: [
            (.zero, "0s"), (.milliseconds(12), "12ms"), (.milliseconds(1_239), "1.23s"),
            (.seconds(3_661), "1h1m"), (.seconds(90_061), "1d1h"), (.seconds(86_460), "1d"),
            (.seconds(-3), "-3s"),
        ] as [(Duration, String)]
    )
    func brief(duration: Duration, text: String) {
        #expect(duration.brief == text)
    }

    @Test("the longest of them is no trap")
    func longest() {
        #expect(Duration.seconds(Int64.max).milliseconds == .max)
        #expect(Duration.seconds(Int64.max).brief.hasSuffix("h"))
    }
}
