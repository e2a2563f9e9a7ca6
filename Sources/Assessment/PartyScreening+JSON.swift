import Domain
package import Formats
import Screening

extension PartyScreening {
    /// The member `screening` of a result; left out where no name was screened.
    package static func write(_ screenings: [PartyScreening], to json: inout CanonicalJSON) {
        if screenings.isEmpty { return }
        json.array("screening") { list in
            for party in screenings {
                list.elementObject { inner in
                    if let best = party.bestScore {
                        inner.member("best", decimalText(Int64(best), decimals: 4, minimum: 4))
                    }
                    inner.array("candidates") { candidates in
                        for candidate in party.candidates { candidates.elementObject { write(&$0, candidate) } }
                    }
                    inner.member("outcome", party.outcome.rawValue)
                    inner.member("role", party.role)
                    if !party.unknown.isEmpty { inner.member("unknown", party.unknown) }
                }
            }
        }
    }

    private static func write(_ json: inout CanonicalJSON, _ candidate: Candidate) {
        json.member("band", candidate.band)
        if let decision = candidate.clearedBy { json.member("cleared_by", decision) }
        json.member("entry", candidate.entryID)
        if let lapsed = candidate.lapsed {
            json.object("lapsed") { inner in
                inner.member("decision", lapsed.id)
                inner.member("why", lapsed.lapse.rawValue)
            }
        }
        json.member("list", candidate.list)
        json.member("match", candidate.isMatch)
        json.member("name", candidate.nameMatched)
        json.member("score", decimalText(Int64(candidate.score), decimals: 4, minimum: 4))
    }
}
