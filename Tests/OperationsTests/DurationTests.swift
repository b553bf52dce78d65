import Operations
import Testing
@Test func x() { #expect(TimeLimit(kind: .immediate) < TimeLimit(kind: .elapsed)) }
