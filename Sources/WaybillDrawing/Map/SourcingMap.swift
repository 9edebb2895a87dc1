/// Where an order is sent from: what a decision about sites looks like on a map.
package struct SourcingMap: Sendable {
    /// A place on the earth, in degrees.
    package struct Place: Hashable, Sendable {
        package let latitude: Double
        package let longitude: Double

        package init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    /// What the decision makes of a site.
    package enum Role: Hashable, Sendable {
        /// Parcels leave from it.
        case chosen([Parcel])
        /// Another decision would send from it.
        case alternative
        /// Nothing can be sent from it, and why.
        case rejected(by: String)
        /// It could send, and need not.
        case idle
    }

    package struct Parcel: Hashable, Sendable {
        /// What is said of it on its way, a line each.
        package let notes: [String]
        package let units: Int

        package init(notes: [String], units: Int) {
            self.notes = notes
            self.units = units
        }
    }

    package struct Site: Hashable, Sendable {
        package let id: String
        /// `nil` when it is not known; the site is named below the map.
        package let place: Place?
        package let role: Role

        package init(id: String, place: Place?, role: Role) {
            self.id = id
            self.place = place
            self.role = role
        }
    }

    /// What was decided, in a line.
    package let title: String
    /// The customer; `nil` when the place is not known.
    package let destination: Place?
    package let sites: [Site]

    package init(title: String, destination: Place?, sites: [Site]) {
        self.title = title
        self.destination = destination
        self.sites = sites
    }
}
