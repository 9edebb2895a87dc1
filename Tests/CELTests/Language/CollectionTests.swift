import Testing

@Suite("Lists, maps, optional values and numbers")
struct CollectionTests {
    @Test(
        "lists",
        arguments: [
            "lists.range(0) == [] && lists.range(-1) == [] && lists.range(3) == [0, 1, 2]",
            "[3, 1, 2].sort() == [1, 2, 3] && ['b', 'a'].sort() == ['a', 'b']", "[].sort() == []",
            "[true, false].sort() == [false, true]", "[[1], [1], [2]].distinct() == [[1], [2]]",
            "[1, [2, [3]]].flatten() == dyn([1, 2, [3]])",
            "[1, [2, [3]]].flatten(2) == dyn([1, 2, 3])",
            "[[1], [], [2]].flatten() == [1, 2]", "[].flatten() == []",
            "[1, 2, 3, 4].slice(1, 3) == [2, 3] && [1].slice(1, 1) == []",
            "[1, 2].first() == optional.of(1) && [].last() == optional.none()",
            "[-3, 1, -5, -2, 4].sortBy(e, -(e * e)) == [-5, 4, -3, -2, 1]",
            "['c', 'b', 'x'].sortBy(e, e == 'x' ? '' : e) == ['x', 'b', 'c']",
            "sets.contains([1], [1]) && sets.contains([], []) && !sets.contains([], [1])",
            "sets.equivalent([1, 1], [dyn(1u), 1.0]) && !sets.intersects([], [1])",
            "sets.intersects([dyn([1])], [[1.0]])", "[1] + [2] == [1, 2]",
            "[?m.?y, ?m.?x, 3] == [1, 3]",
        ]
    )
    func lists(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "maps, presence and optional values",
        arguments: [
            "has(m.x) && !has(m.y)", "has(d.a) && !has(d.c)", "has(optional.of(m).x)",
            "!has(optional.none().x) && !has(optional.of(m).y)", "{?'k': m.?y, 'j': 1} == {'j': 1}",
            "m.?y.orValue(5) == 5 && m[?'x'].orValue(5) == 1", "l[?5] == optional.none()",
            "l[?-1] == optional.none() && l[?0] == optional.of(1)",
            "m[?'y'].or(m[?'x']).value() == 1", "optional.of(1).or(optional.of(2)).value() == 1",
            "!optional.ofNonZeroValue(0).hasValue() && !optional.ofNonZeroValue({}).hasValue()",
            "!optional.ofNonZeroValue(duration('0s')).hasValue()",
            "optional.ofNonZeroValue(-0.5).hasValue() && !optional.ofNonZeroValue(null).hasValue()",
            "optional.of(n).optMap(n, n + 1).value() == 8",
            "n == 7 && optional.of(5).optMap(n, n).value() == 5",
            "optional.none().optMap(x, x) == optional.none()",
            "optional.of(5).optFlatMap(x, optional.none()) == optional.none()",
            "optional.of({'a': {'b': 1}}).a.b == optional.of(1)", "d.?b[?1].value() == 2.5",
            "optional.of(optional.none()).hasValue()", "optional.of(d).?c.?d == optional.none()",
            "[optional.of(1), optional.none()].unwrapOpt() == [1]",
            "optional.unwrap([optional.none()]) == []",
            "true ? optional.of(1).orValue(1 / 0) == 1 : false",
        ]
    )
    func optionals(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "macros with one variable and with two",
        arguments: [
            "{'b': 1, 'a': 2}.map(k, k) == ['b', 'a']", "{'a': 1}.filter(k, true) == ['a']",
            "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]", "[1].map(x, [2].map(x, x + 1)) == [[3]]",
            "[7].map(n, n + 1) == [n + 1]", "[1, 2].all(i, v, i < v)",
            "{'a': 1}.exists(k, v, v == 1)",
            "[1, 2].existsOne(i, v, i == 0) && [1, 2].exists_one(i, v, v == 2)",
            "[1, 2].transformList(i, v, i > 0, i * v) == [2]",
            "{'a': 1}.transformList(k, v, k + string(v)) == ['a1']",
            "{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v + 1) == {'b': 3}",
            "[5, 6].transformMap(i, v, v * 2) == {0: 10, 1: 12}",
            "{'a': 'x'}.transformMapEntry(k, v, {v: k}) == {'x': 'a'}",
            "['x'].transformMapEntry(i, v, v == 'y', {v: i}) == {}",
            "{'a': 'x'}.transformMapEntry(k, v, {}) == {}",
            "[].all(x, false) && ![].exists(x, true)",
            "cel.bind(n, n + 1, n) == 8", "cel.bind(x, 1, cel.bind(x, x + 1, x)) == 2",
        ]
    )
    func macros(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "the math extension",
        arguments: [
            "math.greatest(1, 2.0, 3u) == dyn(3u)", "math.greatest(l) == 3",
            "math.least(1u, -1) == dyn(-1)",
            "math.greatest([1.5]) == 1.5", "math.round(-1.5) == -2.0 && math.round(2.5) == 3.0",
            "math.round(0.49999999999999994) == 0.0", "math.trunc(-1.9) == -1.0",
            "math.isNaN(math.sqrt(-1)) && math.sqrt(16u) == 4.0",
            "math.isNaN(math.sign(0.0 / 0.0))",
            "math.sign(-5) == -1 && math.sign(5u) == 1u", "math.abs(-1.5) == 1.5",
            "math.bitShiftLeft(1, 63) == -9223372036854775808 && math.bitShiftLeft(1, 64) == 0",
            "math.bitShiftRight(-1, 1) == 9223372036854775807",
            "math.bitShiftRight(-1024, 64) == 0",
            "math.bitNot(0u) == 18446744073709551615u && math.bitXor(5, 3) == 6",
        ]
    )
    func math(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "what cannot be computed is an error",
        arguments: [
            "[1].slice(0, 2)", "[1].slice(1, 0)", "[1].slice(-1, 0)", "[[1]].flatten(-1)",
            "[3, dyn('a')].sort()", "[3, dyn(1.0)].sort()", "[1, 2].sortBy(x, [x])",
            "dyn({}).flatten()", "m.?y.value()",
            "{'a': 'x', 'b': 'x'}.transformMapEntry(k, v, {v: k})",
            "math.greatest([])", "math.greatest(dyn('a'), 1)", "math.abs(-9223372036854775808)",
            "math.bitShiftLeft(1, -1)", "has(d.c.e)", "[].max()", "dyn(1).map(x, x)",
        ]
    )
    func failing(text: String) { Claims.expectFailure(text) }

    @Test(
        "what makes no sense does not compile",
        arguments: [
            "[1].map(1, 2)", "[1].map(d.b, 2)", "[1].all(.x, true)", "[1].all(x, x, true)",
            "[1].transformMap(1, v, v)", "[1].map(x)", "[1].map(x, true, x, 1)", "[1].filter(x, 1)",
            "'abc'.map(x, x)", "cel.bind(a.b, 1, 2)", "cel.bind(x, 1)",
            "optional.of(1).optMap(1, 2)",
            "optional.of(1).optFlatMap(x, x)", "1.optMap(x, x)", "has(d)", "has(d['a'])", "has()",
            "has(d.a, d.b)", "has(n.x)", "{'a': 1}.transformMapEntry(k, v, 1)", "[[1]].sort()",
            "[1].flatten()", "math.greatest()", "math.greatest(1, [2])", "math.greatest('a')",
            "math.bitAnd(5u, 3)", "math.ceil(1)", "sets.contains([1], 1)", "[1].contains(1)",
            "size(1)", "size()", "n.size()", "l.foo()", "foo()", "foo.bar()", "cel.bindd(x, 1, x)",
        ]
    )
    func refused(text: String) { Claims.expectRefusal(text) }
}
