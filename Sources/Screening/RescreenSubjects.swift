import Domain

/// A subject of whom the lists are asked again whenever they change.
package struct RescreenSubject: Sendable {
    /// The participant, with the role of the person where it is one of several.
    package let id: String
    package let query: ScreeningQuery

    package init(id: String, query: ScreeningQuery) {
        self.id = id
        self.query = query
    }
}

/// Subjects made ready once, to be asked at every change of a list: their names in words, each distinct word once.
package struct RescreenSubjects: Sendable {
    package let subjects: [RescreenSubject]

    /// A distinct word with the kind of names it stands in.
    struct Word: Sendable {
        let token: NameToken
        let isCompany: Bool
        let isVessel: Bool
    }

    /// One word of one reading.
    struct Place: Sendable {
        let word: UInt32
        let weight: Int32
        let tokenClass: TokenClass
        let isFull: Bool
    }

    /// One reading of one name.
    struct Reading: Sendable {
        let places: Range<Int>
        let keys: Range<Int>
        let isCompany: Bool
    }

    private(set) var words: [Word] = []
    private(set) var pool: [UInt8] = []
    private(set) var places: [Place] = []
    /// Keys of joined words and acronyms of each reading, and of the identifiers of each subject.
    private(set) var keys: [UInt64] = []
    private(set) var readings: [Reading] = []
    private(set) var idKeys: [Range<Int>] = []
    private(set) var readingsOf: [Range<Int>] = []

    /// What makes words the same word for a comparison.
    private struct Identity: Hashable {
        let text: UInt64
        let sound: UInt64
        let script: UInt8
        let tokenClass: UInt8
        let groups: SIMD4<UInt16>
        let number: UInt32
        let flags: UInt8
        let kind: UInt8
    }

    package init(_ subjects: some Collection<RescreenSubject>) {
        self.subjects = Array(subjects)
        let preparer = NamePreparer()
        var known: [Identity: UInt32] = [:]
        readingsOf.reserveCapacity(subjects.count)
        for subject in self.subjects {
            let first = readings.count
            let query = subject.query
            for type in query.type == .unknown ? [SubjectType.person, .company] : [query.type] {
                for name in [query.name] + query.aliases {
                    for part in NameSplitter.parts(name, isPerson: type == .person) {
                        for reading in preparer.readings(of: part.text, type: type) where !reading.tokens.isEmpty {
                            add(reading, type, &known)
                        }
                    }
                }
            }
            readingsOf.append(first..<readings.count)
            let start = keys.count
            for id in query.ids { keys.append(WordKeys.id(fnv(Array("\(id.scheme):\(id.key)".utf8)))) }
            idKeys.append(start..<keys.count)
        }
    }

    private mutating func add(_ reading: PreparedName, _ type: SubjectType, _ known: inout [Identity: UInt32]) {
        let firstPlace = places.count
        for token in reading.tokens where token.tokenClass != .legal {
            let identity = Identity(
                text: token.textHash, sound: token.soundHash, script: token.script.rawValue,
                tokenClass: token.tokenClass.rawValue, groups: token.groups, number: token.number, flags: token.flags,
                kind: type == .vessel ? 2 : type.usesCompanyRules ? 1 : 0)
            let word = known[identity] ?? add(token, reading, type)
            known[identity] = word
            places.append(
                Place(
                    word: word, weight: Int32(token.weight), tokenClass: token.tokenClass, isFull: token.isFull))
        }
        let firstKey = keys.count
        JoinKeys.append(reading, isCompany: type.usesCompanyRules, asQuery: true) { keys.append($0) }
        readings.append(
            Reading(
                places: firstPlace..<places.count, keys: firstKey..<keys.count, isCompany: type.usesCompanyRules))
    }

    private mutating func add(_ token: NameToken, _ reading: PreparedName, _ type: SubjectType) -> UInt32 {
        var copy = token
        let start = Int(token.start)
        copy.start = UInt32(pool.count)
        pool.append(contentsOf: reading.bytes[start..<start + Int(token.textCount) + Int(token.soundCount)])
        words.append(Word(token: copy, isCompany: type.usesCompanyRules, isVessel: type == .vessel))
        return UInt32(words.count - 1)
    }
}

/// Says of which subjects a snapshot could hold a match at all: an upper bound from the words they share with it, whatever the
/// names those words stand in. Never false for a subject that the snapshot has a candidate for.
struct RescreenFilter {
    private let snapshot: ListSnapshot
    private let rules: ScoringRules
    private let minimum: Int64
    /// Best similarity of each distinct word of the subjects to any word of the snapshot: in names without initials, and in
    /// those with.
    private let plain: [Int32]
    private let withInitials: [Int32]

