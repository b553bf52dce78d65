import SourceText
import TextRepair

/// What libFuzzer calls, for ever, with bytes that reach more and more of the code.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzTextRepair(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    check(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

/// What must hold for any bytes, as `expectProperties` in `Tests/TextRepairTests` has it, with or without the repair.
private func check(_ original: [UInt8]) {
    for options in [RepairOptions(), RepairOptions(code: .repaired), RepairOptions(codecs: [])] {
        let decoded = DecodedText(decoding: original, options: options)
        require(String(validating: decoded.bytes, as: UTF8.self) != nil, "the text is not UTF-8")
        require(!decoded.bytes.contains(0), "the text has a NUL")
        require(!decoded.bytes.starts(with: [0xEF, 0xBB, 0xBF]), "the text begins with a byte order mark")
        let again = DecodedText(decoding: decoded.bytes, options: options)
        require(again.bytes == decoded.bytes, "a second repair changes the text")
        checkPlaces(of: decoded, in: original)
        checkMap(of: decoded, in: original)
    }
}

private func checkPlaces(of decoded: DecodedText, in original: [UInt8]) {
    for repairs in [Array(decoded.repairs), decoded.doubtful] {
        for each in repairs {
            require(each.range.bytes.start <= each.range.bytes.end, "a repair ends before it starts")
            require(each.range.bytes.upperBound <= original.count, "a repair lies outside")
            require(each.range.start <= each.range.end, "a repair's positions are out of order")
            require((0...1).contains(each.confidence), "a confidence is no share")
        }
        require(
            zip(repairs, repairs.dropFirst()).allSatisfy { $0.range.bytes.end <= $1.range.bytes.start },
            "repairs are out of order")
    }
    for each in decoded.repairs {
        require(each.text.upperBound <= decoded.bytes.count, "a repair lies behind the text")
        require(Array(each.after.utf8) == Array(decoded.bytes[each.text]), "a repair is not what stands there")
        require(each.before != each.after, "a repair repairs nothing")
    }
    for each in decoded.invalid {
        let bytes = original[each.range.bytes.lowerBound..<each.range.bytes.upperBound]
        require(Array(bytes) == each.bytes, "invalid bytes are not those of the file")
    }
}

private func checkMap(of decoded: DecodedText, in original: [UInt8]) {
    let locator = decoded.locator()
    var last = locator.range(of: 0..<0)
    for offset in 0..<decoded.bytes.count {
        let range = locator.range(of: offset..<offset + 1)
        require(range.bytes.start <= range.bytes.end, "a place ends before it starts")
        require(range.bytes.upperBound <= original.count, "a place lies outside")
        require(range.bytes.start >= last.bytes.start && range.bytes.end >= last.bytes.end, "the map goes back")
        require(range.bytes.start <= max(last.bytes.end, last.bytes.start), "the map has a gap")
        require(range.start >= last.start && range.end >= last.end, "positions go back")
        last = range
    }
    let whole = locator.range(of: 0..<decoded.bytes.count)
    require(decoded.bytes.isEmpty || whole.bytes.upperBound == original.count, "the map does not reach the end")
}

/// `precondition` does not say its message in an optimised build.
private func require(_ holds: Bool, _ message: String) {
    if !holds { fatalError(message) }
}
