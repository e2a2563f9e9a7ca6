/// Charts as SVG with attributes only, so that a page needs no inline style. Geometry is integer arithmetic: the same
/// numbers give the same bytes. Each chart carries `title`, `desc` and a table of the same numbers.
package enum Chart {
    static let width = 720
    static let height = 220
    static let left = 64
    static let right = 8
    static let top = 10
    static let bottom = 30

    /// One bar for each label.
    package static func bar(_ text: ChartText, labels: [String], series: ChartSeries) -> HTML {
        stackedBar(text, labels: labels, series: [series])
    }

    /// Bars whose parts stand on each other; negative values count as zero in the picture and as themselves in the table.
    package static func stackedBar(_ text: ChartText, labels: [String], series: [ChartSeries]) -> HTML {
        let totals = labels.indices.map { index in
            series.reduce(Int64(0)) { sum, one in
                let value = index < one.values.count ? max(0, one.values[index].value) : 0
                let (next, overflow) = sum.addingReportingOverflow(value)
                return overflow ? .max : next
            }
        }
        let scale = Scale(maximum: totals.max() ?? 0)
        var picture = open(text, scale: scale)
        let plotWidth = width - left - right
        let count = max(1, labels.count)
        let plotHeight = height - top - bottom
        for index in labels.indices {
            let from = left + plotWidth * index / count
            let to = left + plotWidth * (index + 1) / count
            let gap = min(10, max(1, (to - from) / 5))
            var stacked: Int64 = 0
            for one in series where index < one.values.count {
                let value = max(0, one.values[index].value)
                guard value > 0 else { continue }
                let low = scale.position(stacked, in: plotHeight)
                let (sum, overflow) = stacked.addingReportingOverflow(value)
                stacked = overflow ? .max : sum
                // A part that exists is never drawn so thin that it vanishes.
                let high = max(low + 1, scale.position(stacked, in: plotHeight))
                let label = "\(labels[index]), \(one.name): \(one.values[index].text)"
                picture += """
                    <rect\(attribute: "class", "tone-\(one.tone.rawValue)")\(attribute: "x", from + gap / 2)\
                    \(attribute: "y", height - bottom - high)\(attribute: "width", max(1, to - from - gap))\
                    \(attribute: "height", high - low)><title>\(text: label)</title></rect>
                    """
            }
        }
        picture += axisLabels(labels, centred: true)
        return close(picture, text, labels: labels, series: series)
    }

    /// One line for each series, with a dot on each value where there is room.
    package static func line(_ text: ChartText, labels: [String], series: [ChartSeries]) -> HTML {
        let scale = Scale(maximum: series.flatMap { $0.values.map(\.value) }.max() ?? 0)
        var picture = open(text, scale: scale)
        let plotHeight = height - top - bottom
        for one in series {
            let points = one.values.prefix(labels.count).enumerated().map { index, value in
                (
                    x: x(of: index, count: labels.count),
                    y: height - bottom - scale.position(max(0, value.value), in: plotHeight)
                )
            }
            let path = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
            picture += """
                <polyline\(attribute: "class", "line tone-\(one.tone.rawValue)") fill="none"\(attribute: "points", path)></polyline>
                """
            guard points.count <= 62 else { continue }
            for (index, point) in points.enumerated() {
                let label = "\(labels[index]), \(one.name): \(one.values[index].text)"
                picture += """
                    <circle\(attribute: "class", "tone-\(one.tone.rawValue)")\(attribute: "cx", point.x)\
                    \(attribute: "cy", point.y) r="3"><title>\(text: label)</title></circle>
                    """
            }
        }
        picture += axisLabels(labels, centred: false)
        return close(picture, text, labels: labels, series: series)
    }

    /// A word-sized line without axes for a table cell. Its name is read out; the numbers stand in the table around it.
    package static func sparkline(title: String, values: [Int64], tone: ChartSeries.Tone = .accent) -> HTML {
        let scale = Scale(maximum: values.max() ?? 0)
        let path = values.enumerated().map { index, value in
            let x = values.count < 2 ? 60 : 2 + 116 * index / (values.count - 1)
            return "\(x),\(26 - scale.position(max(0, value), in: 24))"
        }.joined(separator: " ")
        return """
            <svg class="sparkline" viewBox="0 0 120 28" width="120" height="28" role="img"\(attribute: "aria-label", title)>\
            <polyline\(attribute: "class", "line tone-\(tone.rawValue)") fill="none"\(attribute: "points", path)></polyline></svg>
            """
    }

    private static func x(of index: Int, count: Int) -> Int {
        count < 2 ? (left + width - right) / 2 : left + (width - left - right) * index / (count - 1)
    }

    private static func open(_ text: ChartText, scale: Scale) -> HTML {
        var picture: HTML = """
            <figure class="chart"><figcaption>\(text: text.title)</figcaption><svg\
            \(attribute: "viewBox", "0 0 \(width) \(height)") role="img" preserveAspectRatio="xMidYMid meet"\
            \(attribute: "aria-labelledby", "\(text.id)-title \(text.id)-desc")>\
            <title\(attribute: "id", "\(text.id)-title")>\(text: text.title)</title>\
            <desc\(attribute: "id", "\(text.id)-desc")>\(text: text.description)</desc>
            """
        for tick in scale.ticks {
            let y = height - bottom - scale.position(tick, in: height - top - bottom)
            picture += """
                <line class="grid"\(attribute: "x1", left)\(attribute: "x2", width - right)\(attribute: "y1", y)\
                \(attribute: "y2", y)></line><text class="tick" text-anchor="end"\(attribute: "x", left - 6)\
                \(attribute: "y", y + 4)>\(text: shortNumber(tick, unit: text.axisUnit))</text>
                """
        }
        return picture
    }

    private static func axisLabels(_ labels: [String], centred: Bool) -> HTML {
        var all = HTML()
        let every = max(1, (labels.count + 4) / 5)
        for index in stride(from: 0, to: labels.count, by: every) {
            let slot = (width - left - right) / max(1, labels.count)
            let position =
                centred
                ? left + (width - left - right) * index / max(1, labels.count) + slot / 2
                : x(of: index, count: labels.count)
            let anchor = position > width - 60 ? "end" : "middle"
            all += """
                <text class="tick"\(attribute: "text-anchor", anchor)\(attribute: "x", min(position, width - right))\
                \(attribute: "y", height - 8)>\(text: labels[index])</text>
                """
        }
        return all
    }

    private static func close(_ picture: HTML, _ text: ChartText, labels: [String], series: [ChartSeries]) -> HTML {
        var all = picture
        all += "</svg>"
        if series.count > 1 {
            all += "<ul class=\"legend\">"
            for one in series {
                all += """
                    <li><span\(attribute: "class", "swatch tone-\(one.tone.rawValue)")></span>\(text: one.name)</li>
                    """
            }
            all += "</ul>"
        }
        all += """
            <details><summary>\(text: text.tableHeading)</summary><div class="scroll" tabindex="0" role="region"\
            \(attribute: "aria-label", text.title)><table class="numbers"><caption>\(text: text.title)</caption><thead><tr>\
            <th scope="col">\(text: text.labelHeading)</th>
            """
        for one in series { all += "<th scope=\"col\" class=\"num\">\(text: one.name)</th>" }
        all += "</tr></thead><tbody>"
        for index in labels.indices {
            all += "<tr><th scope=\"row\">\(text: labels[index])</th>"
            for one in series {
                all += "<td class=\"num\">\(text: index < one.values.count ? one.values[index].text : "–")</td>"
            }
            all += "</tr>"
        }
        all += "</tbody></table></div></details></figure>"
        return all
    }
}

