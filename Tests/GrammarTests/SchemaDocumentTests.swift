import CEL
import Testing
import WaybillDiagnostics
import WaybillYAML

@testable import WaybillLoading

/// What the loader takes fits the schema, and what the schema can see to be wrong does not.
@Suite struct SchemaDocumentTests {
    let schema: Schema

    init() throws { schema = try Schema() }

    static let shipped = ["workflows", "workflows/handlers", "workflows/bindings"]
        .flatMap { files(in: $0) }
    static let fixtures = files(in: "Tests/WaybillLintTests/Fixtures", endingWith: ".pass.yaml")

    @Test func findsTheFilesOfTheRepository() {
        #expect(Self.shipped.contains("workflows/fulfil_order.yaml"))
        #expect(Self.shipped.contains("workflows/handlers/commerce.yaml"))
        #expect(Self.shipped.contains("workflows/bindings/demo.yaml"))
        #expect(Self.fixtures.count > 10)
    }

    @Test(arguments: shipped + fixtures)
    func fits(path: String) throws {
        #expect(try schema.faults(of: try json(text(of: path))) == [])
    }

    @Test(arguments: [
        "{ step: pause, wait: 1h30m }", "{ step: pause, wait: PT1H, when: true }",
        "{ step: moment, wait_until: now }", "{ step: sums, set: { total: \"${ 1 + 1 }\" } }",
        "{ step: stop, fail: too_late, message: Too late, details: { by: 5 } }",
        "{ step: get, await: order.paid, match: { id: input.id }, timeout: never }",
        "{ step: get, await: order.paid, where: event.data.paid, timeout: 2d }",
        "{ step: get, await: a, where: true, timeout: 2d, remind: { every: 5h, steps: [{ step: x, wait: 1s }] } }",
        "{ step: get, await: [order.paid, order.lost], match: { id: input.id }, timeout: 2d }",
        "{ step: ask, call: a.b, retry: { max_attempts: unlimited, only: [timeout] } }",
        "{ step: ask, call: a.b, catch: [{ error: [x, z], output: 5, to: next }] }",
        "{ step: ask, call: a.b, compensate: none }",
        "{ step: both, parallel: { a: [{ step: x, wait: 1s }] }, join: any, on_failure: wait }",
        "{ step: both, parallel: { a: [{ step: x, wait: 1s }] }, join: 'input.n + 1' }",
        "{ step: each, for_each: input.lines, as: line, steps: [{ step: x, wait: 1s }] }",
        "{ step: hold, scope: [{ step: x, wait: 5s }], lock: { name: input.id, timeout: never } }",
        "{ step: hold, scope: [{ step: x, wait: 5s }], lock: { name: a, slots: 3, timeout: 5m } }",
        "{ step: again, repeat: 3, until: true, every: 5s, steps: [{ step: x, wait: 1s }] }",
        "{ step: source, allocate: near, with: { order: a, sites: b, services: [] }, timeout: 5s }",
        "{ step: source, allocate: near, with: { order: { lines: a }, sites: b, services: c, allocated: d } }",
        "{ step: tell, emit: order.sold }",
        "{ step: tell, emit: order.sold, data: { id: 5 }, subject: a, compensate: none }",
        "{ step: ask, call: a.b, compensate: { emit: order.lost, data: { id: 5 } } }",
        "{ step: ask, call: a.b, compensate: { steps: [{ step: x, call: b.c }, { step: z, emit: z }] } }",
    ])
    func takes(step: String) throws {
        #expect(try faults(of: step) == [])
    }

