import Operations
import Testing

@Suite("Times are compared as readers compare them")
struct TimeLimitTests {
    @Test(
        "A time is read however it is written",
        arguments: [
            ("15m", 900), ("15 minutes", 900), ("< 15 min", 900), ("<15 mins", 900), ("≤ 15 minutes", 900),
            ("within 15 minutes", 900), ("Within 15 Minutes.", 900), ("15 min (24x7)", 900), ("90s", 90),
            ("1h", 3600), ("1 hr", 3600), ("1.5 hours", 5400), ("an hour", 3600), ("half an hour", 1800),
            ("two hours", 7200), ("1h30m", 5400), ("1 hour 30 minutes", 5400), ("1 hour and 30 minutes", 5400),
            ("15-30 minutes", 1800), ("15 – 30 min", 1800), ("15 to 30 minutes", 1800), ("15 min – 1 hour", 3600),
            ("2 days", 172_800), ("1 week", 604_800), ("90d", 7_776_000), ("weekly", 604_800), ("T+15m", 900),
            ("15\u{00A0}minutes", 900), ("every 30 minutes", 1800), ("1,500 s", 1500),
        ])
    func amounts(text: String, seconds: Int) {
        #expect(TimeLimit(reading: text) == TimeLimit(kind: .elapsed, amount: seconds))
    }

    @Test(
        "Words that are no number of hours are classes of their own",
        arguments: [
            ("Immediate", TimeLimit(kind: .immediate)), ("immediately, 24/7", TimeLimit(kind: .immediate)),
            ("at once", TimeLimit(kind: .immediate)), ("next day", TimeLimit(kind: .nextDay)),
            ("same day", TimeLimit(kind: .sameDay)), ("same business day", TimeLimit(kind: .sameDay)),
            ("Next business day", TimeLimit(kind: .businessDays, amount: 1)),
            ("next working day", TimeLimit(kind: .businessDays, amount: 1)),
            ("3 business days", TimeLimit(kind: .businessDays, amount: 3)),
            ("4 business hours", TimeLimit(kind: .businessHours, amount: 14_400)),
        ])
    func classes(text: String, expected: TimeLimit) { #expect(TimeLimit(reading: text) == expected) }

    @Test(
        "Numbers that are no times are none",
        arguments: [
            "", "best effort", "24/7", "24x7", "99.9 %", "$10,000", "15MB", "p95", "500 ms", "v2.7.0", "3 hosts", "P1",
            "on request", "-", "15", "–––", "1 to", "99999999999999999999",
        ])
    func none(text: String) { #expect(TimeLimit(reading: text) == nil) }

    @Test("Classes come before amounts: the strictest first")
    func order() {
        let texts = [
            "immediate", "15 min", "1 hour", "2 days", "same day", "4 business hours", "next day",
            "next business day", "2 business days",
        ]
        let limits = texts.compactMap { TimeLimit(reading: $0) }
        #expect(limits.count == texts.count)
        #expect(limits == limits.shuffled().sorted())
    }

    @Test("No number of digits overflows")
    func large() {
        #expect(TimeLimit(reading: "99999999999999999999999 weeks") != nil)
        #expect(TimeLimit(reading: "1.99999999999999999999 h") != nil)
    }

    @Test("Only what the clock counts has seconds")
    func seconds() {
        #expect(TimeLimit(reading: "immediately")?.seconds == 0)
        #expect(TimeLimit(reading: "2 h")?.seconds == 7200)
        #expect(TimeLimit(reading: "next day")?.seconds == nil)
    }
}
