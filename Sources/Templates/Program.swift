/// All pages' templates, compiled: one list of instructions, partials and recursion resolved to places in it.
struct Program: Sendable {
    var code: [Instruction] = []
    /// The bytes that templates write as they stand, and partials' indentations; instructions hold ranges of it.
    var literals: [UInt8] = []
    var chains: [LookupChain] = []

    /// Where a page's template begins, and the record that its value is (-1 for none).
    struct Entry: Sendable {
        var start: Int
        var record: Int32
    }
}

enum Instruction: Sendable {
    case literal(start: UInt32, end: UInt32)
    /// Writes the indentation of the partial that is running.
    case lineStart
    case escaped(Lookup)
    case unescaped(Lookup)
    /// Goes on at `end` if the value is false.
    case ifTrue(Lookup, end: UInt32)
    case ifFalse(Lookup, end: UInt32)
    /// As `ifTrue`, and makes the value the context until `endWith`.
    case with(Lookup, end: UInt32, record: Int32)
    case endWith
    /// Runs to `endEach` for each element as context; goes on at `end` if there is none.
    case each(Lookup, end: UInt32, record: Int32)
    case endEach
    /// `start` is an instance while compiling, a place in the code when done.
    case call(start: UInt32, indentation: Indentation)
    case finish
}

/// How a partial's lines are indented within the indentation of the lines around its tag.
enum Indentation: Sendable {
    /// A tag within a line: not at all, whatever is around it.
    case none
    /// A tag alone on its line: by a range of the literals, after what is in force.
    case added(start: UInt32, end: UInt32)
}

/// Where a value lies: `depth` contexts out from the innermost, at an index in that record.
struct Lookup: Sendable {
    /// As `field`: the context itself, the implicit iterator.
    static let context = UInt16.max
    static let noChain: UInt32 = .max

    var depth: UInt16
    var field: UInt16
    /// An index into the program's chains where one step does not find the value.
    var chain: UInt32 = Lookup.noChain
}

/// A lookup of more than one step: a dotted name, or one that an absent value passes on to the contexts around.
struct LookupChain: Sendable {
    /// Innermost first.
    var candidates: [Candidate] = []
    /// How many contexts, from the innermost, lie at depths known when compiled. Those further out, which a recursive
    /// partial has piled up, are searched by what record each is.
    var known = 0
    var searched: [Search] = []

    struct Candidate: Sendable {
        var depth: Int
        /// The field, and the fields within it. Nil within: the value, if it is there, has no such field.
        var field: Int
        var rest: [Int]?
    }

    struct Search: Sendable {
        var record: Int
        var field: Int
        var rest: [Int]?
    }
}
