/// The media type of a file by its name, with the character set where there is one (IANA's registry; RFC 9239 for
/// JavaScript). What is not known is not guessed at: browsers offer to save it.
func contentType(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "application/octet-stream" }
    return switch name[name.index(after: dot)...].lowercased() {
    case "html", "htm": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js", "mjs": "text/javascript; charset=utf-8"
    case "json", "map": "application/json; charset=utf-8"
    case "txt", "text", "log", "md", "markdown", "yml", "yaml", "toml", "ini", "conf", "sh", "sql", "py", "go":
        "text/plain; charset=utf-8"
    case "csv": "text/csv; charset=utf-8"
    case "xml": "application/xml; charset=utf-8"
    case "atom": "application/atom+xml; charset=utf-8"
    case "rss": "application/rss+xml; charset=utf-8"
    case "webmanifest": "application/manifest+json; charset=utf-8"
    case "ics": "text/calendar; charset=utf-8"
    case "svg": "image/svg+xml; charset=utf-8"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "avif": "image/avif"
    case "ico": "image/vnd.microsoft.icon"
    case "bmp": "image/bmp"
    case "woff2": "font/woff2"
    case "woff": "font/woff"
    case "ttf": "font/ttf"
    case "otf": "font/otf"
    case "pdf": "application/pdf"
    case "zip": "application/zip"
    case "gz": "application/gzip"
    case "wasm": "application/wasm"
    case "mp4": "video/mp4"
    case "webm": "video/webm"
    case "ogg": "audio/ogg"
    case "mp3": "audio/mpeg"
    case "wav": "audio/wav"
    default: "application/octet-stream"
    }
}
