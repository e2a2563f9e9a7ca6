/// Runs a pure function over slices of an array on all cores and keeps the order.
enum Parallel {
    /// Number of cores worth planning for.
    static let width = 2
    /// More slices than cores, so that one that is held up holds up little.
    private static let slices = 4 * width

    @concurrent
    static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ body: @escaping @Sendable (ArraySlice<Input>) throws -> [Output]
    ) async throws -> [Output] {
        if inputs.count < 64 { return try body(inputs[...]) }
        let slice = (inputs.count + slices - 1) / slices
        return try await withThrowingTaskGroup(of: (Int, [Output]).self) { group in
            for start in stride(from: 0, to: inputs.count, by: slice) {
                let end = min(start + slice, inputs.count)
                group.addTask { (start, try body(inputs[start..<end])) }
            }
            var parts: [(Int, [Output])] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap { $0.1 }
        }
    }
}
