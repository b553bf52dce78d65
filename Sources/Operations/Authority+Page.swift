extension Authority {
    /// What a claim of a page weighs among the claims of others: as much as its page, unless it weighs more or less by
    /// itself.
    func on(_ standing: PageStanding) -> Authority {
        guard self == .page else { return self }
        return switch standing {
        case .legacy: .legacy
        case .ordinary: .page
        case .canonical: .canonical
        }
    }
}

extension Claim {
    func on(_ standing: PageStanding) -> Claim {
        var claim = self
        claim.authority = authority.on(standing)
        return claim
    }
}
