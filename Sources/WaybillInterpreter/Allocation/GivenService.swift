import CEL
import Foundation

/// Why a service does not go from a site to the customer; what is nearer to being offered is greater.
enum ServiceGap: Comparable {
    /// It is offered from other sites.
    case notFromThere
    /// No zone of it is the site's.
    case noZone
    /// The customer is further away than any of its zones reaches.
    case tooFar
    /// It has a zone that reaches so far, and nobody knows how far the customer is.
    case unknownDistance
}

/// A carrier's service.
struct GivenService {
    /// What it costs and takes to one zone.
    struct Zone {
        let given: GivenValue
        let name: String?
        let metres: Int?
        let perParcel: Decimal
        let perKilogram: Decimal
        let transitDays: Int

        fileprivate init(_ given: GivenValue) throws(StepError) {
            self.given = given
            name = try given.optional("zone")?.text()
            let kilometres = try given.optional("up_to_km")?.whole(
                in: 0...1_000_000,
                remedy: "give whole kilometres from 0 to 1000000"
            )
            metres = kilometres.map { $0 * 1_000 }
            perParcel = try given.required("per_parcel").amount()
            perKilogram = try given.optional("per_kg")?.amount() ?? 0
            transitDays = try given.required("transit_days").whole(
                in: 0...1_000,
                remedy: "give days from 0 to 1000"
            )
        }

        /// Whether it is the customer's zone as seen from a site. An entry with neither a name nor a
        /// distance is for everywhere.
        fileprivate func holds(from site: GivenSite) -> Bool {
            if let name, name != site.zone { return false }
            guard let metres else { return true }
            return site.metres.map { $0 <= metres } ?? false
        }
    }

    let given: GivenValue
    let id: String
    let zones: [Zone]
    /// The sites that it is offered from; all of them when `nil`.
    private let sites: Set<String>?

    init(_ given: GivenValue) throws(StepError) {
        self.given = given
        id = try given.required("id").name()
        var zones: [Zone] = []
        for zone in try given.required("zones").elements() { zones.append(try Zone(zone)) }
        self.zones = zones
        guard let listed = try given.optional("sites")?.elements() else {
            sites = nil
            return
        }
        var sites: Set<String> = []
        for site in listed { sites.insert(try site.text()) }
        self.sites = sites
    }

    /// What it costs and takes from a site, by the first of its zones that the customer lies in;
    /// `nil` when it is not offered from there.
    func zone(from site: GivenSite) -> Zone? {
        if let sites, !sites.contains(site.id) { return nil }
        return zones.first { $0.holds(from: site) }
    }

    /// Why it is not offered from a site.
    func gap(from site: GivenSite) -> ServiceGap {
        if let sites, !sites.contains(site.id) { return .notFromThere }
        let named = zones.filter { $0.name == nil || $0.name == site.zone }
        guard !named.isEmpty else { return .noZone }
        return site.metres == nil ? .unknownDistance : .tooFar
    }
}
