import Testing
@testable import WaybillHandlers
@Test func stub() {}
