import SourceText
import Testing
import TextRepair

/// Expects what holds for any bytes: valid UTF-8 without mark or NUL, places in order and inside the file, a map that
/// is monotonic and total, and nothing left to do for a second repair. `make fuzz-text` checks the same.
func expectProperties(of original: [UInt8], _ comment: Comment) {
    let decoded = DecodedText(decoding: original)
    #expect(String(validating: decoded.bytes, as: UTF8.self) != nil, comment)
    #expect(!decoded.bytes.contains(0) && !decoded.bytes.starts(with: [0xEF, 0xBB, 0xBF]), comment)
    #expect(DecodedText(decoding: decoded.bytes).bytes == decoded.bytes, comment)
    expectPlaces(of: decoded, in: original, comment)
    expectMap(of: decoded, in: original, comment)
}

private func expectPlaces(of decoded: DecodedText, in original: [UInt8], _ comment: Comment) {
    for repairs in [Array(decoded.repairs), decoded.doubtful] {
        for each in repairs {
            #expect(each.range.bytes.start <= each.range.bytes.end, comment)
            #expect(each.range.bytes.upperBound <= original.count, comment)
            #expect(each.range.start <= each.range.end && (0...1).contains(each.confidence), comment)
        }
        #expect(zip(repairs, repairs.dropFirst()).allSatisfy { $0.range.bytes.end <= $1.range.bytes.start }, comment)
    }
    for each in decoded.repairs {
        #expect(each.text.upperBound <= decoded.bytes.count, comment)
        #expect(Array(each.after.utf8) == Array(decoded.bytes[each.text]), comment)
        #expect(each.before != each.after, comment)
    }
    for each in decoded.invalid {
        #expect(Array(original[each.range.bytes.lowerBound..<each.range.bytes.upperBound]) == each.bytes, comment)
    }
}

/// Offsets of a text go back to the file in order, within it, and one after the other without a gap.
private func expectMap(of decoded: DecodedText, in original: [UInt8], _ comment: Comment) {
    let locator = decoded.locator()
    var last = locator.range(of: 0..<0)
    for offset in 0..<decoded.bytes.count {
        let range = locator.range(of: offset..<offset + 1)
        #expect(range.bytes.start <= range.bytes.end && range.bytes.upperBound <= original.count, comment)
        #expect(range.bytes.start >= last.bytes.start && range.bytes.end >= last.bytes.end, comment)
        #expect(range.bytes.start <= max(last.bytes.end, last.bytes.start), comment)
        #expect(range.start >= last.start && range.end >= last.end, comment)
        last = range
    }
    if !decoded.bytes.isEmpty {
        #expect(locator.range(of: 0..<decoded.bytes.count).bytes.upperBound == original.count, comment)
    }
}
