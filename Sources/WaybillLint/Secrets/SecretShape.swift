/// How the keys of a well-known service begin, and how long they are at least.
struct SecretShape: Sendable {
    let prefix: [UInt8]
    /// The bytes after the prefix.
    let leastTail: Int
    /// As a message names it.
    let name: String

    private init(_ prefix: String, _ leastTail: Int, _ name: String) {
        self.prefix = Array(prefix.utf8)
        self.leastTail = leastTail
        self.name = name
    }

    static let all: [SecretShape] = [
        SecretShape("sk_live_", 16, "a secret key of Stripe"),
        SecretShape("rk_live_", 16, "a restricted key of Stripe"),
        SecretShape("sk_test_", 16, "a test key of Stripe"),
        SecretShape("whsec_", 24, "a webhook secret of Stripe"),
        SecretShape("AKIA", 16, "an access key of AWS"),
        SecretShape("ASIA", 16, "a temporary access key of AWS"),
        SecretShape("ghp_", 30, "a token of GitHub"),
        SecretShape("gho_", 30, "a token of GitHub"),
        SecretShape("ghu_", 30, "a token of GitHub"),
        SecretShape("ghs_", 30, "a token of GitHub"),
        SecretShape("ghr_", 30, "a token of GitHub"),
        SecretShape("github_pat_", 22, "a token of GitHub"),
        SecretShape("glpat-", 20, "a token of GitLab"),
        SecretShape("xoxb-", 20, "a token of Slack"),
        SecretShape("xoxp-", 20, "a token of Slack"),
        SecretShape("xoxa-", 20, "a token of Slack"),
        SecretShape("xoxs-", 20, "a token of Slack"),
        SecretShape("AIza", 30, "a key of Google"),
        SecretShape("ya29.", 20, "a token of Google"),
        SecretShape("SG.", 40, "a key of SendGrid"),
        SecretShape("npm_", 36, "a token of npm"),
        SecretShape("pypi-AgE", 40, "a token of PyPI"),
        SecretShape("dop_v1_", 60, "a token of DigitalOcean"),
        SecretShape("shpat_", 32, "a token of Shopify"),
        SecretShape("shpss_", 32, "a secret of Shopify"),
        SecretShape("sq0csp-", 40, "a secret of Square"),
        SecretShape("sq0atp-", 20, "a token of Square"),
        SecretShape("eyJ", 40, "a JSON Web Token"),
    ]

    /// The shapes by the first byte of their prefixes.
    static let byFirstByte: [UInt8: [SecretShape]] = Dictionary(
        grouping: all,
        by: { $0.prefix.first ?? 0 }
    )
}
