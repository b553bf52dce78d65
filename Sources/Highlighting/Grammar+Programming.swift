// Programming languages
extension Grammar {
    static let c = Grammar(
        [
            .line("//"), .block("/*", "*/"), .quoted("\""), .other(.character, "'"), .other(.directive, "#", .keyword),
        ],
        keywords: """
            alignas alignof and asm auto bool break case catch char char8_t char16_t char32_t class co_await co_return co_yield
            concept const consteval constexpr constinit const_cast continue decltype default delete do double dynamic_cast else
            enum explicit export extern final float for friend goto if import inline int long module mutable namespace new
            noexcept not operator or override private protected public register reinterpret_cast requires restrict return short
            signed sizeof static static_assert static_cast struct switch template this thread_local throw try typedef typeid
            typename typeof union unsigned using virtual void volatile wchar_t while _Atomic _Bool _Static_assert
            size_t ssize_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t
            """,
        constants: "true false NULL nullptr", traits: [.calls, .stringPrefixes])

    static let csharp = Grammar(
        [
            .line("//"), .block("/*", "*/"), .long("\"\"\""), .long("@\"", "\"", escape: 0),
            .long("$@\"", "\"", escape: 0),
            .quoted("$\"", close: "\"", interpolation: "{"), .quoted("\""), .other(.character, "'"),
            .other(.directive, "#", .keyword),
        ],
        keywords: """
            abstract as async await base bool break byte case catch char checked class const continue decimal default delegate do
            double else enum event explicit extern finally fixed float for foreach get global goto if implicit in init int
            interface internal is lock long namespace new not nint object operator out override params partial private protected
            public readonly record ref required return sbyte sealed set short sizeof stackalloc static string struct switch this
            throw try typeof uint ulong unchecked unsafe ushort using value var virtual void volatile when where while with yield
            """,
        constants: "true false null", traits: .calls)

    static let go = Grammar(
        [.line("//"), .block("/*", "*/"), .quoted("\""), .other(.character, "'"), .long("`", escape: 0)],
        keywords: """
            break case chan const continue default defer else fallthrough for func go goto if import interface map package range
            return select struct switch type var any bool byte comparable complex64 complex128 error float32 float64 int int8
            int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr
            """,
        constants: "true false nil iota", traits: .calls)

    /// Java, and what runs beside it: Groovy (Jenkinsfile), Scala.
    static let java = Grammar(
        [
            .line("//"), .block("/*", "*/"), .long("\"\"\"", interpolation: "${"), .long("'''"),
            .quoted("\"", interpolation: "${"), .quoted("'"), .sigil("@", .function),
        ],
        keywords: """
            abstract as assert boolean break byte case catch char class const continue def default do double else enum extends
            final finally float for forSome given goto if implements implicit import in instanceof int interface lazy long match
            module native new non-sealed object open override package permits private protected public record requires return
            sealed short static strictfp super switch synchronized then this throw throws trait transient try type val var void
            volatile while with yield
            """,
        constants: "true false null", traits: .calls)

    static let javascript = Grammar(
        [
            .line("//"), .block("/*", "*/"), .quoted("\""), .quoted("'"), .long("`", interpolation: "${"),
            .other(.regularExpression, "/"), .sigil("@", .function), .line("#!"),
        ],
        keywords: """
            abstract any as asserts async await bigint boolean break case catch class const continue debugger declare default
            delete do else enum export extends finally for from function get if implements import in infer instanceof interface is
            keyof let namespace never new number object of override package private protected public readonly require return
            satisfies set static string super switch symbol this throw try type typeof unique unknown using var void while with
            yield
            """,
        constants: "true false null undefined NaN Infinity", wordBytes: "$", wordStarts: "$", traits: .calls)

    static let kotlin = Grammar(
        [
            .line("//"), .block("/*", "*/", nests: true), .long("\"\"\"", escape: 0, interpolation: "${"),
            .quoted("\"", interpolation: "${"), .other(.character, "'"), .sigil("@", .function),
        ],
        keywords: """
            abstract actual annotation as break by catch class companion const constructor continue crossinline data do dynamic
            else enum expect external final finally for fun get if import in infix init inline inner interface internal is lateinit
            noinline object open operator out override package private protected public reified return sealed set super suspend
            tailrec this throw try typealias val value var vararg when where while
            """,
        constants: "true false null", traits: .calls)