    @Test(arguments: [
        "{ step: pause }", "{ step: pause, wait: 5 }", "{ step: pause, wait: 5 sec }",
        "{ step: pause, wait: P }", "{ step: pause, wait: PT }", "{ step: next, wait: 5s }",
        "{ step: pay-it, wait: 5s }", "{ step: pause, wait: 5s, timeout: 5s }", "{ wait: 5s }",
        "{ step: ask, call: a.b, cal: x }", "{ step: ask, call: a.b, route: [] }",
        "{ step: ask, call: a.b, retry: { max_attempts: 0 } }",
        "{ step: ask, call: a.b, retry: { only: [x], except: [z] } }",
        "{ step: both, parallel: {} }", "{ step: both, parallel: [{ step: x, wait: 1s }] }",
        "{ step: both, parallel: { a: [{ step: x, wait: 1s }] }, join: 0 }",
        "{ step: both, parallel: { a: [{ step: x, wait: 1s }] }, retry: { max_attempts: 2 } }",
        "{ step: each, for_each: input.lines, steps: [{ step: x, wait: 1s }] }",
        "{ step: again, repeat: 0, until: true, steps: [{ step: x, wait: 1s }] }",
        "{ step: again, repeat: 3, steps: [{ step: x, wait: 1s }] }",
        "{ step: ask, call: a.b, catch: [{ error: x }] }",
        "{ step: ask, call: a.b, catch: [{ error: x, fail: z, output: 5 }] }",
        "{ step: ask, call: a.b, catch: [{ error: x, to: next, finish: z }] }",
        "{ step: get, await: order.paid, match: { id: input.id } }",
        "{ step: get, await: order.paid, match: {}, timeout: 5s }",
        "{ step: get, await: order.paid, timeout: 5s }",
        "{ step: get, await: a, where: true, timeout: 2d, remind: { every: 5h } }",
        "{ step: get, await: [], match: { id: 1 }, timeout: 5s }",
        "{ step: hold, scope: [{ step: x, wait: 5s }], lock: { name: input.id } }",
        "{ step: tell, emit: order.sold, timeout: 5s }", "{ step: tell, emit: [order.sold] }",
        "{ step: ask, call: a.b, compensate: { call: b.c, emit: order.lost } }",
        "{ step: ask, call: a.b, compensate: { call: b.c, data: 5 } }",
        "{ step: ask, call: a.b, compensate: { steps: [] } }",
        "{ step: ask, call: a.b, compensate: { steps: [{ call: b.c }] } }",
        "{ step: ask, call: a.b, compensate: { steps: [{ step: x, wait: 1s }] } }",
        "{ step: ask, call: a.b, compensate: { call: b.c, steps: [{ step: x, call: b.c }] } }",
        "{ step: ask, call: a.b, compensate: { emit: order.lost, retry: { max_attempts: 2 } } }",
        "{ step: hold, scope: [{ step: x, wait: 5s }], lock: { timeout: 5m } }",
        "{ step: hold, scope: [{ step: x, wait: 5s }], lock: { name: a, slots: 0, timeout: 5m } }",
        "{ step: hold, wait: 5s, lock: { name: input.id, timeout: 5m } }",
        "{ step: source, allocate: near }",
        "{ step: source, allocate: near, with: { order: a, sites: b } }",
        "{ step: source, allocate: near, with: { order: a, sites: b, services: c, stock: d } }",
        "{ step: source, allocate: near, with: { order: a, sites: b, services: c }, compensate: none }",
        "{ step: which, route: [{ when: true }] }",
        "{ step: which, route: [{ when: true, to: x, message: late }] }",
    ])
    func refuses(step: String) throws {
        #expect(try !faults(of: step).isEmpty)
    }

    @Test(arguments: [
        "{ id: string }", "{ external: true, data: { id: string } }",
        "{ external: false, data: \"[string]\" }", "{ external: bool, data: string }",
        "{ external: \"true\" }", "{ external: string? }",
    ])
    func takes(event: String) throws {
        #expect(try schema.faults(of: try json("waybill: 1\nevents: { a.b: \(event) }")) == [])
    }

