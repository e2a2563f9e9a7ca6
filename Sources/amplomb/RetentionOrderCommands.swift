import ArgumentParser
import Domain
import Engine
import Formats
import Store

struct RetentionOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "Orders of a court to remove an entry in full: only its leaf hash stays.",
        discussion: """
            Two retention officers approve an order, as they do a plan; then it is carried out. The log's proofs hold after it, \
            and a purge entry states the index, the authority and the approvers.

            Examples:
              amplomb retention order add 17 --authority "LG Berlin 7 O 12/31" --reason "judgment of 4 June, final" --as ana
              amplomb retention approve --envelope O-7 --as ben --reason "read the judgment, index checked"
              amplomb retention purge --envelope O-7 --as ben
            """,
        subcommands: [RetentionOrderAdd.self, RetentionOrderList.self])
}

struct RetentionOrderAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Register the order of a court about one entry, for two officers to approve.",
        discussion: """
            The authority stands in the log for ever: name the court and its reference, no person. Entries of kind genesis, \
            purge, key, hold, hold_release and anchored stay.

            Examples:
              amplomb retention order add 17 --authority "LG Berlin 7 O 12/31" --reason "judgment of 4 June, final" --as ana
            """)

    @Argument(help: "The index in the log, or the entry id.")
    var entry: String
    @Option(help: "The court and its reference.")
    var authority: String
    @Option(help: "Why; at least 10 characters. It does not go into the log.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let order = try await engine.orderRemoval(
            of: entry, authority: authority, reason: reason, person: person.name)
        try await engine.close()
        Terminal.print(
            common.wantsJSON
                ? OrderText.json([order]) : "\(order.id): entry \(order.index) is to be removed in full")
        Terminal.note(
            "two officers approve it within \(Engine.planDays) days: "
                + "amplomb retention approve --envelope \(order.id) --as OFFICER --reason TEXT")
    }
}

struct RetentionOrderList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Orders, with their approvals and what became of them.",
        discussion: """
            Examples:
              amplomb retention order list
              amplomb retention order list -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let orders = try await engine.store.envelopeOrders()
        try await engine.close()
        if common.wantsJSON { return Terminal.print(OrderText.json(orders)) }
        let header = ["order", "entry", "authority", "by", "at", "expires", "approved by", "done"]
        let rows = orders.map { order in
            [
                order.id, "\(order.index)", order.authority, order.author, order.orderedAt.description,
                order.expiresAt.description, order.approvers.joined(separator: " "),
                order.finishedAt?.description ?? "",
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}

/// Orders and their removals as text and JSON.
enum OrderText {
    static func removal(_ removal: EnvelopeRemoval) -> String {
        let order = removal.order
        guard let statement = removal.statement, removal.refusal == nil else {
            return "refused: \(removal.refusal ?? "nothing was removed")"
        }
        let payloads = removal.parts == 1 ? "1 payload" : "\(removal.parts) payloads"
        return """
            \(order.id): entry \(order.index) is removed with \(payloads); its leaf hash stays, entry \
            \(statement) states the order
            its bytes live in backups until the last one from before is gone (docs/retention.md)
            """
    }

    static func json(_ orders: [StoredEnvelopeOrder]) -> String {
        var output = JSONOutput()
        output.array { list in
            for order in orders {
                list.object { json in
                    json.member("id", order.id)
                    json.member("index", number: String(order.index))
                    json.member("leaf_hash", order.leafHash.hex)
                    json.member("authority", order.authority)
                    json.member("reason", order.reason)
                    json.member("author", order.author)
                    json.member("ordered_at", order.orderedAt.description)
                    json.member("expires_at", order.expiresAt.description)
                    json.member("finished_at", order.finishedAt?.description)
                    json.array("approvers") { names in
                        for name in order.approvers { names.value(name) }
                    }
                }
            }
        }
        return output.text
    }
}
