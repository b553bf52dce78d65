/// The candidates of a `srcset` (HTML Living Standard, 4.8.4.2.2).
enum HTMLSourceSet {
    struct Candidate {
        var address: Range<Int>
        /// `2x`, `640w`; empty without one, or where it is none.
        var descriptor: Range<Int>
    }

    static func candidates(_ value: ArraySlice<UInt8>) -> [Candidate] {
        var candidates: [Candidate] = []
        var index = value.startIndex
        while true {
            while index < value.endIndex, isHTMLSpace(value[index]) || value[index] == 0x2C { index += 1 }
            guard index < value.endIndex else { return candidates }
            let start = index
            while index < value.endIndex, !isHTMLSpace(value[index]) { index += 1 }
            var end = index
            while end > start, value[end - 1] == 0x2C { end -= 1 }
            let isAlone = end < index
            while index < value.endIndex, isHTMLSpace(value[index]) { index += 1 }
            var descriptor = index..<index
            if !isAlone {
                while index < value.endIndex, value[index] != 0x2C { index += 1 }
                descriptor = trimmedDescriptor(value, descriptor.lowerBound..<index)
            }
            candidates.append(Candidate(address: start..<end, descriptor: descriptor))
        }
    }

    private static func trimmedDescriptor(_ value: ArraySlice<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, isHTMLSpace(value[end - 1]) { end -= 1 }
        let descriptor = value[range.lowerBound..<end]
        // A number and its unit.
        guard let unit = descriptor.last, [0x77, 0x78, 0x68].contains(unit),
            descriptor.dropLast().allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
        else { return range.lowerBound..<range.lowerBound }
        return range.lowerBound..<end
    }
}
