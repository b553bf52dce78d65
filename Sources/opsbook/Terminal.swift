import SourceText

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Whether output is coloured.
enum ColorChoice: String, CaseIterable {
    case auto, always, never
}

/// The two streams of a run: results on standard output, everything else on standard error.
struct Terminal: Sendable {
    let isQuiet: Bool
    let isVerbose: Bool
    private let colorsOutput: Bool
    private let colorsError: Bool
    /// Progress is shown to people only.
    let showsProgress: Bool

    /// `NO_COLOR` (no-color.org) and `TERM=dumb` turn colours off unless they are asked for.
    init(color: ColorChoice, isQuiet: Bool, isVerbose: Bool) {
        self.isQuiet = isQuiet
        self.isVerbose = isVerbose
        let environmentAllows = Terminal.environment("NO_COLOR") == nil && Terminal.environment("TERM") != "dumb"
        func colors(_ descriptor: Int32) -> Bool {
            switch color {
            case .always: true
            case .never: false
            case .auto: environmentAllows && isatty(descriptor) == 1
            }
        }
        colorsOutput = colors(STDOUT_FILENO)
        colorsError = colors(STDERR_FILENO)
        showsProgress = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    private static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    enum Stream {
        case output, error
    }

    enum Style: String {
        case bold = "1", dim = "2", red = "31", green = "32", yellow = "33", blue = "34", cyan = "36", reversed = "7"
    }

    func colors(_ stream: Stream) -> Bool { stream == .output ? colorsOutput : colorsError }

    func styled(_ text: String, _ styles: Style..., on stream: Stream) -> String {
        guard colors(stream), !text.isEmpty else { return text }
        return "\u{1B}[\(styles.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
    }

    /// Writes a result.
    func output(_ text: String) { Terminal.write(text + "\n", to: STDOUT_FILENO) }

    /// Writes a result byte for byte.
    static func output(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// The bytes of a file, of a pipe or the like, or for `-` of standard input.
    static func bytes(of path: String) throws(FileError) -> [UInt8] {
        if path == "-" { return input() }
        // What is no file cannot be read by places.
        let files = DiskFileSystem()
        return files.kind(of: path) == .other ? input(from: path) : try files.read(path)
    }

    /// Everything that a pipe gives.
    private static func input(from path: String) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            error("Error: cannot read '\(path)': \(reason)")
            exit(2)
        }
        defer { close(descriptor) }
        return input(descriptor)
    }

    /// Everything on standard input, or that another descriptor gives.
    static func input(_ descriptor: Int32 = STDIN_FILENO) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Writes what accompanies the result, unless the run is quiet.
    func note(_ text: String) {
        guard !isQuiet else { return }
        Terminal.write(text + "\n", to: STDERR_FILENO)
    }

    func write(_ text: String, on stream: Stream) {
        Terminal.write(text, to: stream == .output ? STDOUT_FILENO : STDERR_FILENO)
    }

    /// Writes why a run failed, quiet or not.
    static func error(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO) }

    /// Whole, however the system cuts it; a reader that has gone away (`| head`) ends the run as it would end `cat`.
    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes[start...].withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                // A result that nobody can read must not look like a clean one.
                if descriptor == STDOUT_FILENO, errno != EPIPE {
                    let reason = unsafe String(cString: strerror(errno))
                    error("Error: cannot write to standard output: \(reason)")
                    exit(2)
                }
                return
            }
            start += count
        }
    }
}
