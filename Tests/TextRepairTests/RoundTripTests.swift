import Testing
import TextRepair

/// What was damaged in a known way comes back exactly.
@Suite struct RoundTripTests {
    private static let samples = [
        "Status — see the “Runbook” (it’s short)…",
        "## 🚀 Deploy → 🔧 Fix → 📊 Metrics",
        "✅ done, ❌ failed, ⚠️ degraded",
        "Kosten: 50 € oder 40 £, 25 °C ± 2 °C",
        "Grüße aus München, Straße 5: schön, daß du da bist",
        "Le café est fermé ; l’été, « à bientôt » dit l’élève",
        "El niño comió una piña en la montaña más pequeña",
        "A ação não começou às três; você já está lá",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Zażółć gęślą jaźń, proszę bardzo",
        "Съешь же ещё этих мягких французских булок, да выпей чаю",
        "Ο γρήγορος αλεπού πηδάει πάνω από το σκυλί",
        "日本語のテキストを正しく表示します。",
        "系统可靠性与监控告警手册",
        "시스템 신뢰성 문서입니다",
        "هذا نص عربي للاختبار",
        "זהו טקסט בעברית לבדיקה",
        "Tiếng Việt rất đẹp và phong phú",
        "Større bølger på sjøen; kör försiktigt på vägen",
        "Latency ≤ 200 ms, error rate ≈ 0 → ∞",
    ]

    /// Damage that loses nothing.
    private static let lossless: [Damage] = [
        .windows1252, .latin1, .windows1252Twice, .windows1252Thrice, .latin1Twice, .latin1InWindows1252,
    ]

    @Test(arguments: samples, lossless)
    func `text that lost nothing is restored exactly`(sample: String, damage: Damage) {
        let damaged = damage.apply(to: sample)
        #expect(damaged != sample)
        let text = DecodedText(decoding: Array(damaged.utf8))
        #expect(String(decoding: text.bytes, as: UTF8.self) == sample)
    }

    @Test(arguments: [
        "[← Back](x.md) and “quoted” text — it’s fine",
        "## ❌ Failed, ❤️ loved, ⚠️ warned",
        "## 📝 Notes and 🐛 bugs 🔍 searched",
        "👍 ok 🌐 web ⏱ time",
        "Работа над ошибками: система остановлена, сервер перезапускается",
        "Žádné údaje o časech",
    ])
    func `bytes that were dropped or replaced are put back where one reading stands out`(sample: String) {
        for damage in [Damage.windows1252Dropping, .windows1252Replacing] {
            let text = DecodedText(decoding: Array(damage.apply(to: sample).utf8))
            #expect(String(decoding: text.bytes, as: UTF8.self) == sample, "\(damage)")
        }
    }

    @Test(arguments: ["Voilà, c’est à moi : déjà là", "⚠ Warning — disk full", "25 °C à l’été"])
    func `a no-break space that became a space is put back inside characters`(sample: String) {
        let text = DecodedText(decoding: Array(Damage.noBreakSpaceAsSpace.apply(to: sample).utf8))
        #expect(String(decoding: text.bytes, as: UTF8.self) == sample)
    }

    @Test(arguments: [
        ("naÃ¯ve", "naïve"), ("altresÃ¬ conosciuto", "altresì conosciuto"), ("â€œquotedâ€", "“quoted”"),
        ("10Â km", "10\u{A0}km"), ("Â© 2024", "© 2024"), ("NÃ£o", "Não"), ("StraÃŸe", "Straße"),
        ("foo â€\" bar", "foo — bar"), ("â”œâ”€â”€ src", "├── src"), ("ï»¿# Title", "# Title"),
        ("JÃ‰RÃ”ME", "JÉRÔME"), ("clean é beside cafÃ©", "clean é beside café"),
    ])
    func `a little damage in a short text is enough to see`(damaged: String, repaired: String) {
        let text = DecodedText(decoding: Array(damaged.utf8))
        #expect(String(decoding: text.bytes, as: UTF8.self) == repaired)
    }

    @Test(arguments: [
        ("вЂњSystem ReliabilityвЂќ вЂ” РїСЂРёРІРµС‚", "“System Reliability” — привет"),
        ("‚Äúquoted‚Äù caf√©", "“quoted” café"),
        ("ΓÇ£quotedΓÇ¥ caf├⌐", "“quoted” café"),
        ("GrĂĽĂźe aus MĂĽnchen", "Grüße aus München"),
    ])
    func `other codecs are told apart by what they explain`(damaged: String, repaired: String) {
        let text = DecodedText(decoding: Array(damaged.utf8))
        #expect(String(decoding: text.bytes, as: UTF8.self) == repaired)
    }

    @Test(arguments: samples, Damage.allCases)
    func `repairing twice changes nothing`(sample: String, damage: Damage) {
        let once = DecodedText(decoding: Array(damage.apply(to: sample).utf8)).bytes
        #expect(DecodedText(decoding: once).bytes == once)
    }
}
