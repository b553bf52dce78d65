/// What a piece of code is. The raw value is the letter of its class in HTML; few, since the style sheet is small.
enum TokenKind: UInt8, Sendable {
    case comment = 0x63  // c
    case string = 0x73  // s
    case keyword = 0x6B  // k
    case number = 0x6E  // n: numbers and constants
    case function = 0x66  // f: functions, commands, keys, attributes
    case variable = 0x76  // v: variables, labels, template actions
    case output = 0x6F  // o: what a shell session answered
    case prompt = 0x70  // p
    case inserted = 0x69  // i
    case deleted = 0x64  // d: deleted lines, errors of a log
    case heading = 0x68  // h: headings, sections, hunks
}

/// A piece of code that gets a colour. What lies between tokens gets none.
struct Token: Sendable {
    let start: Int32
    var end: Int32
    let kind: TokenKind
}
