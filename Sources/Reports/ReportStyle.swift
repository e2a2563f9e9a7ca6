/// The style sheet of reports: light, dark and print. Colours mean outcomes and are never the only sign.
let reportStyle: StaticString = """
    :root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--ink:#17212d;--soft:#55616f;--line:#dde3e9;--accent:#0b6a75;\
    --pass:#1d7a4c;--review:#8c6200;--hold:#b54a10;--stop:#b4212f;--unknown:#5a4ab4;--accent-bar:#4aa3ad}\
    @media(prefers-color-scheme:dark){:root{--bg:#0f141a;--card:#161d25;--ink:#e6ebf0;--soft:#9caab8;--line:#2a3541;\
    --accent:#66c7d1;--pass:#5cc690;--review:#e2b54c;--hold:#f19053;--stop:#ff8087;--unknown:#ab9df6;--accent-bar:#3b8d97}}
    *{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    .head,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}
    .head{padding-top:36px}.kicker{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
    h1{font-size:28px;line-height:1.2;margin:4px 0 16px;text-wrap:balance}h2{font-size:17px;margin:0 0 10px;text-wrap:balance}
    .facts{display:flex;flex-wrap:wrap;gap:8px 32px;margin:0 0 24px}.facts dt{color:var(--soft);font-size:13px}
    .facts dd{margin:0;font-weight:600}
    .tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;padding:0;margin:0 0 16px}
    .tile a{display:block;padding:14px 16px;background:var(--card);border:1px solid var(--line);border-top:3px solid var(--accent);\
    border-radius:8px;color:inherit;text-decoration:none}
    .tile a:hover{border-color:var(--accent)}.tile a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .tile .value{display:block;font-size:26px;font-weight:650;line-height:1.15;font-variant-numeric:tabular-nums}
    .tile .name{color:var(--soft);font-size:13px}
    .tile.review a{border-top-color:var(--review)}.tile.hold a{border-top-color:var(--hold)}.tile.stop a{border-top-color:var(--stop)}\
    .tile.unknown a{border-top-color:var(--unknown)}
    section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:18px 20px;margin:0 0 16px}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr));gap:16px;margin-bottom:16px}.pair section{margin:0}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,430px),1fr));gap:24px}
    .chart{margin:0;min-width:0}.chart figcaption{font-weight:600;margin-bottom:6px}.chart svg{display:block;width:100%;height:auto;overflow:visible}
    .chart .grid{stroke:var(--line);stroke-width:1}.chart .tick{fill:var(--soft);font-size:13px}
    .tone-neutral{fill:var(--soft)}.tone-accent{fill:var(--accent-bar)}.tone-pass{fill:var(--pass)}.tone-review{fill:var(--review)}\
    .tone-hold{fill:var(--hold)}.tone-stop{fill:var(--stop)}.tone-unknown{fill:var(--unknown)}
    .legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;padding:0;margin:6px 0 0;font-size:13px;color:var(--soft)}
    .swatch{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
    .swatch.tone-accent{background:var(--accent-bar)}.swatch.tone-review{background:var(--review)}.swatch.tone-hold{background:var(--hold)}\
    .swatch.tone-stop{background:var(--stop)}.swatch.tone-pass{background:var(--pass)}.swatch.tone-unknown{background:var(--unknown)}\
    .swatch.tone-neutral{background:var(--soft)}
    details{margin-top:10px}summary{cursor:pointer;color:var(--accent);font-size:14px;width:fit-content;padding:2px 0}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
    caption{text-align:left;color:var(--soft);padding:4px 0}
    th,td{text-align:left;padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
    thead th{color:var(--soft);font-weight:500;font-size:13px;white-space:nowrap}tbody th{font-weight:550;white-space:nowrap}
    tbody tr:last-child>*{border-bottom:0}.num{text-align:right;white-space:nowrap}th:last-child,td:last-child{padding-right:0}
    tr:target{background:color-mix(in srgb,var(--accent) 14%,transparent)}
    .hash,code{font-family:ui-monospace,"SF Mono",Menlo,"DejaVu Sans Mono",monospace;font-size:12.5px;overflow-wrap:anywhere}
    .id{white-space:nowrap;color:var(--soft)}
    pre{white-space:pre-wrap;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:10px 12px;margin:6px 0}
    .note,footer{color:var(--soft);font-size:14px}.note{margin:0 0 10px;max-width:80ch}footer{padding-bottom:48px;max-width:1120px}
    @media(max-width:560px){.chart .tick{font-size:22px}td{min-width:9ch}.num{min-width:0}h1{font-size:23px}.tiles{grid-template-columns:1fr 1fr}section{padding:14px}}
    @media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#0b6a75;--pass:#1d7a4c;\
    --review:#8c6200;--hold:#b54a10;--stop:#b4212f;--unknown:#5a4ab4}@page{size:A4;margin:16mm 14mm}body{font-size:10.5pt}\
    .head,main,footer{max-width:none;padding:0}section{border:0;padding:0;margin:0 0 18pt}h2,thead{break-after:avoid}tr,.chart{break-inside:avoid}\
    thead{display:table-header-group}.scroll{overflow:visible}.tile a{border-color:#bbb}details:not([open])>summary{display:none}}
    """
