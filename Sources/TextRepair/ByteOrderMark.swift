/// The mark at the beginning of a file that tells which Unicode encoding it is in.
struct ByteOrderMark {
    let encoding: DecodedText.Encoding
    /// Its bytes, and those of all that follow: files put together from marked ones may have several.
    let count: Int

    init?(_ bytes: [UInt8]) {
        let marks: [([UInt8], DecodedText.Encoding)] = [
            ([0xEF, 0xBB, 0xBF], .utf8WithBOM),
            // Before UTF-16's, with which it begins: no text has a NUL first.
            ([0xFF, 0xFE, 0, 0], .utf32LittleEndian), ([0, 0, 0xFE, 0xFF], .utf32BigEndian),
            ([0xFF, 0xFE], .utf16LittleEndian), ([0xFE, 0xFF], .utf16BigEndian),
        ]
        guard let (mark, encoding) = marks.first(where: { bytes.starts(with: $0.0) }) else { return nil }
        var count = mark.count
        while bytes[count...].starts(with: mark) { count += mark.count }
        self.encoding = encoding
        self.count = count
    }
}
