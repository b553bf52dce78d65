import Testing
import TextRepair

/// The texts of `Cases/`, one file an origin.
@Suite struct CaseTests {
    private func repaired(_ bytes: [UInt8]) -> String {
        String(decoding: DecodedText(decoding: bytes).bytes, as: UTF8.self)
    }

    @Test(arguments: [TextCase.Origin.inTheWild, .synthetic])
    func `damaged texts come back as they were written`(origin: TextCase.Origin) throws {
        let cases = try TextCase.all(origin)
        #expect(cases.count > 50)
        for each in cases {
            #expect(each.bytes != Array(each.fixed.utf8), "\(each): nothing is damaged")
            #expect(repaired(each.bytes) == each.fixed, "\(each)")
        }
    }

    @Test func `clean texts that look damaged stay as they are, and cost no repair`() throws {
        let cases = try TextCase.all(.negative)
        #expect(cases.count > 50)
        for each in cases {
            let text = DecodedText(decoding: each.bytes)
            #expect(String(decoding: text.bytes, as: UTF8.self) == each.fixed, "\(each)")
            #expect(text.repairs.isEmpty && text.invalid.isEmpty, "\(each)")
        }
    }

    /// So that progress is seen: what passes moves to the file of its origin.
    @Test func `known failures fail`() throws {
        for each in try TextCase.all(.knownFailures) {
            let isFixed = repaired(each.bytes) == each.fixed
            #expect(!isFixed, "\(each) passes now: move it to Cases/\(each.origin ?? "?").json")
        }
    }

    @Test(arguments: TextCase.Origin.allCases)
    func `repairing a repaired text changes nothing`(origin: TextCase.Origin) throws {
        for each in try TextCase.all(origin) {
            let once = DecodedText(decoding: each.bytes).bytes
            let twice = DecodedText(decoding: once)
            #expect(twice.bytes == once, "\(each)")
            #expect(twice.repairs.isEmpty, "\(each)")
        }
    }

    @Test(arguments: [TextCase.Origin.inTheWild, .synthetic])
    func `what a text should become is left as it is`(origin: TextCase.Origin) throws {
        for each in try TextCase.all(origin) { #expect(repaired(Array(each.fixed.utf8)) == each.fixed, "\(each)") }
    }

    @Test func `every case has a label of its own`() throws {
        let labels = try TextCase.Origin.allCases.flatMap { try TextCase.all($0) }.map(\.label)
        #expect(Set(labels).count == labels.count)
    }
}
