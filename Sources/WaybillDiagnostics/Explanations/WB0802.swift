extension Explanation {
    /// WB0802
    static let shellInjection = Explanation(
        why: """
            What is spliced into the text of a program is run as part of it: a value with a `;` or \
            a `$(…)` in it does whatever it says. As an argument of its own it is only read.
            """,
        failing: """
            waybill: 1
            bindings:
              payments.authorize:
                exec: { command: [sh, -c, "curl ${env.BANK_URL} -d @-"] }
            """,
        mended: """
            waybill: 1
            bindings:
              payments.authorize:
                exec: { command: [sh, -c, 'curl "$1" -d @-', sh, "${env.BANK_URL}"] }
            """,
        limits: """
            That the program is careful with its input, which comes as JSON on its standard input.
            """
    )
}
