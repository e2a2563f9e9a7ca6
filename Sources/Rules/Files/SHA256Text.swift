import Domain
import Formats

/// SHA-256 of a canonical text.
enum SHA256Text {
    static func hash(_ text: String) -> Hash32 { Hash32(SHA256Hasher.hash(Array(text.utf8))) ?? .zero }
}
