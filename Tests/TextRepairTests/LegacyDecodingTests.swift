import SourceText
import Testing
import TextRepair

@Suite struct LegacyDecodingTests {
    private func text(_ bytes: [UInt8]) -> String {
        String(decoding: DecodedText(decoding: bytes).bytes, as: UTF8.self)
    }

    @Test func `there are samples`() {
        #expect(LegacySample.all.count > 90)
        #expect(Set(LegacySample.all.map(\.encoding)).count >= 20)
    }

    @Test(arguments: LegacySample.all) func `a file in a legacy encoding is read in it`(sample: LegacySample) {
        let decoded = DecodedText(decoding: sample.bytes)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == sample.text)
        // Two encodings may spell a text alike; then the more usual one is named, and these are.
        if [.windows1252, .windows1251, .shiftJIS, .gb18030].contains(sample.encoding) {
            #expect(decoded.encoding == .legacy(sample.encoding))
        }
        #expect(decoded.invalid.isEmpty)
    }

    @Test(arguments: LegacySample.all.filter { $0.text.utf8.count > 60 })
    func `a page in a legacy encoding is read in it, whatever code it holds`(sample: LegacySample) {
        let before = "# A\n\n```sh\nkubectl get pods --all-namespaces | grep -v Running\n```\n\n"
        let after = "\n\n| a | b |\n|---|---|\n| `x` | [y](z.md) |\n"
        let decoded = DecodedText(decoding: Array(before.utf8) + sample.bytes + Array(after.utf8))
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == before + sample.text + after)
    }

    @Test(arguments: LegacySample.all) func `the map of a legacy file is exact`(sample: LegacySample) {
        let decoded = DecodedText(decoding: sample.bytes, options: RepairOptions(codecs: []))
        let locator = decoded.locator()
        var end = 0
        var scalar = 0
        for character in sample.text.unicodeScalars {
            let length = character.utf8.count
            let range = locator.range(of: scalar..<scalar + length).bytes
            #expect(range.lowerBound == end)
            // Each character's bytes are that character, read alone.
            #expect(range.upperBound > range.lowerBound)
            #expect(character.isASCII == (range.upperBound - range.lowerBound == 1 && sample.bytes[end] < 0x80))
            end = range.upperBound
            scalar += length
        }
        #expect(end == sample.bytes.count)
    }

    @Test(arguments: LegacySample.all) func `a legacy file is one finding, at its first foreign character`(
        sample: LegacySample
    ) throws {
        let decoded = DecodedText(decoding: Array("ab\n".utf8) + sample.bytes)
        let findings = decoded.diagnostics(file: "a.md").filter { $0.rule == .encodingInvalid }
        #expect(findings.count == 1)
        let finding = try #require(findings.first)
        let ascii = sample.text.unicodeScalars.prefix { $0.isASCII }
        #expect(finding.range.start == Position(line: 2, column: 1 + ascii.count))
        #expect(finding.message.hasPrefix("this file is "))
        #expect(finding.message.contains(", not UTF-8: read as such ("))
        #expect(finding.message.hasSuffix("% sure); save it as UTF-8, or run opsbook repair --write"))
    }

    @Test func `a long file is read as its parts are, and its map stays exact`() throws {
        for sample in LegacySample.all where sample.text.utf8.count > 200 {
            let line = sample.bytes + [0x0A]
            let bytes = Array(repeatElement(line, count: 300).joined())
            let decoded = DecodedText(decoding: bytes)
            #expect(decoded.bytes == Array(repeatElement(Array(sample.text.utf8) + [0x0A], count: 300).joined()))
            let locator = decoded.locator()
            for index in stride(from: 0, to: 300, by: 37) {
                let length = sample.text.utf8.count + 1
                let range = locator.range(of: index * length..<(index + 1) * length)
                #expect(range.bytes == ByteRange(index * line.count, (index + 1) * line.count))
                #expect(range.start == Position(line: index + 1, column: 1))
            }
        }
    }

    @Test func `a long line without any ASCII is read`() throws {
        let sample = try #require(LegacySample.all.first { $0.encoding == .gb18030 && $0.text.utf8.count > 60 })
        let bytes = Array(repeatElement(sample.bytes, count: 500).joined())
        #expect(DecodedText(decoding: bytes).bytes == Array(String(repeating: sample.text, count: 500).utf8))
    }

    @Test func `what was weighed can be asked for`() throws {
        let sample = try #require(LegacySample.all.first { $0.language == "Russian" && $0.encoding == .koi8R })
        let candidates = DecodedText.encodingCandidates(of: sample.bytes)
        #expect(candidates.first?.title == "KOI8-R")
        #expect(candidates.first?.behind == 0)
        #expect(DecodedText.encodingCandidates(of: Array("Größe".utf8)).isEmpty)
    }

    @Test(arguments: [
        // GB18030's four bytes: U+20087 beyond the first plane, U+3400 within it; GBK's euro.
        ([0x95, 0x32, 0x90, 0x31], "\u{20087}"), ([0x81, 0x39, 0xEE, 0x39], "\u{3400}"), ([0x80], "€"),
    ])
    func `all forms of GB18030 are read`(bytes: [UInt8], expected: String) throws {
        let sample = try #require(LegacySample.all.first { $0.encoding == .gb18030 && $0.text.utf8.count > 60 })
        let decoded = DecodedText(decoding: sample.bytes + bytes + sample.bytes)
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == sample.text + expected + sample.text)
        let start = sample.text.utf8.count
        let range = decoded.range(of: start..<start + expected.utf8.count).bytes
        #expect(range == ByteRange(sample.bytes.count, sample.bytes.count + bytes.count))
    }

    @Test func `what the encoding does not define is invalid, and no more`() throws {
        let sample = try #require(LegacySample.all.first { $0.encoding == .shiftJIS && $0.text.utf8.count > 200 })
        let decoded = DecodedText(decoding: sample.bytes + [0xFF, 0x41, 0x81, 0x0A])
        #expect(String(decoding: decoded.bytes, as: UTF8.self) == sample.text + "\u{FFFD}A\u{FFFD}\n")
        #expect(decoded.invalid.map(\.bytes) == [[0xFF], [0x81]])
        let messages = decoded.diagnostics(file: "a.md").map(\.message)
        #expect(messages.contains("byte FF is not Shift_JIS: read as '\u{FFFD}'"))
    }
}
