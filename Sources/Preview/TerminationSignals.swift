private import COperatingSystem
private import Dispatch

#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

/// Catches Ctrl-C and a request to terminate for as long as the value lives; then they end the process again.
///
/// One value at a time: signals belong to the process.
final class TerminationSignals: Sendable {
    /// An element for each signal.
    let arrivals: AsyncStream<Void>

    /// Nil where the signals are caught already, or the system refuses.
    init?() {
        let descriptor = csystem_catch_termination()
        guard descriptor >= 0 else { return nil }
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        arrivals = stream
        // Sleeps in read(2) until a signal comes: not a matter for the threads that Swift's tasks share.
        DispatchQueue(label: "opsbook.signals").async {
            var byte: UInt8 = 0
            while unsafe csystem_read(descriptor, &byte, 1) == 1 { continuation.yield() }
            continuation.finish()
            close(descriptor)
        }
    }

    deinit { csystem_release_termination() }
}
