#if canImport(Darwin)
    private import Darwin
#elseif canImport(Musl)
    private import Musl
#else
    private import Glibc
#endif

extension FileError {
    /// There is nothing at the path.
    package var isMissing: Bool { code == ENOENT }

    /// The system cannot move or exchange these names, or cannot make a second name here, though nothing is wrong
    /// with the files: another file system, a mount point, or one without the call. Some other way may do.
    package var isUnsupported: Bool {
        [EXDEV, EBUSY, EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EPERM, EACCES, EMLINK].contains(code)
    }
}
