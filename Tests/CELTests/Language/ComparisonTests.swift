import Testing

@Suite("Comparisons and logic")
struct ComparisonTests {
    @Test(
        "numbers are equal and ordered across kinds",
        arguments: [
            "dyn(1) == 1.0 && dyn(1) == 1u && dyn(1u) == 1.0", "dyn(2) != 2.5",
            "dyn(9007199254740993) == 9007199254740992.0",
            "9223372036854775807 <= 9223372036854775808.0",
            "9223372036854775807 < 9223372036854777856.0", "-1 < 0u", "1 < 1.5 && 2u > 1.5",
            "18446744073709551615u > 9223372036854775807",
            "-9223372036854777856.0 < -9223372036854775808",
            "{1u: 'a', 2: 'b'}[dyn(2u)] == 'b' && {1: 'a'}[dyn(1.0)] == 'a'",
            "dyn(1.0) in {1: 2} && !(dyn(1.5) in {1: 2}) && !(dyn('1') in {1: 2})",
            "{1u: 1.0}[1.0] == 1.0 && {1: 'a'}[1u] == 'a' && {2: 'a'}[?1.0] == optional.none()",
            "2 in {2u: 1} && 2u in {2: 1} && 2.0 in {2: 1} && 2.0 in {2u: 1} && !(2.5 in {2: 1})",
            "dyn(1) in [1.0, 2.0]", "[dyn(1), 2u] == dyn([1.0, 2])", "{'a': 1} == dyn({'a': 1.0})",
            "l[dyn(1.0)] == 2 && l[dyn(1u)] == 2", "{true: 1, 1: 2}[1] == 2",
            "[1, 1.0, 1u, 2].distinct() == [1, 2]",
        ]
    )
    func numbers(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "NaN equals nothing, and stands in no order",
        arguments: [
            "double('NaN') != double('NaN')", "!(double('NaN') == double('NaN'))",
            "!(double('NaN') < 1.0) && !(double('NaN') >= 1)", "[double('NaN')] != [double('NaN')]",
            "{'a': double('NaN')} != {'a': double('NaN')}",
            "!(double('NaN') in [double('NaN')])", "math.isNaN(0.0 / 0.0)",
        ]
    )
    func notANumber(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "values of different kinds are unequal, texts differ by code points",
        arguments: [
            "dyn('a') != 1", "dyn(null) != 0", "dyn([]) != dyn({})", "[] == [] && {} == {}",
            "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "[[1], []] != [[], [1]]", "'é' != 'e\\u0301'",
            "!('é' in ['e\\u0301'])", "{'é': 1, 'e\\u0301': 2}.size() == 2", "'a' > 'B'",
            "'\\uffff' < '😀'", "'abc' < 'abcd'", "b'a' < b'b' && b'' < b'a'", "false < true",
            "duration('1m') == duration('60s')", "optional.of(1) != optional.none()",
            "optional.of(dyn(1)) == optional.of(1.0)", "optional.none() == optional.none()",
        ]
    )
    func values(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "failures are absorbed where another operand settles the result",
        arguments: [
            "1 / 0 > 0 || true", "true || 1 / 0 > 0", "!(false && 1 / 0 > 0)",
            "!(1 / 0 > 0 && false)",
            "!(dyn('a') && false)", "dyn(1) || true", "![1, 0].all(x, 1 / x > 5)",
            "![0, 1].all(x, 1 / x > 5)", "[0, 1].exists(x, 1 / x == 1)",
            "!{'a': 0, 'b': 1}.all(k, v, 1 / v > 5)", "[0, 1].exists(i, v, 1 / v == 1)",
            "d.missing || n == 7", "false ? 1 / 0 > 0 : true", "cel.bind(x, 1 / 0, n == 7)",
            "cel.bind(x, 1 / 0, x > 0 || n == 7)",
            "[0, 1].map(i, cel.bind(x, 1 / i, i == 0 ? 5 : x)) == [5, 1]",
        ]
    )
    func absorbed(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "failures that nothing settles are failures",
        arguments: [
            "1 / 0 > 0 && true", "1 / 0 > 0 || false", "[0, 2].exists(x, 1 / x == 1)",
            "[0, 1].all(x, 1 / x == 1)", "[0, 1].exists_one(x, 1 / x == 1)", "[0].map(x, 1 / x)",
            "[0].filter(x, 1 / x > 0)", "cel.bind(x, 1 / 0, x > 0)", "dyn(1) && true",
            "dyn(1) ? 1 : 2", "dyn('a') < 1", "[1].all(x, dyn('a'))", "1 / 0 > 0 ? true : true",
            "9223372036854775807 + 1", "-9223372036854775808 / -1", "-9223372036854775808 % -1",
            "-(-9223372036854775808)", "1u - 2u", "5u / 0u", "5 % 0", "18446744073709551615u * 2u",
            "{'a': 1, 'a': 2}", "{1: 'a', 1u: 'b'}", "{dyn(1.0): 'a'}", "d.b[2]", "d.b[-1]",
            "d.b['a']", "l[dyn(1.5)]", "m['y']", "d.b.c", "dyn(1).a", "dyn(1)[0]",
        ]
    )
    func failing(text: String) { Claims.expectFailure(text) }

    @Test(
        "kinds that never go together do not compile",
        arguments: [
            "1 == 1.0", "'a' == 1", "null == 1", "1 + 1.0", "1.5 % 1.0", "'a' * 3", "-'a'", "!1",
            "[1] + ['a']", "{} + {}", "1 in [1.0]", "'a' in {1: 2}", "{1: 2}[true]", "'a' in 'abc'",
            "[1] < [2]", "1 < 2 < 3",
            "true ? 1 : 'a'", "l[1.0]", "l[1u]", "b'a'[0]", "'a'[0]", "{[1]: 1}", "{null: 1}",
            "{1.0: 1}", "timestamp(0) + 1", "duration('1h') * 2", "-duration('1h')", "null.x",
            "optional.of(1).or(1)", "optional.of(1).orValue('a')", "[?1]", "{?'k': 1}",
        ]
    )
    func refused(text: String) { Claims.expectRefusal(text) }
}
