/// Says of which subjects a snapshot could hold a match at all: an upper bound for each listed name from the words that it
/// shares with the subject. Never false for a subject that the snapshot has a candidate for.
struct RescreenFilter {
    /// A listed name that holds a word like a word of the subjects.
    private struct Shared {
        let name: UInt32
        var similarity: Int32
    }

    private let snapshot: ListSnapshot
    private let rules: ScoringRules
    private let minimum: Int64
    /// Names by distinct word of the subjects: the run of word `w` is `starts[w]..<starts[w + 1]`.
    private var shared: [Shared] = []
    private var starts: [Int] = [0]
    /// What the words of the reading at hand add up to, by listed name; valid where the stamp is of this reading.
    private var sums: [Sum]
    private var stamp: UInt32 = 0
    private var touched: [UInt32] = []

    private struct Sum {
        var stamp: UInt32 = 0
        var matched: Int64 = 0
        var numerator: Int64 = 0
        var words = 0
        /// Weight of places among the matched words.
        var places: Int64 = 0
    }

    init(_ subjects: RescreenSubjects, _ screener: Screener) {
        snapshot = screener.snapshot
        rules = screener.rules
        minimum = Int64(screener.thresholds.review)
        sums = [Sum](repeating: Sum(), count: screener.snapshot.names.count)
        collect(subjects)
    }

    /// Compares each distinct word once with the listed words that the index says it may resemble.
    private mutating func collect(_ subjects: RescreenSubjects) {
        starts.reserveCapacity(subjects.words.count + 1)
        var keys: [UInt64] = []
        var found: [UInt32: Int32] = [:]
        subjects.pool.withUnsafeBufferPointer { own in
            snapshot.pool.withUnsafeBufferPointer { listed in
                guard let ownBase = own.baseAddress, let listedBase = listed.baseAddress else { return }
                for word in subjects.words {
                    keys.removeAll(keepingCapacity: true)
                    found.removeAll(keepingCapacity: true)
                    WordKeys.append(word.token, ownBase, to: &keys)
                    for key in keys {
                        for position in snapshot.wordIndex.run(key) {
                            let number = snapshot.wordIndex.values[position]
                            guard found[number] == nil else { continue }
                            let place = snapshot.words[Int(number)]
                            guard (place & ListSnapshot.companyWord != 0) == word.isCompany else { continue }
                            let token = snapshot.tokens[Int(place & ~ListSnapshot.companyWord)]
                            found[number] =
                                TokenComparer.similarity(word.token, ownBase, token, listedBase, vessel: word.isVessel)
                                .value
                        }
                    }
                    addNames(of: found)
                }
            }
        }
        while starts.count <= subjects.words.count { starts.append(shared.count) }
    }

    /// The names of similar words, each once with its best similarity.
    private mutating func addNames(of words: [UInt32: Int32]) {
        var names: [UInt32: Int32] = [:]
        for (word, similarity) in words where similarity > 0 {
            for index in Int(snapshot.postingStarts[Int(word)])..<Int(snapshot.postingStarts[Int(word) + 1]) {
                let name = snapshot.postings[index]
                names[name] = max(names[name] ?? 0, similarity)
            }
        }
        for (name, similarity) in names { shared.append(Shared(name: name, similarity: similarity)) }
        starts.append(shared.count)
    }

    mutating func mayHit(_ subject: Int, _ subjects: RescreenSubjects) -> Bool {
        for key in subjects.idKeys[subject] where !snapshot.idIndex.run(subjects.keys[key]).isEmpty { return true }
        let query = subjects.subjects[subject].query
        // The most that a birth date and a country add.
        let facts: Int64 = (query.births.isEmpty ? 0 : 500) + (query.countries.isEmpty ? 0 : 200)
        for reading in subjects.readingsOf[subject]
        where reaches(subjects.readings[reading], subjects, minimum - facts) {
            return true
        }
        return false
    }

    private mutating func reaches(
        _ reading: RescreenSubjects.Reading, _ subjects: RescreenSubjects, _ needed: Int64
    ) -> Bool {
        for key in reading.keys {
            for position in snapshot.joinIndex.run(subjects.keys[key])
            where snapshot.names[Int(snapshot.joinIndex.values[position])].isCompany == reading.isCompany {
                return true
            }
        }
        stamp &+= 1
        touched.removeAll(keepingCapacity: true)
        var total: Int64 = 0
        var free: Int64 = 0
        var places: Int64 = 0
        for place in subjects.places[reading.places] where place.weight > 0 {
            let weight = Int64(place.weight)
            total += weight
            if place.tokenClass == .place { places += weight }
            if place.tokenClass == .initial {
                // An initial of the subject may stand for any listed word: counted as matched.
                free += weight
                continue
            }
            for index in starts[Int(place.word)]..<starts[Int(place.word) + 1] {
                let item = shared[index]
                let name = Int(item.name)
                if sums[name].stamp != stamp {
                    sums[name] = Sum(stamp: stamp)
                    touched.append(item.name)
                }
                sums[name].matched += weight
                sums[name].numerator += weight * Int64(item.similarity)
                sums[name].words += 1
                if place.tokenClass == .place { sums[name].places += weight }
            }
        }
        return touched.contains { reaches($0, total, free, places, reading.isCompany, needed) }
    }

    /// Whether the words that a name shares can bring it to `needed`.
    private func reaches(
        _ number: UInt32, _ total: Int64, _ free: Int64, _ places: Int64, _ isCompany: Bool, _ needed: Int64
    ) -> Bool {
        let name = snapshot.names[Int(number)]
        let sum = sums[Int(number)]
        var matched = sum.matched + free
        var numerator = sum.numerator + free * 10_000
        var left = total - matched
        if name.hasInitial {
            // A listed initial may stand for the words of the subject that are left over.
            let most = min(left, 13_000)
            matched += most
            numerator += most * 10_000
            left -= most
        }
        // Weights of two spellings of a word may differ by their rarity, hence the margin on the listed side.
        let right = max(0, Int64(name.weight) - matched - 6_000)
        // The lowest charges that the scorer knows for words left over.
        let isCovered = !isCompany && sum.words >= 2
        var charged = left * (isCovered ? rules.unmatchedCovered : rules.unmatchedQuery)
        if isCompany { charged -= min(left, places - sum.places) * (rules.unmatchedQuery - rules.unmatchedCovered) }
        charged += right * rules.unmatchedListed
        // A margin of 600 for another assignment of the words, as the search has it.
        return numerator * 10_000 >= (needed - 600) * (matched * 10_000 + max(0, charged))
    }
}
