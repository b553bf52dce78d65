internal import Addresses
internal import Documents
package import Site

/// The files for search engines; only a site that knows its own address has them (sitemaps.org, 0.9).
package enum Sitemap {
    package static func xml(_ site: Site, baseURL: String) -> [UInt8] {
        var xml = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
        xml += "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8
        let generated = site.generated.filter { $0 != .notFound }.map(\.output)
        let indexes = site.generatedSections.map { site.tree.sections[$0].output }
        for output in (site.book.pages.map(\.output) + generated + indexes).sorted() {
            xml += "<url><loc>".utf8
            appendEscaped(baseURL + Sitemap.escaped(output), to: &xml)
            xml += "</loc></url>\n".utf8
        }
        return xml + "</urlset>\n".utf8
    }

    /// A sitemap takes URIs, not the IRIs that HTML does ("Entity escaping": RFC-3986).
    private static func escaped(_ path: String) -> String {
        var result = ""
        for scalar in percentEncoded(path).unicodeScalars {
            if scalar.isASCII {
                result.unicodeScalars.append(scalar)
            } else {
                for byte in String(scalar).utf8 { result += "%" + String(byte, radix: 16, uppercase: true) }
            }
        }
        return result
    }

    package static func robots(baseURL: String) -> [UInt8] {
        Array("User-agent: *\nAllow: /\nSitemap: \(baseURL)sitemap.xml\n".utf8)
    }
}
