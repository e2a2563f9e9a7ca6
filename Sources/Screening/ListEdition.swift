package import Domain
import Formats

/// What reads list files into entries. The number rises with every change after which the same file gives other entries, so that
/// a version tells by which reading it came about.
package enum ListParser {
    package static let version = 1
}

/// How many names of a list there are of one quality in one script.
package struct NameCount: Hashable, Sendable {
    package let isWeak: Bool
    package let script: NameScript
    package let count: Int
}

extension ImportedList {
    /// Fixes the version over whole entries, remarks included: two versions that differ only in remarks are two versions, though
    /// no decision rests on the difference (screening.md sections 2 and 3).
    package mutating func sealEdition() {
        entries.sort { $0.entryID < $1.entryID }
        var hasher = SHA256Hasher()
        for entry in entries { hasher.update(entry.wholeHash.bytes) }
        version = Hash32(hasher.finalize()) ?? .zero
    }

    package var nameTotal: Int { entries.reduce(0) { $0 + $1.names.count } }

    /// Entries per type, in the order of the types.
    package var typeCounts: [(type: SubjectType, count: Int)] {
        var counts: [SubjectType: Int] = [:]
        for entry in entries { counts[entry.type, default: 0] += 1 }
        return SubjectType.allCases.compactMap { type in counts[type].map { (type, $0) } }
    }

    /// Names per quality and script, strong ones first.
    package var nameCounts: [NameCount] {
        struct Key: Hashable {
            let isWeak: Bool
            let script: NameScript
        }
        var counts: [Key: Int] = [:]
        for name in entries.lazy.flatMap(\.names) {
            counts[Key(isWeak: name.isWeak, script: name.mainScript), default: 0] += 1
        }
        return counts.map { NameCount(isWeak: $0.key.isWeak, script: $0.key.script, count: $0.value) }
            .sorted { ($0.isWeak ? 1 : 0, $0.script.rawValue) < ($1.isWeak ? 1 : 0, $1.script.rawValue) }
    }

    /// Every guard against the version in force that the list fails: too short, shrunken, older (screening.md section 3).
    package func failedGuards(
        previousCount: Int?, previousNames: Int? = nil, previousDate: CivilDate?, minimumEntries: Int,
        today: CivilDate? = nil
    ) -> [ImportError] {
        func failure(_ count: Int?, _ date: CivilDate?, _ minimum: Int) -> ImportError? {
            do throws(ImportError) {
                try ListImporter.check(self, previousCount: count, previousDate: date, minimumEntries: minimum)
                return nil
            } catch {
                return error
            }
        }
        // A file of aliases that is left out or cut off takes no entry away, only the names it is found by.
        let shrunk = failure(previousCount, nil, 0)
        let names = previousNames.flatMap { before -> ImportError? in
            guard shrunk == nil, nameTotal * 10 < before * 8 else { return nil }
            return ImportError(
                .guardShrink, file: sourceHashes.first?.file ?? listID,
                "\(nameTotal) names against \(before) in force: fewer than 80 %")
        }
        return [
            failure(nil, nil, minimumEntries), shrunk, names, failure(nil, previousDate, 0), today.flatMap(ahead(of:)),
        ].compactMap { $0 }
    }

    /// A list published after today makes every later one look older than itself. A day is given for time zones.
    private func ahead(of today: CivilDate) -> ImportError? {
        guard let date = publishDate, date > today.adding(days: 1) else { return nil }
        return ImportError(
            .guardFuture, file: sourceHashes.first?.file ?? listID, "published \(date), which is after today, \(today)")
    }
}

extension ListName {
    /// The script of the first letter that has one: a name is counted once.
    var mainScript: NameScript {
        for scalar in text.unicodeScalars {
            let (kind, script) = NameScalar.classify(scalar.value)
            if kind == .letter, script != .none { return script }
        }
        return .none
    }
}

extension NameScript {
    /// How counts name it.
    package var word: String { self == .none ? "no letters" : label.lowercased() }
}
