/// The style sheet of a digest page.
enum HTMLStyle {
    /// Contrast of text on its ground is at least 4.5 to 1 in both schemes (WCAG 2.2, 1.4.3).
    static let sheet = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1c1b1a;--soft:#5d5a55;--line:#dedbd5;--accent:#9b2416;\
        --link:#1a4f8b;--chip:#f3f1ec;--ins:#e2f2e4;--insink:#14532d;--del:#fae5e2;--delink:#8a1f11;--bar:#35587d}
        @media (prefers-color-scheme:dark){:root{--paper:#16171a;--ink:#e9e7e2;--soft:#a9a59d;--line:#35363b;\
        --accent:#ee8f7c;--link:#9cc4f2;--chip:#24262b;--ins:#173a24;--insink:#a9e5ba;--del:#47201a;--delink:#f5b5a9;\
        --bar:#86aad1}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0 auto;max-width:46rem;padding:2.5rem 1.25rem 3rem;background:var(--paper);color:var(--ink);\
        font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif;overflow-wrap:anywhere}
        a{color:var(--link);text-underline-offset:.15em}
        h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0;padding:0}
        h1,h3{font-family:Georgia,"Noto Serif","Source Serif 4","Times New Roman",serif;text-wrap:balance}
        :lang(ja),:lang(zh){line-break:strict}
        :lang(ko){word-break:keep-all}
        .top{padding-bottom:1.75rem;border-bottom:3px double var(--line)}
        .kicker{font-size:.8125rem;font-weight:600;letter-spacing:.08em;text-transform:uppercase;color:var(--accent)}
        h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,2.5rem);line-height:1.15;font-weight:700;margin:.35rem 0 .75rem}
        .window{color:var(--soft);font-size:.9375rem}
        .top .summary{margin-top:.75rem;font-size:1.125rem}
        section,.contents{margin-top:2.75rem}
        h2{font-size:.875rem;line-height:1.4;font-weight:700;letter-spacing:.06em;text-transform:uppercase;\
        color:var(--soft);padding-bottom:.5rem;border-bottom:1px solid var(--line)}
        .count{font-weight:400;letter-spacing:0;font-variant-numeric:tabular-nums}
        .contents ol{padding:.75rem 0 0 1.6rem}
        .contents li{padding:.2rem 0 .2rem .25rem}
        .contents li::marker{color:var(--soft);font-variant-numeric:tabular-nums}
        .contents a{text-decoration:none}
        .contents a:hover{text-decoration:underline}
        .contents [dir=rtl]{display:inline-block}
        .story{padding:1.75rem 0;border-bottom:1px solid var(--line);scroll-margin-top:1rem}
        .story:last-child,.miss:last-child{border-bottom:0}
        h3{font-size:1.375rem;line-height:1.3;font-weight:700}
        h3 a{color:inherit;text-decoration:none}
        h3 a:hover{text-decoration:underline;text-decoration-thickness:.08em}
        .meta{margin-top:.4rem;color:var(--soft);font-size:.9rem}
        .meta b{color:var(--ink);font-weight:600}
        .text{margin-top:.75rem}
        .tags{display:flex;flex-wrap:wrap;gap:.4rem;margin-top:.85rem;list-style:none}
        .tags li{padding:.1rem .6rem;border-radius:1rem;background:var(--chip);font-size:.8125rem}
        .facts{margin-top:1rem;font-size:.9375rem;line-height:1.5}
        .facts{display:grid;grid-template-columns:8rem 1fr;gap:.7rem 1rem}
        .facts dt{color:var(--soft)}
        .facts ul{list-style:none}
        .facts li+li{margin-top:.3rem}
        .new{margin-left:.15em;padding:0 .35em;border:1px solid var(--accent);border-radius:.25em;color:var(--accent);\
        font-size:.75em;font-weight:600}
        .aside{color:var(--soft);font-size:.875em}
        q{quotes:"\\201C" "\\201D"}
        ins{background:var(--ins);color:var(--insink);text-decoration:underline;text-decoration-thickness:1px;\
        text-underline-offset:.2em;padding:0 .1em;border-radius:.15em}
        del{background:var(--del);color:var(--delink);text-decoration:line-through;padding:0 .1em;border-radius:.15em}
        .mark{margin-top:1rem;color:var(--soft);font:.8125rem/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,\
        "Noto Sans Mono",monospace}
        .miss{padding:1.1rem 0;border-bottom:1px solid var(--line)}
        .miss h3{font-size:1.0625rem}
        .miss .mark{margin-top:.5rem}
        .why,.lead,.more,.quiet{font-size:.9375rem}
        .why{margin-top:.4rem}
        .lead,.more{margin-top:.75rem;color:var(--soft)}
        .quiet{margin-top:2.5rem;padding:1.5rem;background:var(--chip);border-radius:.5rem}
        .troubles{list-style:none;font-size:.9375rem}
        .troubles li{padding:.75rem 0;border-bottom:1px solid var(--line)}
        .troubles li:last-child{border-bottom:0}
        .state{color:var(--accent)}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(5rem,1fr));gap:1rem .9rem;\
        padding:1.25rem 0 0;list-style:none}
        .figures li{color:var(--soft);font-size:.8125rem}
        .figures b{display:block;color:var(--ink);font:600 1.5rem/1.2 Georgia,"Noto Serif",serif;font-variant-numeric:tabular-nums}
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:2rem;\
        margin-top:2rem;align-items:start}
        figcaption{font-weight:600;font-size:.9375rem;margin-bottom:.5rem}
        svg{display:block;width:100%;height:auto;overflow:visible}
        svg text{fill:var(--ink);font-size:13.5px;font-family:inherit}
        .solid{fill:var(--bar)}
        .outlined{fill:none;stroke:var(--bar);stroke-width:1.5}
        .legend{margin-top:1rem;color:var(--soft);font-size:.8125rem}
        .legend svg{display:inline-block;width:22px;height:10px;margin-left:.75rem}
        .legend svg:first-child{margin-left:0}
        footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.8125rem}
        @media (max-width:34rem){body{padding-top:1.5rem}.facts{grid-template-columns:1fr;gap:0}.facts dd+dt{margin-top:.7rem}}
        @media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#000;--link:#000;--chip:#fff;\
        --ins:#fff;--insink:#000;--del:#fff;--delink:#000;--bar:#444}html{font-size:9.5pt}body{max-width:none;padding:0;font-size:1rem}\
        section{margin-top:1.75rem}.story{padding:1.1rem 0}.top{padding-bottom:1rem}figure{max-width:20rem}\
        .story,.miss,figure,.troubles li{break-inside:avoid}h2,h3{break-after:avoid}.tags li{border:1px solid #bbb}\
        .contents{display:none}}
        """
}
