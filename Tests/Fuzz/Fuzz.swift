import Foundation

/// The entry points of libFuzzer. One binary holds all targets; `AMPLOMB_FUZZ_TARGET` names the one that runs.
///
/// `AMPLOMB_FUZZ_SEEDS=FOLDER` writes the seeds of every target to FOLDER/TARGET and ends; `scripts/fuzz` does both.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["AMPLOMB_FUZZ_SEEDS"] {
        do {
            try Seeds.write(to: URL(fileURLWithPath: folder))
            exit(0)
        } catch {
            fail("the seeds cannot be written: \(error)")
        }
    }
    if FuzzTarget.current == nil {
        fail("AMPLOMB_FUZZ_TARGET is none of \(FuzzTarget.allNames.joined(separator: " "))")
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    FuzzTarget.current?.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

private func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("fuzz: \(message)\n".utf8))
    exit(2)
}
