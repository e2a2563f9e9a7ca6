import Formats

/// UTF-8 strictly, else Windows-1252, the code page of the older British and EU files (0x91 and 0x92 are quotes in it).
enum Windows1252 {
    /// Code points of the bytes 0x80 to 0x9F; Source: the WHATWG index of windows-1252.
    private static let high: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
        0x17E, 0x178,
    ]

    /// `bytes` as UTF-8; true if they were Windows-1252.
    ///
    /// A file of many valid sequences with a few bad bytes is damaged UTF-8 and stays as it is: its rows are rejected one by
    /// one, while another code page would garble every name in it.
    static func utf8(_ bytes: [UInt8]) -> (bytes: [UInt8], wasWindows: Bool) {
        guard UTF8Check.firstInvalid(in: bytes) != nil, isMostlyInvalid(bytes) else { return (bytes, false) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar = byte < 0xA0 ? high[Int(byte - 0x80)] : UInt32(byte)
                if let unicode = Unicode.Scalar(scalar) { result.append(contentsOf: UTF8.encode(unicode) ?? .init()) }
            }
        }
        return (result, true)
    }

    private static func isMostlyInvalid(_ bytes: [UInt8]) -> Bool {
        var valid = 0
        var invalid = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
            let end = min(index + length, bytes.count)
            if UTF8Check.firstInvalid(in: bytes[index..<end]) == nil {
                valid += 1
                index = end
            } else {
                invalid += 1
                index += 1
            }
        }
        return invalid >= valid
    }
}
