import Documents
import SourceText

/// What libFuzzer calls, for ever, with bytes that reach more and more of the code.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzMarkdown(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    check(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

/// What must hold for any bytes: nothing traps, what comes out is UTF-8, every slot and range lies inside.
private func check(_ bytes: [UInt8]) {
    let document = Document(path: "page.md", bytes: bytes)
    let (facts, body) = document.compile()
    precondition(String(validating: body.html, as: UTF8.self) != nil, "the article is not UTF-8")
    precondition(body.slots.allSatisfy { Int($0.offset) <= body.html.count }, "a slot lies outside")
    precondition(
        zip(body.slots, body.slots.dropFirst()).allSatisfy { $0.offset <= $1.offset }, "slots are out of order")
    let places = [facts.references.map(\.range), facts.mentions.map(\.range), facts.headings.map(\.range)].joined()
    for range in places + facts.diagnostics.map(\.range) {
        precondition(range.bytes.lowerBound <= range.bytes.upperBound, "a range ends before it starts")
        precondition(range.bytes.upperBound <= bytes.count && range.start <= range.end, "a range lies outside")
    }
    precondition(String(validating: document.html(), as: UTF8.self) != nil, "the bare HTML is not UTF-8")
    let plain = Document(path: "page.md", bytes: bytes, extensions: false).html()
    precondition(String(validating: plain, as: UTF8.self) != nil, "the HTML without extensions is not UTF-8")
}
