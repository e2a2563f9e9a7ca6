extension Diagnostic {
    /// Columns shown of a long line.
    private static let width = 100

    /// The line it is about with a caret below the column, as a compiler shows it; nil where the source has no such place.
    ///
    /// - Parameter source: the bytes of the file at ``path``.
    package func excerpt(in source: [UInt8]) -> String? {
        guard line > 0, column > 0, !source.isEmpty else { return nil }
        let lines = source.split(separator: 10, omittingEmptySubsequences: false)
        guard line <= lines.count else { return nil }
        var text = Array(String(decoding: lines[line - 1], as: UTF8.self).unicodeScalars)
        if text.last == "\r" { text.removeLast() }
        guard column <= text.count + 1 else { return nil }
        // A long line is shown from a little before the column on.
        let first = column <= Self.width ? 0 : column - Self.width / 2
        var shown = String.UnicodeScalarView()
        for scalar in text[first..<min(text.count, first + Self.width)] {
            // Nothing that a terminal would act on leaves the file.
            let isPrintable = scalar.value >= 32 && !(127...159).contains(scalar.value)
            shown.append(isPrintable ? scalar : " ")
        }
        let number = String(line)
        let margin = String(repeating: " ", count: number.count)
        let caret = String(repeating: " ", count: column - 1 - first)
        return "\(number) | \(String(shown))\n\(margin) | \(caret)^"
    }
}
