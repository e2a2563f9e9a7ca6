package import Formats

extension ScreeningThresholds {
    /// Reads `rules/lists/screening.yaml`: `review`, `hold`, `stop` with four decimals, `stop_bits` with one.
    ///
    /// - Throws: the first fault with its place: unknown key, missing key, no number, thresholds not ascending.
    package init(yaml bytes: [UInt8], file: String = "screening.yaml") throws(YAMLError) {
        let result = YAMLReader.read(bytes, file: file)
        if let error = result.errors.first { throw error }
        guard let root = result.root, let entries = root.entries else {
            throw YAMLError(
                file: file, position: YAMLPosition(line: 1, column: 1), message: "empty", expected: "a mapping")
        }
        var values: [String: Int32] = [:]
        for entry in entries where entry.key.text != "version" {
            let digits = entry.key.text == "stop_bits" ? 1 : 4
            guard ["review", "hold", "stop", "stop_bits"].contains(entry.key.text) else {
                throw YAMLError(file: file, position: entry.key.position, message: "unknown key \(entry.key.text)")
            }
            guard let value = entry.value.text.flatMap({ Self.scaled($0, digits: digits) }) else {
                throw YAMLError(
                    file: file, position: entry.value.position, message: "not a number",
                    expected: "at most \(digits) decimals")
            }
            values[entry.key.text] = value
        }
        guard let review = values["review"], let hold = values["hold"], let stop = values["stop"],
            let bits = values["stop_bits"], review <= hold, hold <= stop, stop <= 10_000
        else {
            throw YAMLError(
                file: file, position: root.position, message: "thresholds missing or not ascending",
                expected: "review <= hold <= stop <= 1 and stop_bits")
        }
        self.init(review: review, hold: hold, stop: stop, stopDecibits: bits)
    }

    /// `0.75` with four digits is 7500.
    private static func scaled(_ text: String, digits: Int) -> Int32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int32(parts[0]), whole >= 0, whole < 1_000 else { return nil }
        var value = whole
        let decimals = parts.count == 2 ? Array(parts[1].utf8) : []
        guard decimals.count <= digits, decimals.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        for index in 0..<digits { value = value * 10 + (index < decimals.count ? Int32(decimals[index] - 0x30) : 0) }
        return value
    }
}
