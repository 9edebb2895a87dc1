extension Explanation {
    /// WB0005
    static let aliasExpansion = Explanation(
        why: """
            A few lines of aliases to aliases can stand for more nodes than any memory holds, and \
            an alias inside what it stands for never ends. Files may come from anywhere, so both \
            are refused before they cost anything.
            """,
        failing: """
            waybill: 1
            types:
              Order: &order { id: string, parent: *order }
            """,
        mended: """
            waybill: 1
            types:
              Order: { id: string, parent: string? }
            """,
        limits: """
            A file that is large without aliases is held against the limits of WB0006.
            """
    )
}
