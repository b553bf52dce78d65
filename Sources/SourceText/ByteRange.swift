/// A half-open range of byte offsets into one file's bytes, as they lie on disk.
///
/// 32 bits an end: a source file of 4 GiB is refused where it is read.
package struct ByteRange: Hashable, Sendable {
    package var start: UInt32
    package var end: UInt32

    package init(_ start: Int, _ end: Int) {
        self.start = UInt32(start)
        self.end = UInt32(end)
    }

    package var lowerBound: Int { Int(start) }
    package var upperBound: Int { Int(end) }
    package var isEmpty: Bool { start == end }
}
