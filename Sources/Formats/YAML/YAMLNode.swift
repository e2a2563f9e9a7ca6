/// A place in a text file; both count from 1, columns in Unicode scalars.
package struct YAMLPosition: Sendable, Equatable, Comparable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// One fault of a YAML file, for the person who edits it.
package struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    package var position: YAMLPosition
    package var message: String
    /// What would be right; nil when the message says it.
    package var expected: String?

    package init(file: String, position: YAMLPosition, message: String, expected: String? = nil) {
        self.file = file
        self.position = position
        self.message = message
        self.expected = expected
    }

    package var description: String {
        let place = "\(file):\(position.line):\(position.column): \(message)"
        return expected.map { "\(place); expected \($0)" } ?? place
    }
}

/// A scalar as its text; what it means is for the schema to say (`NO` is text, `12:30` is not 750).
package struct YAMLScalar: Sendable, Equatable {
    package var text: String
    /// Whether it stood there without quotes and not as a block; only a plain `null` can mean null.
    package var isPlain: Bool
    package var position: YAMLPosition

    package init(text: String, isPlain: Bool, position: YAMLPosition) {
        self.text = text
        self.isPlain = isPlain
        self.position = position
    }

    /// Whether it is a plain `null`, `~` or nothing at all.
    package var isNull: Bool { isPlain && (text.isEmpty || text == "null" || text == "~") }
}

/// One key and its value.
package struct YAMLEntry: Sendable, Equatable {
    package var key: YAMLScalar
    package var value: YAMLNode

    package init(key: YAMLScalar, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// A node of a strict YAML file: text, list or mapping in the order of the file, each with its place.
package indirect enum YAMLNode: Sendable, Equatable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode], YAMLPosition)
    case mapping([YAMLEntry], YAMLPosition)

    package var position: YAMLPosition {
        switch self {
        case .scalar(let scalar): scalar.position
        case .sequence(_, let position), .mapping(_, let position): position
        }
    }

    /// What it is, as error messages name it.
    package var kindName: String {
        switch self {
        case .scalar: "a value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = self { return scalar }
        return nil
    }

    /// The text of a scalar.
    package var text: String? { scalar?.text }

    /// The items of a list; nil for anything else.
    package var items: [YAMLNode]? {
        if case .sequence(let items, _) = self { return items }
        return nil
    }

    /// The entries of a mapping, in their order; nil for anything else.
    package var entries: [YAMLEntry]? {
        if case .mapping(let entries, _) = self { return entries }
        return nil
    }

    /// The value of a key; nil when there is none or the node is no mapping.
    package subscript(_ key: String) -> YAMLNode? {
        entries?.first { $0.key.text == key }?.value
    }
}

/// What reading a file gave: the tree, when there is one, and every fault found in one run.
package struct YAMLResult: Sendable, Equatable {
    package var root: YAMLNode?
    package var errors: [YAMLError]
}

/// Suggestions for misspelt names.
package enum NameSuggestion {
    /// The known name nearest to `name` by edits (insert, delete, replace, swap neighbours), when it is near: at most a
    /// third of its length, and at most 3. Ties go to the name that comes first.
    package static func nearest(to name: String, in known: some Sequence<String>) -> String? {
        let wanted = Array(name.utf8)
        guard wanted.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known {
            let bytes = Array(candidate.utf8)
            let limit = min(3, max(1, max(bytes.count, wanted.count) / 3))
            guard abs(bytes.count - wanted.count) <= limit else { continue }
            let distance = distance(wanted, bytes)
            if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Optimal string alignment distance. Complexity: the product of the lengths.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let replace = last[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(replace, last[column + 1] + 1, current[column] + 1)
                let isSwap =
                    row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
