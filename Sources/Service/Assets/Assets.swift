import Domain
import Formats

/// One file of the pages, embedded in the program, with a name that changes with its content.
struct Asset: Sendable {
    let path: String
    let mediaType: String
    let bytes: [UInt8]
    /// The same packed with gzip; nil where packing failed, which costs size and nothing else.
    let packed: [UInt8]?

    init(name: String, suffix: String, mediaType: String, text: StaticString) {
        let bytes = text.withUTF8Buffer { Array($0) }
        self.init(name: name, suffix: suffix, mediaType: mediaType, bytes: bytes)
    }

    private init(name: String, suffix: String, mediaType: String, bytes: [UInt8]) {
        let hash = String(stableHash(String(decoding: bytes, as: UTF8.self)), radix: 36)
        path = "/assets/\(name).\(hash).\(suffix)"
        self.mediaType = mediaType
        self.bytes = bytes
        packed = try? GzipWriter.pack(bytes, level: 9)
    }
}

/// All files that pages name.
struct Assets: Sendable {
    let style = Asset(name: "app", suffix: "css", mediaType: "text/css; charset=utf-8", text: Stylesheet.text)
    let script = Asset(name: "app", suffix: "js", mediaType: "text/javascript; charset=utf-8", text: Script.text)
    let icon = Asset(name: "seal", suffix: "svg", mediaType: "image/svg+xml", text: Icon.text)

    private let byPath: [String: Asset]

    init() {
        byPath = Dictionary([style, script, icon].map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func asset(_ path: String) -> Asset? { byPath[path] }
}

/// The lead seal: two discs on a wire, an ampere's A pressed into it.
enum Icon {
    static let text: StaticString = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M3 5c6 0 8 3 10 7M29 5c-6 0-8 3-10 7" fill="none" \
        stroke="#7b8794" stroke-width="2.4" stroke-linecap="round"/><circle cx="16" cy="19" r="10.5" fill="#0b6a75"/>\
        <circle cx="16" cy="19" r="8" fill="none" stroke="#9fd8de" stroke-width="1.2"/>\
        <path d="M12.2 24l3.8-10 3.8 10M13.7 20.6h4.6" fill="none" stroke="#fff" stroke-width="1.9" stroke-linecap="round" \
        stroke-linejoin="round"/></svg>
        """
}
