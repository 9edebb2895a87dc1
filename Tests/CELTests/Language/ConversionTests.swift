import Testing

@Suite("Conversions")
struct ConversionTests {
    @Test(
        "keep the value, or truncate towards zero",
        arguments: [
            "int(1.9) == 1", "int(-1.9) == -1", "int('+5') == 5", "int('-0') == 0",
            "int(-9223372036854774784.0) == -9223372036854774784", "uint(-0.0) == 0u",
            "int(timestamp('1969-12-31T23:59:59.5Z')) == -1", "uint(3.99) == 3u",
            "double('.5') == 0.5", "double('5.') == 5.0", "double('-1e-3') == -0.001",
            "double('Infinity') == 1.0 / 0.0", "double(9007199254740993) == 9007199254740992.0",
            "bool('t') && bool('TRUE') && bool('1') && !bool('f') && !bool('False')",
            "string(1.0) == '1' && string(-0.0) == '-0' && string(0.1) == '0.1'",
            "string(1e20) == '100000000000000000000' && string(1e21) == '1e+21'",
            "string(0.0001) == '0.0001' && string(0.00001) == '1e-05'",
            "string(5e-324) == '5e-324' && string(1.7976931348623157e308) == '1.7976931348623157e+308'",
            "string(double('NaN')) == 'NaN' && string(-1.0 / 0.0) == '-Infinity'",
            "string(b'\\xc3\\xa9') == 'é'", "bytes('é') == b'\\xc3\\xa9'", "string(true) == 'true'",
            "string(18446744073709551615u) == '18446744073709551615'", "dyn(1) == 1",
            "string('') == ''", "bytes(b'') == b''",
        ]
    )
    func valid(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "fail where the value does not fit",
        arguments: [
            "int(9223372036854775807.0)", "int(-9223372036854775808.0)", "int(double('NaN'))",
            "int(1.0 / 0.0)", "int('9223372036854775808')", "int(' 5')", "int('5 ')", "int('0x10')",
            "int('1_0')", "int('')", "int('1.0')", "int(18446744073709551615u)",
            "uint(18446744073709551615.0)", "uint(-0.5)", "uint(-1)", "uint('+5')", "uint('-0')",
            "double(' 1')", "double('1e400')", "double('1_0')", "double('')", "double('1e')",
            "bool('yes')", "bool('T')", "bool('tRuE')", "bool('')", "string(b'\\xff')",
            "string(b'\\xed\\xa0\\x80')", "string(dyn([]))", "int(dyn(null))",
        ]
    )
    func invalid(text: String) { Claims.expectFailure(text) }

    @Test(
        "that no overload offers do not compile",
        arguments: [
            "bool(1)", "int(true)", "string(null)", "bytes(1)", "string(type(1))", "duration(1)",
            "int(duration('1s'))", "timestamp(1.0)", "uint(timestamp(0))", "int(int)",
        ]
    )
    func refused(text: String) { Claims.expectRefusal(text) }

    @Test(
        "type() tells what a value is",
        arguments: [
            "type(1) == int", "type(1u) == uint", "type(1.0) == double", "type('') == string",
            "type(b'') == bytes", "type(true) == bool", "type(null) == null_type",
            "type([1]) == list && type([1]) == type(['a'])", "type({}) == map", "type(int) == type",
            "type(type(1)) == type", "type(timestamp(0)) == google.protobuf.Timestamp",
            "type(duration('1s')) == google.protobuf.Duration", "type(dyn(1)) == int",
            "type(optional.none()) == optional_type", "type(decimal('1')) == decimal",
            "type(1) != type(1.0)", "type(d.b[1]) == double",
        ]
    )
    func types(text: String) throws { try Claims.expectTrue(text) }
}
