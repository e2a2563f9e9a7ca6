package import Formats

/// Measures how long a changed rule takes to be in force beside many others; the clock, in nanoseconds, comes from the caller.
package struct ReloadBench {
    package struct Figures: Sendable {
        package let rules: Int
        /// Reading and compiling everything once, as at the start.
        package let load: Int64
        /// One rule changed, the others as they were, its tests run: a time each, ascending.
        package let reloads: [Int64]

        package var median: Int64 { reloads.isEmpty ? 0 : reloads[reloads.count / 2] }
        package var longest: Int64 { reloads.last ?? 0 }
    }

    private let clock: () -> Int64

    package init(clock: @escaping () -> Int64) { self.clock = clock }

    /// Copies of the rules under other numbers until there are `count`; the copies are loose, so no folder is asked of them.
    package static func copies(of files: [RuleSource], count: Int) -> [RuleSource] {
        let rules = files.compactMap { file in id(of: file).map { (file: file, id: $0) } }
        var taken = Set(rules.map(\.id))
        var all = files
        var number = 1
        while taken.count < count, !rules.isEmpty, number < 1000 {
            for rule in rules where taken.count < count {
                let digits = String(number)
                let id =
                    rule.id.prefix(rule.id.count - 3) + String(repeating: "0", count: 3 - digits.count) + digits
                guard taken.insert(String(id)).inserted else { continue }
                let text = String(decoding: rule.file.bytes, as: UTF8.self)
                let copy = "rule: \(id)" + text[(text.firstIndex(of: "\n") ?? text.endIndex)...]
                all.append(RuleSource(path: "copies/\(id).yaml", bytes: Array(copy.utf8)))
            }
            number += 1
        }
        return all
    }

    /// Of a rule file that begins with its id, as all shipped ones do.
    private static func id(of file: RuleSource) -> String? {
        let line = String(decoding: file.bytes.prefix { $0 != 10 }, as: UTF8.self)
        guard line.hasPrefix("rule: ") else { return nil }
        return String(line.dropFirst(6).prefix { $0 != " " })
    }

    /// Loads the files, then changes the title of one rule after the other and reloads; nil where they do not load.
    package func run(_ files: [RuleSource], reloads count: Int, zones: ZoneDatabase? = nil) -> Figures? {
        var files = files
        let start = clock()
        guard var set = RuleSet.load(files: files, zones: zones).0 else { return nil }
        let load = clock() - start
        let rules = files.indices.filter { Self.id(of: files[$0]) != nil }
        var times: [Int64] = []
        for turn in 0..<count {
            let index = rules[turn &* 37 % rules.count]
            let text = String(decoding: files[index].bytes, as: UTF8.self)
            guard let title = text.firstRange(of: "\ntitle: ") else { return nil }
            let changed = text.replacingCharacters(in: title, with: "\ntitle: Again ")
            files[index] = RuleSource(path: files[index].path, bytes: Array(changed.utf8), shown: files[index].shown)
            let from = clock()
            guard case .accepted(let next, _) = set.reload(files: files) else { return nil }
            times.append(clock() - from)
            set = next
        }
        return Figures(rules: set.rules.count, load: load, reloads: times.sorted())
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
