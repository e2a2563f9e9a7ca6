import Domain
import Formats

extension ListEntry {
    /// One field as people read it: its values as texts, in the order published.
    package struct FieldText: Hashable, Sendable {
        package let name: String
        package let values: [String]
        package let isMaterial: Bool
    }

    /// Every field of the entry. The material ones are those of `materialHash`: they say the same, in words.
    package var fields: [FieldText] {
        func material(_ name: String, _ values: [String]) -> FieldText {
            FieldText(name: name, values: values, isMaterial: true)
        }
        func other(_ name: String, _ values: [String]) -> FieldText {
            FieldText(name: name, values: values.filter { !$0.isEmpty }, isMaterial: false)
        }
        return [
            material("names", names.map { "\($0.text) (\($0.kind.code)\($0.isWeak ? ", weak" : ""))" }),
            material("type", [type.rawValue]),
            material("births", births.map { "\($0.text) [\($0.from), \($0.to))" }),
            material("countries", countries.map { "\($0.role) \($0.country?.alpha2 ?? $0.text)" }),
            material("genders", genders.map(\.code)),
            material(
                "ids",
                ids.map {
                    "\($0.scheme) \($0.value)\($0.country.map { " (\($0.alpha2))" } ?? "")"
                        + ($0.quality == .valid ? "" : " \($0.quality)")
                }),
            material("programs", programs),
            material("measures", measures),
            other("birth places", birthPlaces),
            other("listed on", [listedOn?.description ?? ""]),
            other("remarks", [remarks]),
            other("unread", unread),
        ]
    }

    /// SHA-256 over all fields, material or not, in any order of their values.
    var wholeHash: Hash32 {
        var hasher = SHA256Hasher()
        func add(_ text: String) {
            let bytes = Array(text.utf8)
            var length = UInt32(bytes.count).bigEndian
            hasher.update(withUnsafeBytes(of: &length) { Array($0) })
            hasher.update(bytes)
        }
        hasher.update(materialHash.bytes)
        for field in fields where !field.isMaterial {
            add(field.name)
            for value in field.values.sorted() { add(value) }
        }
        return Hash32(hasher.finalize()) ?? .zero
    }
}
