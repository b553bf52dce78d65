#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Looks for single bytes in a stretch of text by the C library's search, which sees many at once.
struct ByteSearch {
    private let text: [UInt8]
    private let range: Range<Int>

    init(_ text: [UInt8], in range: Range<Int>) { (self.text, self.range) = (text, range) }

    func contains(_ byte: UInt8) -> Bool { first(byte, from: range.lowerBound) != nil }

    /// Whether a byte stands somewhere in the stretch, of whose place in the text the rest can be told.
    func contains(_ byte: UInt8, where isFound: (Int) -> Bool) -> Bool {
        var next = first(byte, from: range.lowerBound)
        while let index = next {
            if isFound(index) { return true }
            next = first(byte, from: index + 1)
        }
        return false
    }

    private func first(_ byte: UInt8, from start: Int) -> Int? {
        guard start < range.upperBound else { return nil }
        return unsafe text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            let found = unsafe memchr(base + start, Int32(byte), range.upperBound - start)
            return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
        }
    }
}
