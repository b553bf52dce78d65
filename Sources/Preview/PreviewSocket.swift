internal import FlyingSocks

#if canImport(FoundationEssentials)
    private import FoundationEssentials
#else
    private import Foundation
#endif
#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// FlyingSocks' socket with its errors told apart from nothing: a connection that failed is over, whatever the cause.
struct PreviewSocket: Sendable {
    private let socket: AsyncSocket

    init(_ socket: AsyncSocket) { self.socket = socket }

    /// Some bytes; nil at the end, on failure, on cancellation and after the deadline.
    func read(until end: ContinuousClock.Instant?) async -> [UInt8]? {
        await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { [socket] in try? await socket.read(atMost: 16 * 1024) }
            if let end {
                group.addTask {
                    try? await ContinuousClock().sleep(until: end)
                    return nil
                }
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// False on failure and on cancellation.
    func write(_ bytes: [UInt8]) async -> Bool {
        do { try await socket.write(Data(bytes)) } catch { return false }
        return true
    }

    func endWriting() { _ = shutdown(socket.socket.file.rawValue, Int32(SHUT_WR)) }

    func close() { try? socket.close() }
}
