import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import WaybillDrawing

@Suite("Maps of decisions about sites")
struct SourcingMapTests {
    private static func site(
        _ id: String,
        _ latitude: Double,
        _ longitude: Double,
        _ role: SourcingMap.Role
    ) -> SourcingMap.Site {
        .init(id: id, place: .init(latitude: latitude, longitude: longitude), role: role)
    }

    private static let europe = SourcingMap(
        title: "split: BER, RTM; 31.40 in all",
        destination: .init(latitude: 48.14, longitude: 11.58),
        sites: [
            site(
                "BER",
                52.52,
                13.4,
                .chosen([
                    .init(notes: ["p1: 4 units by post", "1 Jun – 3 Jun"], units: 4),
                    .init(notes: ["p2: 1 unit by express", "1 Jun – 2 Jun"], units: 1),
                ])
            ),
            site(
                "RTM",
                51.92,
                4.48,
                .chosen([.init(notes: ["p3: 2 units by post", "1 Jun – 4 Jun"], units: 2)])
            ),
            site("PRG", 50.08, 14.44, .alternative), site("VIE", 48.21, 16.37, .idle),
            site("MIL", 45.46, 9.19, .rejected(by: "open")),
            site("LYS", 45.76, 4.84, .rejected(by: "no stock")),
            site("ZRH", 47.38, 8.54, .rejected(by: "hazmat <&> air")),
            site("WAW", 52.23, 21.01, .idle),
            .init(id: "NOWHERE", place: nil, role: .rejected(by: "no service")),
        ]
    )

    @Test("sites, customer, ways and reasons are drawn")
    func drawing() {
        expectGolden(Self.europe.svg(), named: "sourcing.svg")
    }