/// A vertical axis from zero to a round number.
struct Scale {
    let top: Int64
    let ticks: [Int64]

    /// Round steps of 1, 2 or 5 times a power of ten, at most five of them.
    init(maximum: Int64) {
        guard maximum > 0 else {
            top = 1
            ticks = [0]
            return
        }
        var step: Int64 = 1
        var factor = 0
        while maximum / step > 4 || (maximum / step == 4 && maximum % step > 0) {
            let factors: [(Int64, Int64)] = [(2, 1), (5, 2), (2, 1)]
            let (next, overflow) = (step / factors[factor].1).multipliedReportingOverflow(by: factors[factor].0)
            if overflow { break }
            step = next
            factor = (factor + 1) % 3
        }
        let steps = maximum / step + (maximum % step > 0 ? 1 : 0)
        let (high, overflow) = steps.multipliedReportingOverflow(by: step)
        top = overflow ? .max : high
        ticks = (0...steps).map {
            let (tick, overflow) = $0.multipliedReportingOverflow(by: step)
            return overflow ? .max : tick
        }
    }

    /// The height of a value in a plot of `height` units.
    func position(_ value: Int64, in height: Int) -> Int {
        Int(Int128(min(value, top)) * Int128(height) / Int128(top))
    }
}

/// `950`, `12k`, `1.5M`: an axis label of at most five characters for a value in units of `unit`.
func shortNumber(_ value: Int64, unit: Int64 = 1) -> String {
    let whole = value / unit
    let letters: [(Int64, String)] = [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")]
    for (size, letter) in letters where whole >= size {
        let tenths = whole / (size / 10) % 10
        return tenths == 0 || whole >= size * 100 ? "\(whole / size)\(letter)" : "\(whole / size).\(tenths)\(letter)"
    }
    let tenths = Int64(Int128(value % unit) * 10 / Int128(unit))
    return tenths == 0 || whole >= 100 ? String(whole) : "\(whole).\(tenths)"
}
