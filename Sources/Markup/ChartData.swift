/// One number of a chart: a scaled integer, because no binary fraction reaches a page.
package struct ChartValue: Hashable, Sendable {
    package let value: Int64
    /// How the value is written in the table and in tooltips, for example `1,204` or `48,210.00 EUR`.
    package let text: String

    package init(_ value: Int64, text: String? = nil) {
        self.value = value
        self.text = text ?? String(value)
    }
}

/// A named row of numbers, one for each label. `tone` is the class that the style sheet colours.
package struct ChartSeries: Sendable {
    /// The colours a style sheet must know, by meaning and not by look.
    package enum Tone: String, Sendable, CaseIterable {
        case neutral, accent, pass, review, hold, stop, unknown
    }

    package let name: String
    package let tone: Tone
    package let values: [ChartValue]

    package init(name: String, tone: Tone, values: [ChartValue]) {
        self.name = name
        self.tone = tone
        self.values = values
    }
}

/// What every chart says in words beside its picture.
package struct ChartText: Sendable {
    /// The accessible name and visible caption.
    package let title: String
    /// One sentence with what is to be seen.
    package let description: String
    /// Heading of the first column, for example `Day`.
    package let labelHeading: String
    /// Words on the button that opens the numbers.
    package let tableHeading: String
    /// Makes the ids of title and description unique on a page: letters, digits, `-`.
    package let id: String
    /// What one unit of the axis is in scaled integers: 1,000,000 for micros of money, 1 for counts.
    package let axisUnit: Int64

    package init(
        id: String, title: String, description: String, labelHeading: String, tableHeading: String = "Numbers",
        axisUnit: Int64 = 1
    ) {
        self.axisUnit = max(1, axisUnit)
        self.id = id
        self.title = title
        self.description = description
        self.labelHeading = labelHeading
        self.tableHeading = tableHeading
    }
}
