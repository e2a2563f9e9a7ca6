/// One step of the schema: a number, a name and its text. A step that was released never changes; its SHA-256 stands in
/// the database and is compared at each start.
package struct Migration: Hashable, Sendable {
    package let number: Int
    package let name: String
    let text: String

    /// All steps in order.
    package static let all: [Migration] = [
        Migration(number: 1, name: "roles", text: rolesSchema),
        Migration(number: 2, name: "events", text: eventSchema),
        Migration(number: 3, name: "evidence", text: evidenceSchema),
        Migration(number: 4, name: "people", text: peopleSchema),
        Migration(number: 5, name: "cases", text: caseSchema),
        Migration(number: 6, name: "payouts", text: payoutSchema),
        Migration(number: 7, name: "knowledge", text: knowledgeSchema),
        Migration(number: 8, name: "operations", text: operationsSchema),
        Migration(number: 9, name: "reports", text: reportSchema),
        Migration(number: 10, name: "retention", text: retentionSchema),
        Migration(number: 11, name: "lists", text: listSchema),
        Migration(number: 12, name: "good-list", text: goodListSchema),
        Migration(number: 13, name: "pending", text: pendingSchema),
        Migration(number: 14, name: "purge", text: retentionPurgeSchema),
        Migration(number: 15, name: "event-batches", text: eventBatchSchema),
        Migration(number: 16, name: "purge-days", text: purgeDaySchema),
        Migration(number: 17, name: "removals", text: envelopeRemovalSchema),
        Migration(number: 18, name: "retention-parties", text: retentionPartySchema),
        Migration(number: 19, name: "flagged", text: flaggedIndexSchema),
        Migration(number: 20, name: "removal-reach", text: removalReachSchema),
        Migration(number: 21, name: "participant-keys", text: participantKeySchema),
        Migration(number: 22, name: "participant-holds", text: participantHoldSchema),
        Migration(number: 23, name: "participant-parties", text: participantPartySchema),
        Migration(number: 24, name: "removal-kinds", text: removalKindSchema),
    ]
}
