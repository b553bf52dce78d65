import ArgumentParser
import FoundationEssentials

/// What is wrong with a request, in words.
struct RequestFault: Error {
    var description: String

    init(_ description: String) { self.description = description }
}

/// Requests of other programs, one JSON object a line, and their answers, in order: each is written as soon as its line
/// is read, so that a program that waits for it before it asks again is not kept waiting.
enum JSONLines {
    /// Answers standard input to its end, each line whatever is wrong with others; then fails if something was.
    static func serve<Request: Decodable, Answer: Encodable>(
        _ answer: (Request) throws(RequestFault) -> Answer
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let decoder = JSONDecoder()
        var hasFailed = false
        while let line = readLine() {
            guard line.utf8.contains(where: { $0 > 0x20 }) else { continue }
            var reply = Reply<Answer>()
            do throws(RequestFault) {
                let envelope: Envelope<Request> = try decode(line, decoder)
                reply.id = envelope.id
                reply.answer = try answer(try envelope.request.get())
            } catch {
                reply.error = error.description
                hasFailed = true
            }
            Terminal.output(Array(try encoder.encode(reply)) + [0x0A])
        }
        if hasFailed { throw ExitCode(1) }
    }

    private static func decode<Request: Decodable>(
        _ line: String, _ decoder: JSONDecoder
    ) throws(RequestFault) -> Envelope<Request> {
        do {
            return try decoder.decode(Envelope<Request>.self, from: Data(line.utf8))
        } catch {
            throw RequestFault(decoding: error)
        }
    }

    /// A request's name is given back as it came.
    private enum Identifier: Codable {
        case text(String), integer(Int), number(Double)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self =
                if let text = try? value.decode(String.self) {
                    .text(text)
                } else if let integer = try? value.decode(Int.self) {
                    .integer(integer)
                } else {
                    .number(try value.decode(Double.self))
                }
        }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            switch self {
            case .text(let text): try value.encode(text)
            case .integer(let integer): try value.encode(integer)
            case .number(let number): try value.encode(number)
            }
        }
    }

    private enum Key: CodingKey {
        case id, error
    }

    /// A request with its name, which is known even where the rest is wrong.
    private struct Envelope<Request: Decodable>: Decodable {
        var id: Identifier?
        var request: Result<Request, RequestFault>

        init(from decoder: any Decoder) throws {
            id = try decoder.container(keyedBy: Key.self).decodeIfPresent(Identifier.self, forKey: .id)
            do {
                request = .success(try Request(from: decoder))
            } catch {
                request = .failure(RequestFault(decoding: error))
            }
        }
    }

    private struct Reply<Answer: Encodable>: Encodable {
        var id: Identifier?
        var answer: Answer?
        var error: String?

        func encode(to encoder: any Encoder) throws {
            try answer?.encode(to: encoder)
            var object = encoder.container(keyedBy: Key.self)
            try object.encodeIfPresent(id, forKey: .id)
            try object.encodeIfPresent(error, forKey: .error)
        }
    }
}

extension RequestFault {
    fileprivate init(decoding error: any Error) {
        switch error {
        case DecodingError.keyNotFound(let key, _):
            description = "the key '\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            let key = context.codingPath.map(\.stringValue).joined(separator: ".")
            description = key.isEmpty ? "a request is an object" : "the value of '\(key)' is of the wrong type"
        default: description = "this is not JSON"
        }
    }
}
