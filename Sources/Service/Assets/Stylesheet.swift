/// The one style sheet: custom properties, light and dark, phone to desk, forced colours, print.
enum Stylesheet {
    static let text: StaticString = """
        :root{color-scheme:light;--bg:#f4f6f8;--card:#fff;--sunk:#eef1f4;--ink:#17212d;--soft:#55616f;--line:#dce2e8;\
        --accent:#0b6a75;--accent-soft:#e0f0f2;--pass:#1d7a4c;--pass-soft:#e3f3ea;--review:#7d5700;--review-soft:#fbf0d5;\
        --hold:#a8430c;--hold-soft:#fdeadf;--stop:#ad1f2d;--stop-soft:#fce6e8;--unknown:#5546ad;--unknown-soft:#ebe8fa;--mark:#ffe08a}
        @media(prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;--bg:#0e1318;--card:#161c23;--sunk:#1c242d;\
        --ink:#e6ebf0;--soft:#9daab8;--line:#2a343f;--accent:#68c8d2;--accent-soft:#123238;--pass:#62ca95;--pass-soft:#142c21;\
        --review:#e5bb57;--review-soft:#322810;--hold:#f49a60;--hold-soft:#38210f;--stop:#ff8b91;--stop-soft:#3b181c;\
        --unknown:#b2a6f8;--unknown-soft:#252040;--mark:#6b5410}}
        :root[data-theme=dark]{color-scheme:dark;--bg:#0e1318;--card:#161c23;--sunk:#1c242d;--ink:#e6ebf0;--soft:#9daab8;\
        --line:#2a343f;--accent:#68c8d2;--accent-soft:#123238;--pass:#62ca95;--pass-soft:#142c21;--review:#e5bb57;\
        --review-soft:#322810;--hold:#f49a60;--hold-soft:#38210f;--stop:#ff8b91;--stop-soft:#3b181c;--unknown:#b2a6f8;\
        --unknown-soft:#252040;--mark:#6b5410}
        *,*::before,*::after{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        a{color:var(--accent);text-underline-offset:2px;text-decoration-thickness:1px}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
        main:focus,section:focus{outline:0}
        .skip{position:absolute;left:-999px;top:8px;background:var(--card);padding:8px 14px;z-index:9}.skip:focus{left:8px}
        .visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .soft{color:var(--soft)}.mono,code{font-family:ui-monospace,"SF Mono",Menlo,"DejaVu Sans Mono",monospace;font-size:.9em}
        .mono,.hash,code{overflow-wrap:anywhere}.hash{font-size:12.5px}
        .num{text-align:right}.amount{font-weight:600;white-space:nowrap;font-variant-numeric:tabular-nums}
        .top{display:flex;align-items:center;gap:24px;padding:0 24px;height:52px;background:var(--card);border-bottom:1px solid var(--line)}
        .brand{display:flex;align-items:center;gap:9px;font-weight:650;font-size:16px;color:var(--ink);text-decoration:none}
        .top nav{display:flex;gap:4px;height:100%}.top nav a{display:flex;align-items:center;padding:0 12px;color:var(--soft);text-decoration:none;\
        border-bottom:2px solid transparent;border-top:2px solid transparent}
        .top nav a:hover{color:var(--ink)}.top nav a[aria-current]{color:var(--ink);border-bottom-color:var(--accent)}
        main{max-width:1360px;margin:0 auto;padding:20px 24px 40px}
        .foot{max-width:1360px;margin:0 auto;padding:14px 24px 28px;display:flex;flex-wrap:wrap;gap:8px 24px;justify-content:space-between;\
        align-items:center;color:var(--soft);font-size:13px;border-top:1px solid var(--line)}
        .foot p{margin:0}.appearance{display:flex;align-items:center;gap:8px}
        h1{font-size:22px;line-height:1.25;margin:0 0 14px;letter-spacing:-.01em;text-wrap:balance}
        h2{font-size:16px;margin:0 0 10px}h3{font-size:15px;margin:0}h4{font-size:14px;margin:0}
        button,.button,input,select{font:inherit;color:inherit;border:1px solid var(--line);border-radius:6px;background:var(--card);\
        padding:6px 10px;min-height:36px;max-width:100%}input,select{height:36px;margin:0}
        button,.button{cursor:pointer;background:var(--accent);border-color:var(--accent);color:#fff;font-weight:600;text-decoration:none;\
        display:inline-flex;align-items:center;padding:6px 16px}
        @media(prefers-color-scheme:dark){:root:not([data-theme=light]) :is(button,.button){color:#06262a}}
        :root[data-theme=dark] :is(button,.button){color:#06262a}
        button:hover,.button:hover{filter:brightness(1.08)}
        button.plain,:root[data-theme] button.plain{background:transparent;color:var(--accent);border-color:var(--line)}
        @media(prefers-color-scheme:dark){:root:not([data-theme=light]) button.plain{color:var(--accent)}}
        .foot :is(select,button){min-height:30px;padding:2px 8px;font-size:13px}
        .counters{display:flex;flex-wrap:wrap;align-items:stretch;gap:10px 24px;margin:0 0 14px}
        .counters ul{list-style:none;display:flex;flex-wrap:wrap;gap:8px;margin:0;padding:0}
        .counters a{display:flex;align-items:baseline;gap:8px;padding:7px 14px;border:1px solid var(--line);border-radius:8px;\
        background:var(--card);color:var(--soft);text-decoration:none}
        .counters a:hover,.counters a[aria-current]{border-color:var(--accent);color:var(--ink)}.counters a[aria-current]{background:var(--accent-soft)}
        .count{font-size:19px;font-weight:650;color:var(--ink);font-variant-numeric:tabular-nums}
        .counters a.alarm{border-color:var(--stop)}.counters a.alarm :is(span){color:var(--stop)}
        .counters .held{margin:0;display:flex;flex-wrap:wrap;align-items:center;gap:2px 14px}
        .look{display:flex;flex-wrap:wrap;gap:10px;align-items:end;margin:0 0 14px}
        .look label{display:block;font-size:13px;color:var(--soft);margin-bottom:2px}
        .look .grow{flex:1 1 240px;max-width:420px}.look input[type=search]{width:100%}.look select{min-width:128px}
        .look .go{display:flex;align-items:center;gap:14px}
        table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;vertical-align:top;padding:9px 12px}
        thead th{font-size:13px;font-weight:500;color:var(--soft);white-space:nowrap;padding-top:8px;padding-bottom:8px}
        th.num,td.num{text-align:right;white-space:nowrap}
        .queue,.cards{background:var(--card);border:1px solid var(--line);border-radius:8px;border-collapse:separate;border-spacing:0}
        .queue thead th{position:sticky;top:0;background:var(--card);z-index:1;border-radius:8px 8px 0 0}
        .queue tbody>tr>*,.cards tbody>tr>*{border-top:1px solid var(--line)}.cards>tbody:first-child>tr:first-child>*{border-top:0}
        .queue tbody tr:hover,.queue tr:focus-within{background:color-mix(in srgb,var(--accent) 5%,transparent)}
        .queue tr[data-at]{box-shadow:inset 3px 0 var(--accent)}
        .queue tbody th{font-weight:600;white-space:nowrap}.queue tbody th a{display:block}
        .queue .why{min-width:280px;width:52%}.why p{margin:0;max-width:78ch;text-wrap:pretty}.why .soft{font-size:13px;margin-top:2px}
        .severity{display:inline-flex;align-items:center;gap:6px;font-size:13px;font-weight:400;color:var(--soft);white-space:nowrap}
        .severity .on{fill:var(--soft)}.severity .off{fill:var(--line)}.severity.high .on{fill:var(--hold)}.severity.critical .on{fill:var(--stop)}
        .severity.high{color:var(--hold)}.severity.critical{color:var(--stop)}
        .chip{display:inline-flex;align-items:center;gap:6px;padding:1px 9px 1px 7px;border-radius:99px;font-size:13px;font-weight:600;\
        white-space:nowrap;background:var(--sunk);color:var(--ink)}
        .shape{width:9px;height:9px;background:currentColor;flex:none}
        .chip.pass{background:var(--pass-soft);color:var(--pass)}.chip.pass .shape{border-radius:50%}
        .chip.review{background:var(--review-soft);color:var(--review)}.chip.review .shape{transform:rotate(45deg) scale(.85)}
        .chip.hold{background:var(--hold-soft);color:var(--hold)}.chip.hold .shape{clip-path:polygon(0 0,38% 0,38% 100%,62% 100%,62% 0,100% 0,100% 100%,0 100%)}
        .chip.stop{background:var(--stop-soft);color:var(--stop)}.chip.stop .shape{clip-path:polygon(30% 0,70% 0,100% 30%,100% 70%,70% 100%,30% 100%,0 70%,0 30%)}
        .chip.unknown{background:var(--unknown-soft);color:var(--unknown)}.chip.unknown .shape{background:none;border:2px dotted currentColor;border-radius:50%}
        .chip.neutral .shape{border-radius:2px}.chip.hit{background:var(--ink);color:var(--card)}.title+.facts{margin-top:14px}.unknown-text{color:var(--unknown);font-weight:600}
        .state{font-size:13px;color:var(--soft);white-space:nowrap}.queue td>.state{display:block;padding:2px 0 0 7px}.late{color:var(--stop);font-weight:600}
        .queue time,.facts time{white-space:nowrap}.queue td .amount{display:block}
        .empty,.message{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:36px 24px;text-align:center}
        .empty p{margin:4px 0}.message{max-width:640px;margin:48px auto;text-align:left}
        .pager{display:flex;justify-content:flex-end;gap:10px;margin-top:14px}
        .crumbs{font-size:14px;margin-bottom:8px}.crumbs a::before{content:"\\2190\\00a0"}
        .case-head{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px 20px;margin-bottom:16px}
        .title{display:flex;flex-wrap:wrap;gap:6px 20px;align-items:baseline;justify-content:space-between}.title h1{margin:0}
        .subject{font-weight:400;color:var(--soft);font-size:16px;overflow-wrap:anywhere}
        .chips{display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;margin:0}.chips .state{margin:0}
        .lead{font-size:17px;line-height:1.45;margin:10px 0 14px;max-width:90ch;text-wrap:pretty}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(192px,1fr));gap:10px 24px;margin:0;padding-top:12px;border-top:1px solid var(--line)}
        dt{font-size:13px;color:var(--soft)}dd{margin:0}.facts dd{font-weight:550}.facts .amount{display:block}
        .columns{display:grid;grid-template-columns:minmax(0,1fr) 340px;gap:16px;align-items:start}.columns.even{grid-template-columns:1fr 1fr;margin-top:16px}
        aside section,.held-payouts,.columns.even section{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 18px;margin-bottom:16px}
        .held-payouts ul{list-style:none;margin:0;padding:0}.held-payouts li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px;padding:5px 0;border-top:1px solid var(--line)}
        .held-payouts li:first-child{border:0}
        .items{list-style:none;margin:0;padding:0}
        .item{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;padding:13px 18px 11px;margin-bottom:10px}
        .item.review{border-left-color:var(--review)}.item.hold{border-left-color:var(--hold)}.item.stop{border-left-color:var(--stop)}\
        .item.unknown{border-left-color:var(--unknown);border-left-style:dashed}
        .item:target{outline:2px solid var(--accent)}
        .item-head{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;align-items:baseline}.item-head h3{font-weight:550}
        .rule{font-variant-numeric:tabular-nums;color:var(--soft);font-weight:500;margin-right:4px;white-space:nowrap}
        .points{font-variant-numeric:tabular-nums;color:var(--soft);font-size:13px;min-width:34px;text-align:right}
        .say{margin:6px 0 8px;max-width:86ch;text-wrap:pretty}.say b,.values dd{font-variant-numeric:tabular-nums}
        .missing{margin:6px 0;color:var(--unknown)}.missing span{font-weight:600}.counterfactual{margin:6px 0}
        details{margin:6px 0}summary{cursor:pointer;color:var(--accent);font-size:14px;width:fit-content;padding:3px 0}
        .values dl,.names{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:4px 20px;margin:4px 0 8px;padding:8px 12px;background:var(--sunk);border-radius:6px}
        .names{grid-template-columns:1fr;background:none;padding:0}.names div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;padding:4px 0;border-top:1px solid var(--line)}
        .names div:first-child{border:0}.names dd{text-align:right;margin-left:auto}
        .tag{font-size:12px;padding:0 6px;border-radius:4px;background:var(--sunk);color:var(--soft);border:1px solid var(--line)}
        .source{display:flex;flex-wrap:wrap;gap:0 14px;margin:6px 0 0;font-size:13px;color:var(--soft)}
        .omitted{padding:10px 18px;color:var(--soft);text-align:center}
        .match{border:1px solid var(--line);border-radius:6px;margin:8px 0;overflow:hidden}
        .match-head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px;padding:8px 12px;background:var(--sunk);font-size:14px}.match-head p{margin:0}
        .scroll{overflow-x:auto}.sides th,.sides td{padding:6px 12px;border-top:1px solid var(--line)}.sides thead th{border:0;padding:6px 12px}
        .sides tbody th{font-weight:500;color:var(--soft);font-size:14px}.sides td{overflow-wrap:anywhere;min-width:96px}
        mark{background:var(--mark);color:inherit;text-decoration:underline;text-decoration-thickness:2px;border-radius:2px}
        .score{padding:8px 12px;border-top:1px solid var(--line);font-size:14px}.meter{display:flex;flex-wrap:wrap;align-items:center;gap:4px 14px;margin:0}
        .track{fill:var(--line)}.fill{fill:var(--stop)}.limit{fill:var(--ink)}
        .sum{width:auto}.sum th,.sum td{padding:2px 16px 2px 0;font-weight:400}.sum tfoot :is(th,td){border-top:1px solid var(--line);font-weight:600}
        .verdict{margin:0 0 14px}.verdict p{margin:0 0 4px}
        .candidate{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;padding:16px 20px;margin-bottom:14px}
        .candidate.review{border-left-color:var(--review)}.candidate.hold{border-left-color:var(--hold)}.candidate.stop{border-left-color:var(--stop)}.candidate.pass{border-left-color:var(--pass)}
        .candidate header{display:flex;flex-wrap:wrap;gap:4px 20px;justify-content:space-between;align-items:baseline}.candidate h2{font-size:18px;margin:0;overflow-wrap:anywhere}
        .total{font-size:19px;font-weight:650;font-variant-numeric:tabular-nums}
        .pair{margin:12px 0;padding:10px 14px;background:var(--sunk);border-radius:6px;display:grid;gap:4px}
        .pair div{display:grid;grid-template-columns:84px minmax(0,1fr);align-items:baseline;gap:12px}.pair dd{font-size:20px;line-height:1.4;letter-spacing:.02em;overflow-wrap:anywhere}
        .terms td,.terms th{padding:6px 12px;border-top:1px solid var(--line)}.terms thead th{border:0}.terms tfoot :is(th,td){border-top:2px solid var(--line)}
        .terms .how{width:46%}.terms .num span{display:inline-block;min-width:64px}.go button{white-space:nowrap}.bar{margin-right:12px;vertical-align:1px}.bar .plus{fill:var(--accent)}.bar .minus{fill:var(--stop)}
        .cleared{background:var(--pass-soft);border-radius:6px;padding:8px 12px;margin:8px 0}
        .timeline{list-style:none;margin:0;padding:0 0 0 16px;border-left:2px solid var(--line)}
        .timeline li{position:relative;padding-bottom:12px}.timeline li::before{content:"";position:absolute;left:-21px;top:7px;width:8px;height:8px;border-radius:50%;background:var(--accent)}
        .timeline p{margin:0;font-size:14px}.when{color:var(--soft)}.timeline .when{font-size:13px}
        .stacked{display:grid;grid-template-columns:1fr 1fr;gap:8px 16px;margin:0 0 12px}.stacked div:nth-child(n+3){grid-column:1/-1}
        .command{display:flex;align-items:center;gap:8px;background:var(--sunk);border-radius:6px;padding:6px 10px;margin:6px 0}.command code{flex:1;font-size:12.5px}
        .command button{min-height:28px;padding:1px 8px;font-size:13px}[hidden]{display:none!important}
        .cards tbody th{font-weight:500}dialog{border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;max-width:90vw}
        @media(max-width:980px){.columns,.columns.even{grid-template-columns:1fr}}
        @media(max-width:680px){main{padding:14px 14px 32px}.top{padding:0 14px;gap:12px}.foot{padding:14px}
        .counters ul{display:grid;grid-template-columns:repeat(3,1fr);width:100%}.counters a{flex-direction:column;gap:0;padding:7px 10px}
        .look>div{flex:1 1 44%}.look .grow{flex-basis:100%;max-width:none}.look select{width:100%;min-width:0}.look .go{flex-basis:100%}
        .queue,.cards{border:0;background:none;display:block}.queue tbody{min-width:0}.queue thead,.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .queue tbody,.cards tbody{display:block}.queue tr,.cards tr{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:10px 14px;margin-bottom:10px}
        .queue tbody>tr>*,.cards tbody>tr>*{display:block;border:0;padding:3px 0;width:auto;min-width:0;text-align:left;white-space:normal}
        .queue tbody th{display:flex;justify-content:space-between;align-items:center;font-size:16px}
        .queue tr,.cards tr{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,.7fr) minmax(0,1.15fr);gap:2px 14px}.queue .due{order:0}.queue .money,.queue .who{order:1}.queue .money{grid-column:span 2}.cards td:nth-child(3){grid-column:span 2}.cards td:nth-child(4){display:none}.queue tbody th,.why,.cards tbody th{grid-column:1/-1}
        td[data-label]::before{content:attr(data-label);display:block;color:var(--soft);font-size:12.5px;font-weight:400}.queue td>.state{display:inline;padding-left:8px}
        .queue .why{padding-bottom:6px}
        .case-head{padding:14px}.lead{font-size:16px}.facts{grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:10px 14px}.facts time,.queue time{white-space:normal}.item{padding:11px 13px}
        .sides thead{position:absolute;clip-path:inset(50%)}.sides tbody tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);padding:6px 0;border-top:1px solid var(--line)}
        .look input{width:100%}.candidate{padding:13px 14px}.pair div{grid-template-columns:1fr;gap:0}.pair dd{font-size:18px}.terms thead{position:absolute;clip-path:inset(50%)}
        .terms tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);border-top:1px solid var(--line);padding:6px 0}.terms :is(td,th),.terms tfoot :is(td,th){border:0;padding:2px 0}
        .terms .how{width:auto}.terms .num{grid-column:1/-1;text-align:left}.terms tbody .num{grid-column:2;white-space:nowrap}.terms .bar{width:64px}
        .sides tbody tr>*{border:0;padding:2px 12px}.sides tbody th{grid-column:1}.sides td:last-child{grid-row:1;grid-column:2;text-align:right;color:var(--soft)}}
        @media(prefers-reduced-motion:no-preference){a,button{transition:border-color .12s,background-color .12s,filter .12s}}
        @media(forced-colors:active){.shape,.severity rect,.timeline li::before{forced-color-adjust:none}.chip{border:1px solid}}
        @media print{.top,.foot,.look,.pager,.crumbs,.command button{display:none}body{background:#fff;font-size:10.5pt}main{max-width:none;padding:0}\
        .columns{display:block}.item,.case-head,aside section{break-inside:avoid}details:not([open]){display:none}}
        """
}
