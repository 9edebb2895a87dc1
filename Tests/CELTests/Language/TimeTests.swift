import Testing

@Suite("Times")
struct TimeTests {
    @Test(
        "timestamps are read, written and taken apart in any zone",
        arguments: [
            "string(timestamp('2023-01-01T00:00:00.120+02:00')) == '2022-12-31T22:00:00.12Z'",
            "timestamp('2023-01-01t00:00:00z') == timestamp(1672531200)",
            "timestamp('2023-03-26T01:30:00Z').getHours('Europe/Berlin') == 3",
            "timestamp('2023-03-26T00:59:59Z').getHours('Europe/Berlin') == 1",
            "timestamp('2023-10-29T01:30:00Z').getHours('Europe/Berlin') == 2",
            "timestamp('2023-03-26T01:30:00Z').getHours('+02:00') == 3",
            "timestamp('2023-03-26T01:30:00Z').getHours('02:00') == 3",
            "timestamp('2023-03-26T01:30:00Z').getDate('-02:30') == 25",
            "timestamp('2023-03-26T01:30:00Z').getMinutes('-02:45') == 45",
            "timestamp('2023-03-26T01:30:00Z').getHours('UTC') == 1",
            "timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00') == 0",
            "timestamp('9999-12-31T23:59:59Z').getFullYear('Asia/Tokyo') == 10000",
            "timestamp('2023-03-26T01:30:00Z').getDayOfWeek() == 0",
            "timestamp('2024-12-31T01:30:00Z').getDayOfYear() == 365",
            "timestamp('2023-03-26T01:30:00Z').getDayOfMonth() == 25",
            "timestamp('2023-03-26T01:30:00Z').getMonth() == 2",
            "timestamp('1969-12-31T23:59:59.5Z').getMilliseconds() == 500",
            "timestamp('1969-12-31T23:59:59.5Z').getSeconds() == 59",
            "timestamp('2024-02-29T00:00:00Z') - timestamp('2024-02-28T00:00:00Z') == duration('24h')",
            "timestamp('9999-12-31T23:59:59.999999998Z') + duration('1ns') > timestamp(0)",
            "duration('1ns') + timestamp(0) == timestamp('1970-01-01T00:00:00.000000001Z')",
        ]
    )
    func timestamps(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "durations are read, written and taken apart",
        arguments: [
            "duration('1h30m') == duration('5400s')", "duration('-1.5h') == duration('-90m')",
            "duration('+1h') == duration('60m')", "duration('0') == duration('0s')",
            "duration('.5s') == duration('500ms')", "duration('1.s') == duration('1s')",
            "duration('1h1h') == duration('2h')", "duration('1us') == duration('1000ns')",
            "duration('1µs') == duration('1us')", "duration('0.5ns') == duration('0s')",
            "string(duration('1h30m')) == '5400s'", "string(duration('-1ms')) == '-0.001s'",
            "string(duration('1ns')) == '0.000000001s'", "string(duration('0s')) == '0s'",
            "string(duration('315576000000s')) == '315576000000s'",
            "duration('-90m').getHours() == -1", "duration('3730s').getMinutes() == 62",
            "duration('-1.567s').getMilliseconds() == -567", "duration('1.567s').getSeconds() == 1",
            "duration('1h') - duration('2h') == duration('-1h')",
            "duration('315576000000s') > duration('-315576000000s')",
        ]
    )
    func durations(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "what is out of range or cannot be read is an error",
        arguments: [
            "timestamp('0000-12-31T23:59:59Z')", "timestamp('10000-01-01T00:00:00Z')",
            "timestamp('2023-02-29T00:00:00Z')", "timestamp('2023-01-01T24:00:00Z')",
            "timestamp('2023-01-01 00:00:00Z')", "timestamp('2023-01-01T00:00:00')",
            "timestamp('0001-01-01T00:00:00+00:01')", "timestamp(253402300800)",
            "timestamp(-62135596801)", "timestamp('')", "timestamp(9223372036854775807)",
            "timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')",
            "timestamp('0001-01-01T00:00:00Z') - duration('1ns')",
            "timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')",
            "duration('315576000000s') + duration('1s')", "duration('315576000001s')",
            "duration('1')", "duration('')", "duration('1d')", "duration('1e3s')",
            "duration('1 h')",
            "duration('-')", "duration('h')", "duration('--1h')",
            "duration('99999999999999999999h')",
            "timestamp(0).getHours('Mars/Phobos')", "timestamp(0).getHours('../../etc/passwd')",
            "timestamp(0).getHours('+99:99')", "timestamp(0).getHours('+1:')",
        ]
    )
    func errors(text: String) { Claims.expectFailure(text) }
}