    @Test(arguments: [
        "workflow: sell\nsteps: [{ step: pause, wait: 5s }]", "waybill: 1", "waybill: 2\ntypes: {}",
        "waybill: 1\nworkflow: sell", "waybill: 1\ntypes: { Box: [int, int] }",
        "waybill: 1\ntypes: { Order: { json_schema: order.json, id: string } }",
        "waybill: 1\ntypes: { Order: { json_schema: /etc/order.json } }",
        "waybill: 1\ntypes: { int: string }", "waybill: 1\ntypes: { Box: \"{ a }\" }",
        "waybill: 1\nworkflow: sell\nsteps: [{ step: a, wait: 5s }]\nafter: { failed: [] }",
        "waybill: 1\nworkflow: sell\nsteps: [{ step: a, wait: 5s }]\ninvariants: [{ name: x }]",
        "waybill: 1\nevents: { a.b: { external: true } }",
        "waybill: 1\nevents: { a.b: { external: true, data: string, more: string } }",
        "waybill: 1\nevents: { a.b: { external: { of: 5 } } }",
        "waybill: 1\nhandlers: { a.b: { effect: x, undoes: z } }",
        "waybill: 1\npolicies: { near: { strategy: nearest } }",
        "waybill: 1\npolicies: { near: { strategy: closest, unfilled: { action: fail } } }",
        "waybill: 1\npolicies: { p: { promise: { mode: hard }, unfilled: { action: fail } } }",
        "waybill: 1\npolicies: { p: { strategy: nearest, unfilled: { action: cancel } } }",
        "waybill: 1\npolicies: { p: { strategy: nearest, promise: { mode: soft }, unfilled: { action: fail } } }",
        "waybill: 1\npolicies: { p: { strategy: nearest, split: always, unfilled: { action: fail } } }",
        "waybill: 1\npolicies: { p: { strategy: nearest, hold: { max: 5 }, unfilled: { action: fail } } }",
        "waybill: 1\ntest: sell.yaml\nscenarios: []",
        "waybill: 1\nbindings: { a.b: { limits: { rate: 5/s } } }",
        "waybill: 1\nbindings: { a.b: { mock: {}, limits: { rate: 5/d } } }",
        "waybill: 1\nbindings: { a.b: { mock: { output: 1, error: { code: x } } } }",
    ])
    func refuses(file: String) throws {
        #expect(try !schema.faults(of: try json(file)).isEmpty)
    }

    @Test(arguments: [
        "waybill: 1\npolicies: { near: { strategy: nearest, unfilled: { action: fail } } }",
        """
        waybill: 1
        policies:
          cheapest:
            summary: The cheapest
            keep: { open: site.open }
            minimize: cost
            reserve_below: 2
            promise: { mode: soft, late: 2.00 }
            split: { max_parcels: 3, penalty: 3 }
            hold: { max: 5d, only_if_saves: 4.00 }
            unfilled: { action: backorder, cost: 60.00 }
            ties: [lowest_cost, site_id]
            search: { nodes: 500 }
            explain: { alternatives: 0 }
          one_by_one: { promise: { mode: hard }, split: never, hold: never, unfilled: { action: fail } }
        """,
    ])
    func takes(file: String) throws {
        #expect(try schema.faults(of: try json(file)) == [])
    }

    @Test func usesOnlyKeywordsThatAreCheckedHere() {
        let known = Schema.keywords.union(Schema.explanations)
        for (place, schema) in schema.all() {
            for keyword in schema.members.map(\.name) where !known.contains(keyword) {
                Issue.record("\(keyword) at \(place)")
            }
        }
    }

    @Test func explainsEveryKey() {
        for (place, property) in schema.all() where place.dropLast().contains("/properties/") {
            guard place.split(separator: "/").dropLast().last == "properties" else { continue }
            #expect(isExplained(property), "\(place)")
        }
    }

    private func isExplained(_ schema: JSON) -> Bool {
        if schema["description"] != nil { return true }
        return schema["$ref"]?.string.flatMap(self.schema.target).map(isExplained) ?? false
    }

    private func faults(of step: String) throws -> [String] {
        try schema.faults(of: try json("waybill: 1\nworkflow: sell\nsteps:\n  - \(step)"))
    }

    private func json(_ text: String) throws -> JSON {
        let document = YAMLReader.read(SourceText(name: "test.yaml", text: text))
        #expect(document.diagnostics.isEmpty)
        return try #require(document.root).json
    }
}

extension YAMLNode {
    /// The node as JSON, as tools see it.
    fileprivate var json: JSON {
        switch content {
        case .scalar(let scalar): scalar.json(scalar.string)
        case .sequence(let items): .array(items.map(\.json))
        case .mapping(let entries):
            .object(entries.map { JSON.Member($0.key.string, $0.value.json) })
        }
    }
}
