import Domain
import Formats
import Screening
import Store

extension Engine {
    /// Fetches lists from their publishers and imports what is new; an unchanged list is confirmed. Each list for itself: what
    /// fails for one leaves it as it is, and the others go on.
    ///
    /// - Parameter list: one list, also one that is not enabled; nil: every enabled list with an address.
    @discardableResult
    package func pullLists(
        _ list: String?, limits: ListDownloadLimits = ListDownloadLimits(), using download: ListDownloader,
        report: (ListPullLine) -> Void
    ) async throws -> RescreenReport? {
        let sources = try listSources
        let shelf = ListShelf(home: options.home, sources: sources)
        let wanted: [ListSource]
        if let list {
            guard let source = sources[list] else {
                throw EngineError(
                    .unreadable, "sources.yaml names no list \(list)",
                    remedy: "it names " + sources.all.map(\.id).joined(separator: ", "))
            }
            guard !source.urls.isEmpty else {
                throw EngineError(
                    .unreadable, "list \(list) has no address from which a program may fetch it",
                    remedy: Self.byHand(source))
            }
            wanted = [source]
        } else {
            wanted = sources.enabled.filter { !$0.urls.isEmpty }
        }
        var replaced: [ImportedList] = []
        var changed: [ImportedList] = []
        for source in wanted {
            let result: ListPullLine.Result
            do {
                let pulled = try await shelf.exclusively { try await pull(source, limits, download, shelf) }
                result = pulled.result
                replaced += pulled.replaced
                changed += pulled.changed
            } catch let error as EngineError {
                result = .failed(error)
            }
            report(ListPullLine(source: source, result: result))
        }
        try await takeUpLists()
        return try await rescreened(from: replaced, to: changed)
    }

    /// What pulling one list did, with what it replaced.
    private struct Pulled {
        let result: ListPullLine.Result
        var replaced: [ImportedList] = []
        var changed: [ImportedList] = []
    }

    private static func byHand(_ source: ListSource) -> String {
        "the publisher's page is \(source.page); a file from there is imported by: amplomb lists import FILE... --list \(source.id)"
    }

    private static func failure(_ source: ListSource, _ url: String, _ message: String) -> EngineError {
        EngineError(
            .unavailable, "list \(source.id): \(url): \(message)",
            remedy: "what is in force stays; \(byHand(source))")
    }

    private struct Fetched {
        let url: String
        let bytes: [UInt8]
        let etag: String?
        let lastModified: String?
        /// Whether the server sent it now; else it is the kept file that the server says is unchanged.
        let isSent: Bool
    }

    private func pull(
        _ source: ListSource, _ limits: ListDownloadLimits, _ download: ListDownloader, _ shelf: ListShelf
    ) async throws -> Pulled {
        let active = try await inForce().first { $0.row.version.listID == source.id }
        let fetched = try await fetch(source, active, limits, download, shelf)
        let now = options.clock()
        if let active, !fetched.contains(where: \.isSent) {
            try await confirm(source, active.row.version.sha256, shelf, now)
            return Pulled(result: .confirmed(active.row.version.sha256))
        }
        var request = ListImportRequest(source.urls)
        request.listID = source.id
        let staged: [StagedList]
        let line: ListImportReport.Line
        let installed: ListImportReport
        do {
            let files = fetched.map { ListFile(name: ListAddress($0.url)?.fileName ?? "list", bytes: $0.bytes) }
            request.format = files.contains { ListImporter.detect($0.bytes) == source.format } ? source.format : nil
            staged = try ListReading.stage(files, request, shelf.sources)
            if let version = staged.first?.list.version, try await isRolledBack(source.id, version) {
                return Pulled(result: .rolledBack(version))
            }
            installed = try await install(staged, request, shelf)
            guard let first = installed.lines.first else {
                throw EngineError(.internal, "the import of list \(source.id) did nothing")
            }
            line = first
        } catch let error as EngineError where error.code == .unreadable {
            throw Self.failure(source, source.urls.joined(separator: " "), error.message)
        }
        try await store.put(
            fetched.map { file in
                ListFetchRow(
                    listID: source.id, url: file.url, version: line.list.version,
                    fileHash: Hash32(SHA256Hasher.hash(file.bytes)) ?? .zero, etag: file.etag,
                    lastModified: file.lastModified, fetchedAt: now)
            })
        if line.isIdentical { return Pulled(result: .confirmed(line.list.version)) }
        return Pulled(result: .imported(line), replaced: installed.replaced, changed: installed.changed)
    }

    /// Confirms what is in force and tells the commands that need no database.
    private func confirm(_ source: ListSource, _ version: Hash32, _ shelf: ListShelf, _ now: Instant) async throws {
        try await store.confirmList(source.id, version: version, at: now)
        let loader = KnowledgeLoader(options: options, store: store)
        _ = try await loader.snapshot(try await inForce(), shelf, isLocked: true)
    }

    /// All files of a list, in order. A server is asked "has it changed?" only about the files of the version in force.
    private func fetch(
        _ source: ListSource, _ active: KeptInForce?, _ limits: ListDownloadLimits, _ download: ListDownloader,
        _ shelf: ListShelf
    ) async throws -> [Fetched] {
        let known = try await store.listFetches(of: source.id).filter { $0.version == active?.row.version.sha256 }
        let kept = active.flatMap { try? shelf.files(source.id, $0.row.version.sha256, $0.files) } ?? []
        var fetched: [Fetched] = []
        for url in source.urls {
            guard let address = ListAddress(url) else { continue }
            let before = known.first { $0.url == url }
            let file = before.flatMap { row in kept.first { Hash32(SHA256Hasher.hash($0.bytes)) == row.fileHash } }
            let request = ListDownload(
                address: address, etag: file == nil ? nil : before?.etag,
                lastModified: file == nil ? nil : before?.lastModified, limits: limits)
            do throws(ListDownloadError) {
                switch try await download(request) {
                case .notModified:
                    guard let file else {
                        throw ListDownloadError(.protocolError, "the server says unchanged, unasked")
                    }
                    fetched.append(
                        Fetched(
                            url: url, bytes: file.bytes, etag: before?.etag, lastModified: before?.lastModified,
                            isSent: false))
                case .file(let bytes, let etag, let lastModified):
                    if let wrong = Self.notAList(bytes, source) { throw ListDownloadError(.moved, wrong) }
                    fetched.append(
                        Fetched(url: url, bytes: bytes, etag: etag, lastModified: lastModified, isSent: true))
                }
            } catch {
                throw Self.failure(source, url, error.message)
            }
        }
        return fetched
    }

    /// Says what came instead of a list: publishers answer a wrong address with a page for people, and status 200.
    static func notAList(_ bytes: [UInt8], _ source: ListSource) -> String? {
        if bytes.isEmpty { return "the answer is empty" }
        let head = String(decoding: bytes.prefix(2_048), as: UTF8.self).lowercased()
        if head.contains("<!doctype html") || head.contains("<html") {
            return "the answer is a web page, not a list: the address may have moved"
        }
        // The comment and address files of a set carry no mark of their own; the set is checked as a whole.
        if source.urls.count == 1, ListImporter.detect(bytes) == nil {
            return "the answer is no list in a known format: the address may have moved"
        }
        return nil
    }

    /// Whether the version in force is there because somebody went back from `version`: only a person undoes that.
    private func isRolledBack(_ list: String, _ version: Hash32) async throws -> Bool {
        let history = try await store.listActivations(of: list)
        guard let active = history.first, active.cause == .rollback, active.sha256 != version else { return false }
        return history.dropFirst().first?.sha256 == version
    }
}
