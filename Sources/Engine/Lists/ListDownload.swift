package import Domain
package import Screening

/// One file to fetch from a publisher.
package struct ListDownload: Sendable {
    package let address: ListAddress
    /// What the server said the last time, to be asked "has it changed?"; nil: the file is wanted whatever it says.
    package let etag: String?
    package let lastModified: String?
    package let limits: ListDownloadLimits

    package init(address: ListAddress, etag: String?, lastModified: String?, limits: ListDownloadLimits) {
        self.address = address
        self.etag = etag
        self.lastModified = lastModified
        self.limits = limits
    }
}

package struct ListDownloadLimits: Hashable, Sendable {
    /// The largest official file has some 120 MB (the advanced XML of OFAC).
    package var bytes = 512 << 20
    /// For all tries of one file together.
    package var total = TimeSpan(microseconds: 300 * TimeSpan.second.microseconds)
    package var connect = TimeSpan(microseconds: 4 * TimeSpan.second.microseconds)
    /// The longest silence in the middle of an answer.
    package var silence = TimeSpan(microseconds: 30 * TimeSpan.second.microseconds)
    package var tries = 3
    /// Before the second try; twice as long before each further one.
    package var pause = TimeSpan(microseconds: TimeSpan.second.microseconds / 2)
    package var redirects = 5

    package init() {}
}

/// What a server answered.
package enum ListDownloadReply: Sendable {
    case notModified
    case file(bytes: [UInt8], etag: String?, lastModified: String?)
}

/// Why a file could not be fetched: one phrase that follows the address.
package struct ListDownloadError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case noNetwork, status, moved, cut, tooLarge, timeout, protocolError
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}

/// Fetches one file. `Service` has the client: nothing below it speaks HTTP.
package typealias ListDownloader = @Sendable (ListDownload) async throws(ListDownloadError) -> ListDownloadReply

/// What a pull found about one list.
package struct ListPullLine: Sendable {
    package enum Result: Sendable {
        case imported(ListImportReport.Line)
        /// The publisher's list is the version in force.
        case confirmed(Hash32)
        /// The publisher still has the version from which somebody went back; it does not come into force by itself.
        case rolledBack(Hash32)
        case failed(EngineError)
    }

    package let source: ListSource
    package let result: Result
}
