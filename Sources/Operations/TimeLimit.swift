/// A time as a reader compares it: first its class, then its amount. `< 15 mins` and `15 minutes` are equal;
/// `next day` is no number of hours.
package struct TimeLimit: Hashable, Sendable, Comparable {
    /// From the strictest.
    package enum Class: UInt8, Sendable {
        case immediate
        /// By the clock: `seconds` counts.
        case elapsed
        case sameDay
        /// Working hours only: `seconds` counts those.
        case businessHours
        case nextDay
        /// `days` of business; 1 is the next.
        case businessDays
    }

    package var kind: Class
    /// Seconds, or days of `businessDays`; 0 where the class has no amount.
    package var amount: Int

    package init(kind: Class, amount: Int = 0) {
        self.kind = kind
        self.amount = amount
    }

    /// Seconds by the clock; 0 for what is immediate, nil for classes that are no number of seconds.
    package var seconds: Int? {
        switch kind {
        case .immediate: 0
        case .elapsed: amount
        case .sameDay, .businessHours, .nextDay, .businessDays: nil
        }
    }

    package static func < (a: TimeLimit, b: TimeLimit) -> Bool {
        (a.kind.rawValue, a.amount) < (b.kind.rawValue, b.amount)
    }
}
