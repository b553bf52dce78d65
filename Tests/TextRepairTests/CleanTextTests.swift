import Testing
import TextRepair

/// Text that is as it should be stays as it is, and nothing is said about it.
@Suite struct CleanTextTests {
    private static let languages = [
        "The café’s naïve résumé — “quoted”, it’s fine…",
        "Le « café » d’été, déjà là : L’ÉTÉ À LA MER, ÇA ET LÀ, NOËL »",
        "„MENÜ“ und ‚GRÜN‘: Größe, Straße, ÜBERMÄSSIG – Ärger",
        "NÃO É UMA MAÇÃ – “IRMÃ”, AÇÃO, ÓRGÃOS, CORAÇÃO…",
        "¿Qué? ¡Sí! El AÑO, ESPAÑA™, «NIÑO»",
        "Perché no? È così, città, «LIBERTÀ»",
        "TẤT CẢ MỌI NGƯỜI ĐỀU SINH RA TỰ DO, Â VÀ Ê",
        "Româna: ÎN, SÂNT, «Știință», ȚARĂ",
        "Příliš žluťoučký kůň, ŽÁDNÉ ÚDAJE, „ČEŠTINA“",
        "Zażółć gęślą jaźń, ŁÓDŹ, „ŻÓŁĆ”",
        "Árvíztűrő tükörfúrógép, „ŐSZ”",
        "Smörgåsbord, ”ÅNGSTRÖM”, ÆØÅ, «Ærlig»",
        "Íslenska: Þór, ÐÆÖ, það",
        "Türkçe: İSTANBUL, ĞÜŞÖÇ, «Çağ»",
        "Съешь же ещё этих мягких булок, «ЁЛКА» – №5",
        "Він її ні Ці ві; «Їжак», Рік, від",
        "Рјешење, Љубав, ђак, ћирилица",
        "Ελληνικά: «Αθήνα», ΐ, ΰ",
        "日本語テスト。「引用」…ＡＢＣ",
        "系统可靠性，“引用”——结束",
        "한국어 테스트 “인용”",
        "שלום עולם, العربية، ไทย, हिन्दी",
    ]

    private static let nasty = [
        "«MAÇÃ»", "IRMÃ®", "CAFÉ²", "ROMÃ›", "‹ROMÃ›", "2.5 Å²", "Ø±0.05", "â and î", "â, ê, î, ô, û",
        "A Ă Â B C D Đ", "voilà « été » là…", "the fiancé’”", "N° 5 – 1º ª ²", "┌─┐│ └─┘ ├── █▄▌ ╔═╗║╚╝",
        "∀x ∈ ℝ: ⌈x⌉ ≥ x, √2 ≈ 1.41",
        "/fəˈnɛtɪk/ [ˈɔːlsoʊ] ʃʒθð", "“États” l’école ‘Über’", "x² × y³ ± ½ → ∞", "©®™ §5 ¶2 µs", "ÀÉÎÕÜ àéîõü", "Ý®",
        "É…", "Ö”",
        "Señor “É”", "déjà\u{A0}»", "à\u{A0}«\u{A0}la\u{A0}»", "🏳️‍🌈 👩‍💻 🇫🇷 e\u{301}", "Γειά ΓΑ·", "±√2 ‰ ‡ †",
    ]

    @Test(arguments: languages + nasty)
    func `clean text is left alone`(text: String) {
        let decoded = DecodedText(decoding: Array(text.utf8))
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
        #expect(decoded.repairs.isEmpty)
        #expect(decoded.diagnostics(file: "a.md").isEmpty)
    }

    @Test func `clean text in many languages on one page is left alone`() {
        let page = (Self.languages + Self.nasty).joined(separator: "\n\n")
        #expect(String(decoding: DecodedText(decoding: Array(page.utf8)).bytes, as: UTF8.self) == page)
    }

    @Test func `one damaged line leaves the clean ones on its page alone`() {
        let page = Self.languages.joined(separator: "\n\n")
        let text = DecodedText(decoding: Array((page + "\n\nIt â€” fails").utf8))
        #expect(String(decoding: text.bytes, as: UTF8.self) == page + "\n\nIt — fails")
    }

    @Test func `a damaged page in capitals does not drag a clean line with it`() {
        let page = "«MAÇÃ» – CAFÉ²\n\nThe naÃ¯ve cafÃ© â€” isnâ€™t"
        let text = DecodedText(decoding: Array(page.utf8))
        #expect(String(decoding: text.bytes, as: UTF8.self) == "«MAÇÃ» – CAFÉ²\n\nThe naïve café — isn’t")
    }

    @Test func `without codecs nothing is repaired`() {
        let text = DecodedText(decoding: Array("It â€” fails".utf8), options: RepairOptions(codecs: []))
        #expect(String(decoding: text.bytes, as: UTF8.self) == "It â€” fails")
    }
}