    @Test("a map is well-formed XML, whatever stands in it")
    func wellFormed() {
        let awkward = SourcingMap(
            title: "a bell \u{7} rings",
            destination: nil,
            sites: [Self.site("H\u{1B}[31m\n", 52.52, 13.4, .rejected(by: "\u{0} \u{FFFF}"))]
        )
        let nothing = SourcingMap(title: "", destination: nil, sites: [])
        for map in [Self.europe, Self.pacific, awkward, nothing] {
            let parser = XMLParser(data: Data(map.svg().utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
        }
    }

    private static let pacific = SourcingMap(
        title: "ship: AKL",
        destination: .init(latitude: -18.1, longitude: 178.4),
        sites: [
            site("AKL", -36.8, 174.8, .chosen([.init(notes: [], units: 1)])),
            site("HNL", 21.3, -157.9, .alternative),
        ]
    )

    @Test("places over the date line are near each other")
    func dateLine() {
        let projection = MapProjection(
            Self.pacific.sites.compactMap(\.place),
            around: .init(latitude: -18.1, longitude: 178.4),
            in: Frame(x: 0, y: 0, width: 1_000, height: 1_000)
        )
        let customer = projection.point(.init(latitude: -18.1, longitude: 178.4))
        let east = projection.point(.init(latitude: 21.3, longitude: -157.9))
        #expect(customer.x < east.x && east.x <= 1_000)
        #expect(customer.x >= 0 && east.y < customer.y)
    }

    @Test("sites at one place, and those where the customer is, do not hide each other")
    func onePlace() {
        let home = SourcingMap.Place(latitude: 48.14, longitude: 11.58)
        let sites =
            ["A", "B", "C"].map { Self.site($0, 52.52, 13.4, .idle) }
            + ["D", "E"].map { Self.site($0, 48.14, 11.58, .idle) }
            + [Self.site("F", 51.92, 4.48, .idle)]
        let projection = MapProjection(
            sites.compactMap(\.place),
            around: home,
            in: Frame(x: 0, y: 0, width: 1_000, height: 1_000)
        )
        let customer = projection.point(home)
        let layout = MarkLayout(sites, destination: customer, projection: projection)
        let marks = ["A", "B", "C", "D", "E", "F"].compactMap { layout.points[$0] }
        func distance(_ one: Point, _ other: Point) -> Double {
            ((one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y))
                .squareRoot()
        }
        #expect(marks.count == 6)
        for (index, mark) in marks.enumerated() {
            #expect(distance(mark, customer) >= 20)
            for other in marks.dropFirst(index + 1) { #expect(distance(mark, other) >= 18.9) }
        }
        #expect(layout.points["F"] == sites.last?.place.map(projection.point))
    }

    @Test(
        "a map without places says so",
        arguments: [
            ([], "there are no sites"),
            (
                [SourcingMap.Site(id: "BER", place: nil, role: .chosen([]))],
                "the place of no site is known"
            ),
        ]
    )
    func noPlaces(sites: [SourcingMap.Site], text: String) {
        let home = SourcingMap.Place(latitude: 48.14, longitude: 11.58)
        let map = SourcingMap(title: "", destination: home, sites: sites)
        #expect(map.svg().contains(">\(text)</text>"))
        #expect(!Self.europe.svg().contains(text))
    }

    /// Many sites of one town, three of which send.
    private static var town: SourcingMap {
        let sites = (0..<60).map { number in
            let (row, column) = (Double(number / 8), Double(number % 8))
            let role: SourcingMap.Role =
                switch number % 20 {
                case 7:
                    .chosen([.init(notes: ["p1: 1 unit by bicycle", "1 Jun – 1 Jun"], units: 1)])
                case 2, 9: .alternative
                case 3, 4: .idle
                default: .rejected(by: "closed on this day")
                }
            let (latitude, longitude) = (52.4 + row * 0.04, 13.2 + column * 0.05)
            return site("STORE-\(number)", latitude, longitude, role)
        }
        return SourcingMap(
            title: "split",
            destination: .init(latitude: 52.52, longitude: 13.4),
            sites: sites + [site("FAR", 45, 9, .idle)]
        )
    }

    @Test("no label of a crowded map is over another; who sends is named")
    func crowd() {
        var canvas = MapCanvas(Self.town)
        canvas.drawWays()
        canvas.drawLabels()
        canvas.drawLegend()
        let frames = canvas.labels.frames
        for (index, frame) in frames.enumerated() {
            #expect(!frames.dropFirst(index + 1).contains { $0.overlaps(frame) })
        }
        let map = canvas.document
        for site in ["customer", "STORE-7", "STORE-27", "STORE-47"] {
            #expect(map.contains(">\(site)</text>"))
        }
        let named = Self.town.sites.count { map.contains(">\($0.id)</text>") }
        #expect(named < 61)
        #expect(map.contains(">no room for the names of \(61 - named) sites</text>"))
    }

    @Test("a label that must be there is, where it hides least")
    func neededLabel() {
        var layout = LabelLayout(page: Frame(x: 0, y: 0, width: 60, height: 60))
        let point = Point(x: 30, y: 30)
        layout.avoid(point, radius: 30)
        #expect(layout.place(["label"], at: point, distance: 5, reach: .far) == nil)
        #expect(
            layout.placeAnyhow(["label"], at: point, distance: 5).lines.map(\.text) == ["label"]
        )
    }

    @Test("labels keep off each other while there is room")
    func labels() {
        var layout = LabelLayout(page: Frame(x: 0, y: 0, width: 400, height: 400))
        let point = Point(x: 200, y: 200)
        layout.avoid(point, radius: 8)
        let placed = (0..<8).compactMap { _ in
            layout.place(["label"], at: point, distance: 10, reach: .far)?.lines[0].start
        }
        #expect(Set(placed).count == 8)
        for (index, one) in placed.enumerated() {
            for other in placed.dropFirst(index + 1) {
                #expect(abs(one.x - other.x) >= 33 || abs(one.y - other.y) >= 15)
            }
        }
    }
}
