import Foundation

/// Draws a map, layer by layer.
struct MapCanvas {
    private static let map = Frame(x: 90, y: 90, width: 820, height: 530)
    static let frame = Frame(x: 20, y: 50, width: 960, height: 610)

    let map: SourcingMap
    let projection: MapProjection
    let marks: MarkLayout
    var labels = LabelLayout(page: Self.frame)
    var lines = SVGWriter()
    /// Above everything else.
    var texts = SVGWriter()
    /// What is said of parcels, and the points of their ways where it is to stand.
    private var notes: [(lines: [String], point: Point)] = []
    /// How many sites stand without their names.
    private var nameless = 0

    init(_ map: SourcingMap) {
        self.map = map
        let places = map.sites.compactMap(\.place)
        let home = map.destination ?? places.first ?? .init(latitude: 0, longitude: 0)
        projection = MapProjection(places, around: home, in: Self.map)
        let destination = map.destination.map(projection.point)
        marks = MarkLayout(map.sites, destination: destination, projection: projection)
        for site in map.sites {
            if let point = marks.points[site.id] { labels.avoid(point, radius: site.radius) }
        }
        if let destination { labels.avoid(destination, radius: 12) }
    }

    var document: String {
        var page = SVGWriter()
        page.open(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 1000 720", "role": "img",
                "font-family": "Helvetica, Arial, sans-serif",
                "font-size": LabelLayout.fontSize.coordinate,
            ]
        )
        page.element("title", [:], map.title)
        page.element("rect", ["width": "1000", "height": "720", "fill": Palette.blank])
        page.element(
            "text",
            ["x": "20", "y": "32", "font-size": "18", "fill": Palette.text],
            map.title
        )
        return page.text + lines.text + texts.text + "</svg>\n"
    }

    // MARK: - Layers

    /// Meridians and parallels, for orientation.
    mutating func drawGrid() {
        let frame = Self.frame
        lines.element(
            "rect",
            [
                "x": frame.x.coordinate, "y": frame.y.coordinate,
                "width": frame.width.coordinate, "height": frame.height.coordinate,
                "fill": Palette.scope, "stroke": Palette.grid,
            ]
        )
        let span = projection.latitudes.upperBound - projection.latitudes.lowerBound
        let step = [0.5, 1, 2, 5, 10, 30].first { span / $0 <= 8 } ?? 60
        for longitude in multiples(of: step, in: projection.longitudes) {
            let x = projection.x(ofLongitude: longitude)
            line(Point(x: x, y: frame.y), Point(x: x, y: frame.y + frame.height))
        }
        for latitude in multiples(of: step, in: projection.latitudes)
        where abs(latitude) <= 90 {
            let y = projection.y(ofLatitude: latitude)
            line(Point(x: frame.x, y: y), Point(x: frame.x + frame.width, y: y))
        }
    }

    /// What is said where there is nothing to draw.
    mutating func drawEmptiness() {
        guard marks.points.isEmpty else { return }
        let what = map.sites.isEmpty ? "there are no sites" : "the place of no site is known"
        text(what, at: Point(x: Self.frame.x + 12, y: Self.frame.y + 22), Palette.quiet)
    }

    /// From the sites to the customer.
    mutating func drawWays() {
        guard let home = map.destination.map(projection.point) else { return }
        for site in map.sites where site.role == .alternative {
            guard let start = marks.points[site.id] else { continue }
            way(from: start, to: home, bend: 0, style: .alternative)
        }
        let most = map.sites.flatMap(\.parcels).map(\.units).max() ?? 1
        for site in map.sites {
            guard let start = marks.points[site.id] else { continue }
            for (index, parcel) in site.parcels.enumerated() {
                let bend = (Double(index) - Double(site.parcels.count - 1) / 2) * 50
                let width = 2 + 6 * Double(parcel.units) / Double(max(1, most))
                let point = way(from: start, to: home, bend: bend, style: .parcel(width))
                notes.append((parcel.notes, point))
            }
        }
    }

    /// Those that matter most are on top.
    mutating func drawSites() {
        for site in map.sites.sorted(by: { $0.rank > $1.rank }) { mark(site) }
    }

    mutating func drawDestination() {
        guard let place = map.destination else { return }
        let point = projection.point(place)
        let (x, y) = (point.x, point.y)
        let corners = [(x, y - 12), (x + 12, y), (x, y + 12), (x - 12, y)]
        lines.element(
            "polygon",
            [
                "points": corners.map { "\($0.0.coordinate),\($0.1.coordinate)" }
                    .joined(separator: " "),
                "fill": Palette.text, "stroke": Palette.blank, "stroke-width": "2",
            ]
        )
    }

    /// What matters most finds its place first.
    mutating func drawLabels() {
        if let place = map.destination {
            let point = projection.point(place)
            let label = labels.placeAnyhow(["customer"], at: point, distance: 16)
            write(label, of: point, Palette.text, bold: true)
        }
        let sites = map.sites.sorted { $0.rank < $1.rank }
        let named = sites.prefix(Self.mostNames)
        nameless = sites.dropFirst(Self.mostNames).count { marks.points[$0.id] != nil }
        for site in named where site.rank == 0 {
            guard let point = marks.points[site.id] else { continue }
            let label = labels.placeAnyhow([site.id], at: point, distance: 12)
            write(label, of: point, Palette.text, bold: true)
        }
        for note in notes {
            let label = labels.place(note.lines, at: note.point, distance: 10, reach: .far)
            guard let label else { continue }
            write(label, of: note.point, Palette.text, bold: true)
        }
        for site in named where site.rank > 0 { name(site) }
    }

    /// A name, with the reason where there is room for that.
    private mutating func name(_ site: SourcingMap.Site) {
        guard let point = marks.points[site.id] else { return }
        for lines in site.captions {
            let label = labels.place(lines, at: point, distance: 12, reach: .near)
            guard let label else { continue }
            return write(label, of: point, Palette.quiet, bold: false)
        }
        nameless += 1
    }

    /// More could not be told apart.
    private static let mostNames = 60

    /// What the marks mean, and the sites that have no place.
    mutating func drawLegend() {
        var x = 30.0
        for (role, meaning) in Self.legend {
            mark(role, at: Point(x: x, y: 680))
            text(meaning, at: Point(x: x + 14, y: 684), Palette.text)
            x += 40 + Double(meaning.count) * 7
        }
        let remarks = [missing, unnamed].compactMap(\.self).joined(separator: "; ")
        guard !remarks.isEmpty else { return }
        text(remarks, at: Point(x: 30, y: 706), Palette.quiet)
    }

    /// What has no place.
    private var missing: String? {
        let unplaced = map.sites.filter { $0.place == nil }
            .sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
        guard !unplaced.isEmpty || map.destination == nil else { return nil }
        let missing = (map.destination == nil ? ["customer"] : []) + unplaced.map(\.id)
        let shown = missing.prefix(12).joined(separator: ", ")
        let more = missing.count > 12 ? " and \(missing.count - 12) more" : ""
        return "not on the map: \(shown)\(more)"
    }

    /// How many names there was no room for.
    private var unnamed: String? {
        guard nameless > 0 else { return nil }
        return "no room for the \(nameless == 1 ? "name" : "names") of \(nameless) "
            + (nameless == 1 ? "site" : "sites")
    }

    private static let legend: [(SourcingMap.Role, String)] = [
        (.chosen([]), "sends, the thicker the more units"),
        (.alternative, "sends in another decision"),
        (.rejected(by: ""), "cannot send"), (.idle, "need not send"),
    ]
}

extension SourcingMap.Site {
    fileprivate var parcels: [SourcingMap.Parcel] {
        if case .chosen(let parcels) = role { parcels } else { [] }
    }

    /// Lower matters more.
    fileprivate var rank: Int {
        switch role {
        case .chosen: 0
        case .alternative: 1
        case .idle: 2
        case .rejected: 3
        }
    }

    /// Of its mark, about.
    fileprivate var radius: Double {
        switch role {
        case .chosen: 9
        case .alternative: 7
        case .rejected: 6
        case .idle: 4
        }
    }

    /// What is said of it, the fullest first.
    fileprivate var captions: [[String]] {
        if case .rejected(let reason) = role { [[id, reason], [id]] } else { [[id]] }
    }
}