    static let lua = Grammar(
        [.block("--[[", "]]"), .line("--"), .long("[[", "]]", escape: 0), .quoted("\""), .quoted("'")],
        keywords: """
            and break do else elseif end for function goto if in local not or repeat return then until while
            """,
        constants: "true false nil", traits: .calls)

    static let perl = Grammar(
        [
            .line("#", spaced: true), .long("\""), .long("'"), .sigil("$", .variable), .sigil("@", .variable),
        ],
        keywords: """
            and bless die do else elsif eq for foreach ge gt if last le local lt my ne next no not or our package print printf
            redo require return say sub unless until use while xor
            """,
        traits: .calls)

    static let php = Grammar(
        [
            .line("//"), .line("#"), .block("/*", "*/"), .long("\""), .long("'"), .sigil("$", .variable),
        ],
        keywords: """
            abstract and array as break callable case catch class clone const continue declare default do echo else elseif enum
            extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof
            interface isset list match namespace new or print private protected public readonly require require_once return static
            switch throw trait try unset use var while xor yield
            """,
        constants: "true false null TRUE FALSE NULL", traits: .calls)

    static let powershell = Grammar(
        [
            .block("<#", "#>"), .line("#", spaced: true), .long("@\"", "\"@", escape: 0), .long("@'", "'@", escape: 0),
            .long("\"", escape: 0x60, interpolation: "$("), .long("'", escape: 0), .sigil("$", .variable),
        ],
        keywords: """
            begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for foreach from
            function hidden if in param process return static switch throw trap try until using while
            """,
        constants: "$true $false $null", foldsCase: true, wordBytes: "-", traits: [.hyphenatedCommands, .calls])

    static let python = Grammar(
        [
            .line("#"), .long("\"\"\""), .long("'''"), .quoted("\""), .quoted("'"), .sigil("@", .function),
        ],
        keywords: """
            and as assert async await break case class continue def del elif else except finally for from global if import in is
            lambda match nonlocal not or pass raise return try while with yield
            """,
        constants: "True False None", functions: "self cls", traits: [.calls, .stringPrefixes])

    static let ruby = Grammar(
        [
            .line("#", spaced: true), .long("\"", interpolation: "#{"), .long("'"), .long("`"), .sigil("$", .variable),
            .sigil("@@", .variable), .sigil("@", .variable), .sigil(":", .number),
        ],
        keywords: """
            alias and attr_accessor attr_reader attr_writer begin break case class def defined? do else elsif end ensure extend
            for if in include module next not or private protected public raise redo require require_relative rescue retry return
            self super then undef unless until when while yield
            """,
        constants: "true false nil", wordBytes: "?!", traits: .calls)

    static let rust = Grammar(
        [
            .line("//"), .block("/*", "*/", nests: true), .quoted("#![", close: "]", kind: .function),
            .quoted("#[", close: "]", kind: .function), .other(.hashedString, "#"), .long("\""),
            .other(.character, "'"),
        ],
        keywords: """
            as async await break const continue crate dyn else enum extern fn for if impl in let loop macro_rules match mod move
            mut pub ref return self Self static struct super trait type union unsafe use where while bool char f32 f64 i8 i16 i32
            i64 i128 isize str u8 u16 u32 u64 u128 usize
            """,
        constants: "true false None Some Ok Err", traits: [.calls, .macros, .stringPrefixes])

    static let swift = Grammar(
        [
            .line("//"), .block("/*", "*/", nests: true), .long("#\"\"\"", "\"\"\"#", escape: 0),
            .long("\"\"\"", interpolation: "\\("), .long("#\"", "\"#", escape: 0), .quoted("\"", interpolation: "\\("),
            .sigil("@", .function), .other(.directive, "#", .keyword),
        ],
        keywords: """
            actor any as associatedtype async await borrowing break case catch class consuming continue convenience default defer
            deinit didSet do else enum extension fallthrough fileprivate final for func get guard if import in indirect infix init
            inout internal is isolated lazy let mutating nonisolated nonmutating open operator optional override package postfix
            precedencegroup prefix private protocol public repeat required rethrows return self Self sending set some static
            struct subscript super switch throw throws try typealias unowned unsafe var weak where while willSet
            """,
        constants: "true false nil", traits: .calls)
}
