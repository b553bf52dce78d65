private import Synchronization

/// The site that is served now, and the browsers that wait to hear of the next.
///
/// A site has an identifier that no other has, not even one of a server that ran before on the same port: a page
/// whose identifier is not the present one is out of date, however it came to be open.
package final class PreviewState: Sendable {
    package struct Current: Sendable {
        package var site: (any PreviewSite)?
        /// Letters, digits and `-`.
        package var identifier: String
        package var message: String?
    }

    private struct Inner: Sendable {
        var site: (any PreviewSite)?
        var number = 0
        var message: String?
        var listeners: [Int: AsyncStream<String>.Continuation] = [:]
        var nextListener = 0
        var isFinished = false
    }

    private let session = String(UInt32.random(in: .min ... .max), radix: 36)
    private let inner = Mutex(Inner())
    /// As many open pages as anyone has; a client that opens more has something else in mind.
    private static let maximumListeners = 256

    package init() {}

    package var current: Current { inner.withLock { current($0) } }

    private func current(_ inner: Inner) -> Current {
        Current(site: inner.site, identifier: "\(session)-\(inner.number)", message: inner.message)
    }

    /// Takes a build's result over and tells the browsers.
    package func update(_ build: PreviewBuild) {
        inner.withLock { inner in
            if let site = build.site {
                inner.site = site
                inner.number += 1
            }
            inner.message = build.message
            for listener in inner.listeners.values { listener.yield(event(inner)) }
        }
    }

    /// The events of one browser, the present state first; nil when there are too many.
    func events() -> AsyncStream<String>? {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(4))
        let isAccepted = inner.withLock { inner in
            guard inner.listeners.count < Self.maximumListeners, !inner.isFinished else { return false }
            let number = inner.nextListener
            inner.nextListener += 1
            inner.listeners[number] = continuation
            continuation.onTermination = { [weak self] _ in
                // Not under the lock: a stream ends where it is yielded to as well.
                Task { self?.forget(number) }
            }
            continuation.yield("retry: 500\n\n" + event(inner))
            return true
        }
        return isAccepted ? stream : nil
    }

    /// How many browsers listen.
    package var listenerCount: Int { inner.withLock { $0.listeners.count } }

    /// Ends all streams.
    func finish() {
        let listeners = inner.withLock { inner in
            inner.isFinished = true
            return Array(inner.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }

    private func forget(_ number: Int) { inner.withLock { $0.listeners[number] = nil } }

    private func event(_ inner: Inner) -> String {
        let now = current(inner)
        let message = now.message.map(jsonString) ?? "null"
        return "event: state\ndata: {\"build\": \"\(now.identifier)\", \"message\": \(message)}\n\n"
    }
}

/// A JSON string, in one line of plain ASCII but for letters beyond it.
private func jsonString(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
            let digits = String(scalar.value, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out + "\""
}
