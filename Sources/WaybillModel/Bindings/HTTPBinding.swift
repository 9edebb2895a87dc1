/// A handler that is an HTTP service: it is sent the input as JSON.
package struct HTTPBinding: Sendable {
    /// The methods that carry a body.
    package enum Method: String, Hashable, Sendable, CaseIterable {
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    package struct Header: Sendable {
        package let name: String
        package let value: BoundText

        package init(name: String, value: BoundText) {
            self.name = name
            self.value = value
        }
    }

    package let method: Method
    /// Absolute, with the scheme `http` or `https`.
    package let url: BoundText
    /// In the order of the file.
    package let headers: [Header]

    package init(method: Method = .post, url: BoundText, headers: [Header] = []) {
        self.method = method
        self.url = url
        self.headers = headers
    }
}
