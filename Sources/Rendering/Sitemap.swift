internal import Addresses
internal import Documents
package import Site

/// The files for search engines; only a site that knows its own address has them (sitemaps.org, 0.9).
package enum Sitemap {
    package static func xml(_ site: Site, baseURL: String) -> [UInt8] {
        var xml = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n".utf8)
        let generated = site.generated.filter { $0 != .notFound }.map(\.output)
        let indexes = site.tree.sections.filter { $0.indexPage == nil }.map(\.output)
        for output in (site.book.pages.map(\.output) + generated + indexes).sorted() {
            xml += "<url><loc>".utf8
            appendEscaped(baseURL + percentEncoded(output), to: &xml)
            xml += "</loc></url>\n".utf8
        }
        return xml + "</urlset>\n".utf8
    }

    package static func robots(baseURL: String) -> [UInt8] {
        Array("User-agent: *\nAllow: /\nSitemap: \(baseURL)sitemap.xml\n".utf8)
    }
}