    init(_ subjects: RescreenSubjects, _ screener: Screener) {
        snapshot = screener.snapshot
        rules = screener.rules
        minimum = Int64(screener.thresholds.review)
        (plain, withInitials) = Self.similarities(subjects, screener.snapshot)
    }

    private static func similarities(
        _ subjects: RescreenSubjects, _ snapshot: ListSnapshot
    ) -> (plain: [Int32], withInitials: [Int32]) {
        var plain = [Int32](repeating: 0, count: subjects.words.count)
        var withInitials = plain
        var scratch = SearchScratch(
            names: snapshot.names.count, words: snapshot.words.count, skeletons: snapshot.skeletons.count)
        let words = snapshot.words.indices.map { word -> (plain: Bool, initials: Bool) in
            let all = snapshot.postingStarts[word + 1] - snapshot.postingStarts[word]
            let initials = snapshot.initialStarts[word + 1] - snapshot.initialStarts[word]
            return (initials < all, initials > 0)
        }
        subjects.pool.withUnsafeBufferPointer { own in
            guard let base = own.baseAddress else { return }
            for (index, word) in subjects.words.enumerated() where word.token.tokenClass != .initial {
                scratch.begin()
                let run = SimilarWords.find(
                    word.token, base, snapshot, isCompany: word.isCompany, isVessel: word.isVessel, &scratch)
                for position in run.range {
                    let similar = scratch.pool[position]
                    let value = similar.similarity.value
                    if words[Int(similar.word)].plain { plain[index] = max(plain[index], value) }
                    if words[Int(similar.word)].initials { withInitials[index] = max(withInitials[index], value) }
                }
            }
        }
        return (plain, withInitials)
    }

    func mayHit(_ subject: Int, _ subjects: RescreenSubjects) -> Bool {
        for key in subjects.idKeys[subject] where !snapshot.idIndex.run(subjects.keys[key]).isEmpty { return true }
        let query = subjects.subjects[subject].query
        // The most that a birth date and a country add.
        let facts: Int64 = (query.births.isEmpty ? 0 : 500) + (query.countries.isEmpty ? 0 : 200)
        return subjects.readingsOf[subject].contains { reaches(subjects.readings[$0], subjects, minimum - facts) }
    }

    private func reaches(_ reading: RescreenSubjects.Reading, _ subjects: RescreenSubjects, _ needed: Int64) -> Bool {
        for key in reading.keys where !snapshot.joinIndex.run(subjects.keys[key]).isEmpty { return true }
        return reaches(reading, subjects, needed, plain, initial: false)
            || reaches(reading, subjects, needed, withInitials, initial: true)
    }

    /// - Parameter initial: the name may hold an initial, which stands for any one word of the subject.
    private func reaches(
        _ reading: RescreenSubjects.Reading, _ subjects: RescreenSubjects, _ needed: Int64, _ best: [Int32],
        initial: Bool
    ) -> Bool {
        var matched: Int64 = 0
        var numerator: Int64 = 0
        var left: Int64 = 0
        var leftPlaces: Int64 = 0
        var heaviest: Int64 = 0
        var full = 0
        for place in subjects.places[reading.places] where place.weight > 0 {
            // An initial of the subject may stand for any listed word: counted as matched.
            let similarity = place.tokenClass == .initial ? 10_000 : Int64(best[Int(place.word)])
            if similarity == 0 {
                left += Int64(place.weight)
                heaviest = max(heaviest, Int64(place.weight))
                if place.tokenClass == .place { leftPlaces += Int64(place.weight) }
                continue
            }
            matched += Int64(place.weight)
            numerator += Int64(place.weight) * similarity
            if place.isFull { full += 1 }
        }
        if matched == 0 { return false }
        if initial {
            matched += heaviest
            numerator += heaviest * 10_000
            left -= heaviest
        }
        // The lowest charge that the scorer knows for words left over.
        var charged = left * (!reading.isCompany && full >= 2 ? rules.unmatchedCovered : rules.unmatchedQuery)
        if reading.isCompany { charged -= leftPlaces * (rules.unmatchedQuery - rules.unmatchedCovered) }
        // Both sides in 1/100,000,000; half a unit of rounding is given to the subject.
        return (numerator + matched) * 10_000 >= (needed - 1) * (matched * 10_000 + max(0, charged))
    }
}
