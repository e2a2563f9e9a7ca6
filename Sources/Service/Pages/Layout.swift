import Domain
import Markup

/// How a person wants the pages to look.
enum Appearance: String, Sendable, CaseIterable {
    case system, light, dark

    var word: Word {
        switch self {
        case .system: .appearanceSystem
        case .light: .appearanceLight
        case .dark: .appearanceDark
        }
    }
}

/// The frame that all pages share.
struct Layout {
    let assets: Assets
    let appearance: Appearance
    /// Where the appearance form comes back to.
    let path: String

    func page(title: String, section: Word?, _ content: HTML) -> HTML {
        var page = HTML(capacity: content.bytes.count + 4096)
        page += """
            <!doctype html><html lang="en"\(attribute: "data-theme", appearance == .system ? nil : appearance.rawValue)>\
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="color-scheme" content="light dark"><title>\(text: title) · \(Word.product)</title>\
            <link rel="stylesheet"\(url: "href", assets.style.path)>\
            <link rel="icon" type="image/svg+xml"\(url: "href", assets.icon.path)>\
            <script defer\(url: "src", assets.script.path)></script></head><body>\
            <a class="skip" href="#main">\(Word.skipToContent)</a>
            """
        page += header(section)
        page += "<main id=\"main\" tabindex=\"-1\">"
        page += content
        page += "</main>"
        page += footer
        page += "</body></html>\n"
        return page
    }

    private func header(_ section: Word?) -> HTML {
        """
        <header class="top"><a class="brand" href="/queue"><img\(url: "src", assets.icon.path) width="26" height="26" alt="">\
        <span>\(Word.product)</span></a><nav\(attribute: "aria-label", Word.product)><a href="/queue"\
        \(attribute: "aria-current", section == .cases ? "page" : nil)>\(Word.cases)</a><a href="/screening"\
        \(attribute: "aria-current", section == .screening ? "page" : nil)>\(Word.screening)</a><a href="/healthz"\
        \(attribute: "aria-current", section == .health ? "page" : nil)>\(Word.health)</a></nav></header>
        """
    }

    private var footer: HTML {
        var all: HTML = """
            <footer class="foot"><p>\(Word.localOnly)</p><details class="keys" hidden data-keys><summary>\(Word.keys)</summary>\
            <p>\(Word.keysHint)</p></details><form method="post" action="/appearance" class="appearance">\
            <input type="hidden" name="back"\(attribute: "value", path)><label for="theme">\(Word.appearance)</label>\
            <select id="theme" name="theme" data-submit>
            """
        for choice in Appearance.allCases {
            all += """
                <option\(attribute: "value", choice.rawValue)\(flag: "selected", choice == appearance)>\(choice.word)</option>
                """
        }
        all += "</select><button class=\"plain\">\(Word.set)</button></form></footer>"
        return all
    }
}

/// Small pieces that several pages show.
enum Piece {
    /// Outcome as a word with a shape and a colour; the colour is never the only sign.
    static func outcome(_ outcome: Outcome) -> HTML {
        """
        <span\(attribute: "class", "chip \(outcome.rawValue)")><span class="shape" aria-hidden="true"></span>\
        \(text: Phrase.chip(outcome))</span>
        """
    }

    static func chip(_ word: Word, tone: String) -> HTML {
        """
        <span\(attribute: "class", "chip \(tone)")><span class="shape" aria-hidden="true"></span>\(word)</span>
        """
    }

    /// Severity as a word with one to four bars.
    static func severity(_ severity: Severity) -> HTML {
        let bars = [Severity.ops: 0, .low: 1, .medium: 2, .high: 3, .critical: 4][severity] ?? 0
        var all: HTML = """
            <span\(attribute: "class", "severity \(severity.rawValue)")><svg viewBox="0 0 19 12" width="19" height="12" \
            aria-hidden="true">
            """
        for bar in 0..<4 {
            all += """
                <rect\(attribute: "class", bar < bars ? "on" : "off")\(attribute: "x", bar * 5)\(attribute: "y", 9 - bar * 3)\
                width="4"\(attribute: "height", 3 + bar * 3) rx="1"></rect>
                """
        }
        all += "</svg>\(text: Phrase.severity(severity))</span>"
        return all
    }

    /// `2 h 10 min left`, `3 h late`, or a dash.
    static func due(_ due: Instant?, now: Instant) -> HTML {
        guard let due else { return "<span class=\"soft\">–</span>" }
        let isLate = due < now
        let text = isLate ? Phrase.late(now - due) : Phrase.left(due - now)
        return """
            <time\(attribute: "class", isLate ? "late" : nil)\(attribute: "datetime", due.description)\
            \(attribute: "title", due.description) data-due>\(text: text)</time>
            """
    }

    static func money(_ amounts: [Money]) -> HTML {
        guard !amounts.isEmpty else { return "<span class=\"soft\">–</span>" }
        return HTML.join(amounts.map { "<span class=\"amount\">\(text: Format.money($0))</span>" }, between: " ")
    }

    /// A sentence with its values set apart.
    static func sentence(_ parts: [SentencePart]) -> HTML {
        HTML.join(
            parts.map { part in
                switch part {
                case .words(let words): HTML(text: words)
                case .value(let value): "<b><bdi>\(text: value)</bdi></b>"
                }
            })
    }

    static func fact(_ word: Word, _ value: HTML) -> HTML {
        "<div><dt>\(word)</dt><dd>\(value)</dd></div>"
    }

    static func identifier(_ text: String) -> HTML { "<span class=\"mono\"><bdi>\(text: text)</bdi></span>" }

    /// A command with a button that copies it; the button works with script only and is hidden without.
    static func command(_ line: String) -> HTML {
        """
        <div class="command"><code>\(text: line)</code><button type="button" class="plain" hidden\
        \(attribute: "data-copy", line)\(attribute: "data-done", Word.copied)>\(Word.copy)</button></div>
        """
    }
}
