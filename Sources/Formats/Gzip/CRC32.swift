import CZlib

/// The checksum of ZIP and gzip (ITU-T V.42, polynomial 0xEDB88320). Finds accidents, proves nothing.
package enum CRC32 {
    package static func of(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { raw in
            UInt32(truncatingIfNeeded: crc32_z(0, raw.bindMemory(to: UInt8.self).baseAddress, raw.count))
        }
    }
}
