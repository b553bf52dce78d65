#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Which blocks libcmark does not read to the end: those with links, whose places it does not tell, and those that may
/// hold GFM's inlines.
extension SourceLines {
    /// Whether a paragraph's or a heading's text is for `InlineParser` to read.
    func needsReading(_ block: Node) -> Bool {
        let start = start(of: block.startLine)
        let count = max(0, end(of: max(block.endLine, block.startLine)) - start)
        return unsafe text.withUnsafeBytes { text in
            let block = unsafe Stretch(bytes: UnsafeRawBufferPointer(rebasing: text[start..<(start + count)]))
            // `[`, `<`, `~`, `@`
            return block.has(0x5B) || block.has(0x3C) || block.has(0x7E) || block.has(0x40) || block.hasColon
                || block.hasBrace || block.hasWWW
        }
    }

    /// By the C library's searches: each looks at many bytes at once.
    @safe private struct Stretch {
        let bytes: UnsafeRawBufferPointer

        func find(_ byte: UInt8, from start: Int) -> Int? {
            guard unsafe start < bytes.count, let base = unsafe bytes.baseAddress else { return nil }
            return unsafe memchr(base + start, Int32(byte), bytes.count - start).map { unsafe UnsafeRawPointer($0) - base }
        }

        func has(_ byte: UInt8) -> Bool { find(byte, from: 0) != nil }

        /// `://`, and `:name:`
        var hasColon: Bool {
            var next = find(0x3A, from: 0)
            while let index = next {
                if unsafe index + 1 < bytes.count && !isSpace(bytes[index + 1]) { return true }
                next = find(0x3A, from: index + 1)
            }
            return false
        }

        /// `{{`, `{%`; and `{` behind code
        var hasBrace: Bool {
            var next = find(0x7B, from: 0)
            while let index = next {
                let after = unsafe index + 1 < bytes.count ? bytes[index + 1] : 0
                if unsafe after == 0x7B || after == 0x25 || index > 0 && bytes[index - 1] == 0x60 { return true }
                next = find(0x7B, from: index + 1)
            }
            return false
        }

        var hasWWW: Bool {
            var next = find(0x2E, from: 0)
            while let index = next {
                if unsafe index > 2 && bytes[index - 1] == 0x77 && bytes[index - 2] == 0x77 && bytes[index - 3] == 0x77 {
                    return true
                }
                next = find(0x2E, from: index + 1)
            }
            return false
        }
    }
}
