import CEL
import Testing

@Suite("Texts")
struct TextTests {
    @Test(
        "are sequences of code points",
        arguments: [
            "'\\r\\n'.size() == 2", "'👨‍👩‍👧'.size() == 5", "size('é') == 1 && size(b'é') == 2",
            "'e\\u0301'.reverse() == '\\u0301e'", "'e\\u0301'.contains('e') && !'é'.contains('e')",
            "'ta©o©αT'.indexOf('©', 3) == 4", "'ta©o©αT'.substring(2, 6) == '©o©α'",
            "'tacocat'.charAt(7) == ''", "'💥x'.charAt(1) == 'x'", "''.indexOf('') == 0",
            "'tacocat'.indexOf('', 7) == 7", "'tacocat'.indexOf('a', 7) == -1",
            "'tacocat'.lastIndexOf('') == 7", "'tacocat'.lastIndexOf('', 3) == 3",
            "'tacocat'.lastIndexOf('a', 3) == 1", "'tacocat'.lastIndexOf('tacocat!', 3) == -1",
            "'bananananana'.lastIndexOf('nana', 8) == 8", "''.lastIndexOf('a') == -1",
            "'abc'.replace('', '-') == '-a-b-c-'", "'abc'.replace('', '-', 2) == '-a-bc'",
            "'aaa'.replace('aa', 'b') == 'ba'", "'abc'.replace('a', 'b', 0) == 'abc'",
            "'abc'.split('') == ['a', 'b', 'c'] && 'abc'.split('', 2) == ['a', 'bc']",
            "''.split('') == [] && ''.split(',') == [''] && ','.split(',') == ['', '']",
            "'a,b'.split(',', 0) == [] && 'a,b'.split(',', 1) == ['a,b']",
            "'a,b,c'.split(',', -5) == ['a', 'b', 'c']", "['a', 'b'].join() == 'ab'",
            "[].join('-') == ''", "'\\u0085\\u00a0\\u1680a\\u2028\\u3000'.trim() == 'a'",
            "'\\u180ea\\u200b\\ufeff'.trim().size() == 4", "'ÄbC'.lowerAscii() == 'Äbc'",
            "'abc'.endsWith('') && !'abc'.endsWith('abcd')", "'tacocat'.substring(7) == ''",
            "strings.quote('a\"b\\\\c\\n\\a') == r'\"a\\\"b\\\\c\\n\\a\"'",
            "base64.decode('aGVsbG8') == b'hello' && base64.encode(b'hello') == 'aGVsbG8='",
        ]
    )
    func claims(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "are not read outside their bounds",
        arguments: [
            "'abc'.charAt(4)", "'abc'.charAt(-1)", "'abc'.substring(4)", "'abc'.substring(-1, 2)",
            "'abc'.substring(3, 2)", "'abc'.substring(1, 9223372036854775807)",
            "'abc'.indexOf('a', 4)", "'abc'.indexOf('', -1)", "'abc'.lastIndexOf('a', 4)",
            "'abc'.lastIndexOf('', -9223372036854775808)", "dyn(['a', 1]).join()",
            "base64.decode('a')", "base64.decode('_-==')",
        ]
    )
    func bounds(text: String) { Claims.expectFailure(text) }

    @Test(
        "format() writes values as each verb says",
        arguments: [
            ("'%s %s %s'.format([null, true, 1u])", "null true 1"),
            ("'%s %s %s'.format([1.0, 1e21, 1e-7])", "1 1000000000000000000000 0.0000001"),
            ("'%s'.format([b'\\xff\\xfea\\xff'])", "\u{FFFD}a\u{FFFD}"),
            ("'%s'.format([[1, 'a', {'b': [], 'a': 2.5}]])", "[1, a, {a: 2.5, b: []}]"),
            ("'%s %s'.format([duration('1h1.5s'), duration('-1ns')])", "3601.5s -0.000000001s"),
            ("'%s'.format([timestamp('2023-01-01T00:00:00.5+01:00')])", "2022-12-31T23:00:00.5Z"),
            ("'%s %s'.format([type(1), type([])])", "int list"), ("'%%%s%%'.format(['x'])", "%x%"),
            ("'%d %d %d'.format([-5, 5u, 3.14])", "-5 5 3.14"), ("'%d'.format([dyn(-1)])", "-1"),
            ("'%x %X %x'.format([-255, b'\\xab\\x01', 'é'])", "-ff AB01 c3a9"),
            ("'%o %b %b %b'.format([-8, true, -5, 5u])", "-10 1 -101 101"),
            ("'%f %.0f %.0f %.3f'.format([1, 2.5, 3.5, 123.4999])", "1.000000 2 4 123.500"),
            ("'%e %.0e %.1e'.format([1u, 1234.5, -3.14])", "1.000000e+00 1e+03 -3.1e+00"),
            ("'%f %e'.format([double('NaN'), -1.0 / 0.0])", "NaN -Infinity"),
            ("'%.2f'.format([decimal('2.345')])", "2.34"), ("'%s'.format([1, 2])", "1"),
            ("'é%s💥'.format(['e\\u0301'])", "ée\u{301}💥"), ("''.format([])", ""),
        ]
    )
    func format(text: String, expected: String) throws {
        let program = try #require(Claims.compile(text).program)
        let value = try program.evaluate(Claims.values)
        #expect(value.json.description == "\"\(expected)\"")
    }

    @Test(
        "format() refuses what a verb cannot write",
        arguments: [
            "'%'.format([1])", "'%z'.format([1])", "'%5d'.format([1])", "'%.d'.format([1])",
            "'%.f'.format([1])", "'%.1001f'.format([1.0])",
            "'%.99999999999999999999f'.format([1.0])",
            "'%.2'.format([1])", "'%s'.format([])", "'%s %s'.format([1])", "'%d'.format(['5'])",
            "'%d'.format([true])", "'%f'.format(['1'])", "'%x'.format([1.5])", "'%b'.format([1.5])",
            "'%o'.format([true])", "'%e'.format([[]])", "'%s'.format([optional.of(1)])",
            "'%s'.format([[optional.none()]])", "'%d'.format([null])",
        ]
    )
    func formatErrors(text: String) { Claims.expectFailure(text) }
}
