/// Great-circle distance in integers: the same bits on every machine.
///
/// R = 6,371,008.8 m (mean radius, IUGG). Sines come from a polynomial in 2^-60 fixed point, the arcsine by bisection over the same
/// sine; the error against the exact formula is far below 1 m.
enum Haversine {
    private static let one: Int64 = 1 << 60
    /// π in 2^-60 units.
    private static let pi: Int64 = 3_622_009_729_038_561_421

    /// Distance in millimetres between two points in millionths of a degree.
    static func millimetres(
        _ latitude1: Int32, _ longitude1: Int32, _ latitude2: Int32, _ longitude2: Int32
    ) -> Int64 {
        if latitude1 == latitude2, longitude1 == longitude2 { return 0 }
        let halfLatitude = sine(radians(Int64(latitude2) - Int64(latitude1)) / 2)
        let halfLongitude = sine(radians(Int64(longitude2) - Int64(longitude1)) / 2)
        let cosines = product(cosine(radians(Int64(latitude1))), cosine(radians(Int64(latitude2))))
        let square = product(halfLatitude, halfLatitude) &+ product(cosines, product(halfLongitude, halfLongitude))
        let root = squareRoot(min(max(square, 0), one))
        let angle = 2 * Int128(arcsine(root))
        return Int64(truncatingIfNeeded: angle * 6_371_008_800 / Int128(one))
    }

    /// At most a full turn, 2π, which is below 2^63 of these units.
    private static func radians(_ microdegrees: Int64) -> Int64 {
        Int64(truncatingIfNeeded: Int128(microdegrees) * Int128(pi) / 180_000_000)
    }

    /// Every factor lies between -2π and 2π and every product in that range as well.
    @inline(__always)
    private static func product(_ a: Int64, _ b: Int64) -> Int64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return high << 4 | Int64(truncatingIfNeeded: low >> 60)
    }

    private static func cosine(_ angle: Int64) -> Int64 { sine(pi / 2 &- (angle < 0 ? 0 &- angle : angle)) }

    /// Sine of an angle in [-π, π]: Taylor series after folding into [-π/2, π/2]. Beyond that, for points that no globe has, the
    /// result means nothing but does not trap.
    private static func sine(_ angle: Int64) -> Int64 {
        var x = angle
        if x > pi / 2 { x = pi &- x } else if x < -pi / 2 { x = -pi &- x }
        let square = product(x, x)
        var term = x
        var sum = x
        var n: Int64 = 1
        while term != 0, n < 40 {
            term = (0 &- product(term, square)) / ((n + 1) * (n + 2))
            sum &+= term
            n += 2
        }
        return sum
    }

    /// Arcsine of a value in [0, 1]: Newton steps from below would stall near 1, bisection over 61 bits does not.
    private static func arcsine(_ value: Int64) -> Int64 {
        // Small angles: arcsin x = x + x³/6 + 3x⁵/40 + 15x⁷/336 is exact to 2^-60 below 2^-7.
        if value < one >> 7 {
            let square = product(value, value)
            let cube = product(value, square)
            let fifth = product(cube, square)
            let seventh = product(fifth, square)
            return value + cube / 6 + fifth * 3 / 40 + seventh * 15 / 336
        }
        var low: Int64 = 0
        var high = pi / 2
        while high - low > 1 {
            let middle = (low + high) / 2
            if sine(middle) < value { low = middle } else { high = middle }
        }
        return low
    }

    /// Square root of a 2^-60 fixed-point number.
    private static func squareRoot(_ value: Int64) -> Int64 {
        Int64(truncatingIfNeeded: integerRoot(UInt128(value) << 60))
    }

    static func integerRoot(_ value: UInt128) -> UInt128 {
        guard value > 1 else { return value }
        var estimate: UInt128 = 1 << UInt128((128 - value.leadingZeroBitCount + 1) / 2)
        while true {
            let next = (estimate + value / estimate) / 2
            if next >= estimate { return estimate }
            estimate = next
        }
    }
}
