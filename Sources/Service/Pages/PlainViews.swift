import Markup

/// Pages that say one thing.
enum PlainViews {
    static func message(_ title: Word, _ text: String) -> HTML {
        """
        <div class="message"><h1>\(title)</h1><p>\(text: text)</p><p><a class="button" href="/queue">\(Word.backToQueue)</a></p></div>
        """
    }

    static func health(_ health: HealthView) -> HTML {
        var all: HTML = "<h1>\(Word.health)</h1><table class=\"cards\"><tbody>"
        for check in health.checks {
            all += """
                <tr><th scope="row">\(text: check.name)</th><td>\(Piece.chip(check.isWell ? .well : .unwell, tone: check.isWell ? "pass" : "stop"))\
                </td><td>\(text: check.detail)</td></tr>
                """
        }
        all += "</tbody></table>"
        return all
    }
}
