/// A language of which there are statistics, in the order of their tables.
enum Language: UInt8, Sendable, CaseIterable {
    case english, german, french, spanish, portuguese, italian, dutch, danish, norwegian, swedish, finnish, catalan
    case icelandic, estonian, irish, afrikaans, breton, welsh
    case czech, polish, hungarian, slovak, slovenian, croatian, romanian, turkish, lithuanian, latvian
    /// Any of the west without statistics of its own: like all of these together.
    case otherWestern
    case greek
    case russian, ukrainian, bulgarian, serbian, macedonian, belarusian
    case hebrew, arabic, persian
    case japanese, simplifiedChinese, traditionalChinese, korean

    static let western: [Language] = [
        .english, .german, .french, .spanish, .portuguese, .italian, .dutch, .danish, .norwegian, .swedish, .finnish,
        .catalan, .icelandic, .estonian, .irish, .afrikaans, .breton, .welsh, .otherWestern,
    ]
    static let central: [Language] = [.czech, .polish, .hungarian, .slovak, .slovenian, .croatian, .romanian, .german]
    static let cyrillic: [Language] = [.russian, .ukrainian, .bulgarian, .serbian, .macedonian, .belarusian]
}
