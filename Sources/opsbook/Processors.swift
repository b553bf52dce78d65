#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

enum Processors {
    /// How many processors this machine has for us; at least 1.
    static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
