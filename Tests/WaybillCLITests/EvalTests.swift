import CEL
import ProcessSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct EvalTests {
    private static let fulfil = ["--types", Workflows.path("fulfil_order.yaml")]
    private static let good = fulfil + ["--input", Workflows.path("orders/good.json")]
    private static let commerce = ["--types", Workflows.path("handlers/commerce.yaml")]

    private func eval(_ arguments: [String], input: String = "") async throws -> ToolProcess.Ending
    {
        try await Desk().waybill(["eval"] + arguments, input: input)
    }

    @Test(
        "The value is shown as CEL, with its type and its cost",
        arguments: [
            (["1 + 1"], "2\n  type  int\n  cost  0 units\n"),
            (
                ["input.lines.map(l, l.unit_price * l.quantity).sum()"] + good,
                "decimal(\"91.4\")\n  type  decimal\n  cost  33 units\n"
            ),
            (
                ["input.customer.tier"] + good,
                "\"gold\"\n  type  standard | gold\n  cost  3 units\n"
            ),
            (["input.currency"] + good, "\"EUR\"\n  type  string\n  cost  2 units\n"),
            (["--", "-7 % 3"], "-1\n  type  int\n  cost  0 units\n"),
            (["--", "'--x ='"], "\"--x =\"\n  type  string\n  cost  0 units\n"),
            (
                ["[optional.none(), optional.of(b'\\x00')]"],
                "[optional.none(), optional.of(b\"\\x00\")]\n  type  [bytes?]\n  cost  0 units\n"
            ),
        ]
    )
    func value(arguments: [String], output: String) async throws {
        let ending = try await eval(arguments)
        #expect(ending.exitCode == 0)
        #expect(ending.output == output)
        #expect(ending.error == "")
    }

    @Test(
        "A document is read as the type that the options say",
        arguments: [
            (["input.a + 1"], #"{"a": 5}"#, "6"), (["input.a"], #"{"a": 5.5}"#, "5.5"),
            (["input.sum()", "--input-type", "[decimal]"], "[19.99, 5]", #"decimal("24.99")"#),
            (["input", "--input-type", "timestamp?"], "null", "optional.none()"),
            (
                ["input", "--input-type", "timestamp"], #""2026-06-01T11:30:00+02:00""#,
                #"timestamp("2026-06-01T09:30:00Z")"#
            ),
            (
                ["input[0].unit_price * 3", "--input-type", "[Line]"] + commerce,
                #"[{"sku": "A", "name": "Pot", "quantity": 1, "unit_price": 0.10}]"#,
                #"decimal("0.3")"#
            ),
        ]
    )
    func types(arguments: [String], input: String, value: String) async throws {
        let ending = try await eval(arguments + ["--input", "-"], input: input)
        #expect(ending.exitCode == 0, "\(ending.error)")
        #expect(ending.output.hasPrefix("\(value)\n"))
    }

    @Test func theOnlyTypeOfAFileIsThatOfTheInput() async throws {
        let desk = try Desk()
        try desk.folder.write("waybill: 1\ntypes: { Price: { net: decimal } }\n", to: "price.yaml")
        let ending = try await desk.waybill(
            ["eval", "input.net", "--types", "price.yaml", "--input", "-"],
            input: #"{"net": "1.50"}"#
        )
        #expect(ending.output.hasPrefix("decimal(\"1.5\")\n"))
    }

    @Test func aMistakeInAStepDoesNotHinderTryingAnExpression() async throws {
        let desk = try Desk()
        let file = """
            waybill: 1
            workflow: sell
            input: { total: decimal }
            steps:
              - step: pay
                frobnicate: ${ input.totl }
            """
        try desk.folder.write(file, to: "sell.yaml")
        let sell = ["--types", "sell.yaml"]
        let good = try await desk.waybill(
            ["eval", "input.total", "--input", "-"] + sell,
            input: #"{"total": 1}"#
        )
        #expect(good.exitCode == 0)
        let wrong = try await desk.waybill(["eval", "input.totl"] + sell)
        #expect(wrong.error.contains("did you mean `total`?"))
    }

    @Test func mistakesAreShownAsLintShowsThem() async throws {
        let ending = try await eval(
            ["input.totl > 5 &&\n  now > input.currency + (1"] + Self.good
        )
        #expect(ending.exitCode == 1)
        #expect(ending.output == "")
        let typed = try await eval(["input.totl > 5 ||\n  now > input.total"] + Self.good)
        #expect(typed.exitCode == 1)
        expectGolden(ending.error + typed.error, named: "eval_mistakes.expected")
    }

    @Test func anExpressionWithoutAValueIsShownWithItsPlace() async throws {
        let ending = try await eval(["input.lines[7].sku"] + Self.good)
        #expect(ending.exitCode == 1)
        expectGolden(ending.error, named: "WB0703.expected")
    }

    @Test func aMissingInputIsNotBlamedForWhatItHasNoPartIn() async throws {
        let ending = try await eval(["1 / 0"])
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains("division by zero"))
        #expect(!ending.error.contains("--input"))
    }

    @Test(
        "What is missing or wrong is said with its remedy",
        arguments: [
            (["input.id"], "give its value with --input FILE, or its type with --types FILE"),
            (["input.id"] + fulfil, "`input` is a JSON document: give one with --input FILE"),
            (["1"] + commerce, "several types: `Address`, `Line`"),
            (["1"] + commerce, "say of which type the input is: --input-type Address"),
            (["1", "--input-type", "Adress"] + commerce, "did you mean `Address`?"),
            (["1", "--input-type", "[int"], "--> --input-type:1:5"),
            (["1", "--types", Workflows.path("bindings/demo.yaml")], "declares no types"),
            (["1", "--types", "nowhere.yaml"], "cannot read `nowhere.yaml`"),
            (["1", "--input", "nowhere.json"], "cannot read nowhere.json"),
            (["input.id", "--input", "-"] + fulfil, "`id` is missing"),
            (["input.id", "--input", "-"] + fulfil, "fulfil_order declares its input as Order"),
            (["input.id", "--input", "-"] + fulfil, "--> <stdin>:1:1"),
        ]
    )
    func remedies(arguments: [String], message: String) async throws {
        let ending = try await eval(arguments, input: "{}")
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains(message))
    }

    @Test func asJSONThereIsOneObject() async throws {
        let good = try await eval(["input.total * 2"] + Self.good + ["--format", "json"])
        #expect(
            good.output == "{\n  \"value\": 182.8,\n  \"type\": \"decimal\",\n  \"cost\": 3\n}\n"
        )

        let wrong = try await eval(["input.totl"] + Self.good + ["--format", "json"])
        #expect(wrong.exitCode == 1)
        #expect(wrong.error == "")
        let finding = try #require(wrong.json["diagnostics"]?.elements.first)
        #expect(finding.text("code") == "WB0303")
        #expect(finding.text("file") == "<expression>")
    }
}
