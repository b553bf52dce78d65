extension FileSystem {
    /// Replaces a file in one step, if it still holds what it is known to hold: whoever reads it, or finds it after a
    /// crash, has the old bytes or the new ones, whole. Its permissions stay, and its owner where the system lets us set
    /// it; a symbolic link stays, and what it leads to is replaced.
    ///
    /// - Returns: false where the file has changed or gone meanwhile, which leaves it as it is.
    /// - Throws: where it, or its folder, cannot be written; nothing has changed then.
    package func replace(
        _ path: String, holding old: [UInt8], with new: [UInt8]
    ) throws(FileError) -> Bool {
        do throws(FileError) {
            let target = try realPath(path)
            let folder = target.utf8.lastIndex(of: 0x2F).map { target[...$0] } ?? ""
            // Hidden, so that no scan of the folder takes it for a page; random, so that two runs do not meet in it.
            let beside = folder + ".opsbook-" + String(UInt64.random(in: .min ... .max), radix: 16)
            try write(new, to: beside, like: target)
            do throws(FileError) {
                guard unsafe file(target, holds: old.span.bytes) else {
                    try removeFile(beside)
                    return false
                }
                try rename(beside, to: target)
                return true
            } catch {
                try? removeFile(beside)
                throw error
            }
        } catch {
            throw FileError(path: path, operation: "replace", code: error.code, reason: error.reason)
        }
    }
}
