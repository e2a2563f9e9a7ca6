package import Engine

/// What the pages read. The engine implements it over the store; tests give values.
package protocol ConsoleData: Sendable {
    /// One page of cases in the queue's order.
    func queue(_ filter: QueueFilter) async throws -> QueuePage

    /// The case, or nil when there is none of this id.
    func caseFile(_ id: String) async throws -> CasePage?

    /// The assessment, or nil when there is none of this id.
    func assessment(_ id: String) async throws -> AssessmentPage?

    /// The lists in force, for all screenings of one request.
    func screeningDesk() async throws -> ScreeningDesk

    /// The match of one item of a case with everything that made its score; nil where there is none.
    func match(caseID: String, item: Int) async throws -> ExplainedMatch?

    /// All good-list decisions, the newest first.
    func goodList() async throws -> [GoodListView]

    func health() async -> HealthView
}
