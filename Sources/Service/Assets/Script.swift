/// The one script. Pages work without it; with it they have keys, copy buttons, forms that send themselves, and regions
/// that stay fresh while the tab is visible.
enum Script {
    static let text: StaticString = #"""
        (() => {
          "use strict";
          const all = (selector, root = document) => [...root.querySelectorAll(selector)];

          const dress = root => {
            for (const button of all("[data-copy]", root)) {
              button.hidden = false;
              button.onclick = async () => {
                const word = button.textContent;
                try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
                button.textContent = button.dataset.done;
                setTimeout(() => { button.textContent = word; }, 1500);
              };
            }
          };
          for (const select of all("select[data-submit]")) {
            select.onchange = () => select.form.requestSubmit();
            select.form.querySelector("button").hidden = true;
          }
          for (const select of all(".filters select")) select.onchange = () => select.form.requestSubmit();
          for (const form of all(".filters")) {
            form.querySelector("button").hidden = true;
            form.onsubmit = () => { for (const field of form.elements) if (field.name && !field.value) field.disabled = true; };
          }
          addEventListener("pageshow", () => { for (const field of all(".filters [disabled]")) field.disabled = false; });

          let at = -1;
          const move = step => {
            const rows = all("[data-row]");
            if (!rows.length) return;
            at = Math.min(rows.length - 1, Math.max(0, at + step));
            for (const row of rows) delete row.dataset.at;
            rows[at].dataset.at = "";
            rows[at].querySelector("a").focus();
            rows[at].scrollIntoView({ block: "nearest" });
          };
          const keys = {
            j: () => move(1),
            k: () => move(-1),
            "/": () => document.querySelector("#q")?.focus(),
            u: () => document.querySelector("[data-back]")?.click(),
            t: () => document.querySelector("#timeline")?.focus(),
            "?": () => { const help = document.querySelector("[data-keys]"); help.open = !help.open; help.scrollIntoView(); },
          };
          addEventListener("keydown", event => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.target.closest("input,select,textarea,dialog")) return;
            const action = keys[event.key];
            if (action) { event.preventDefault(); action(); }
          });

          const regions = all("[data-live]");
          let tag = null;
          const refresh = async () => {
            if (document.hidden || document.activeElement?.closest("[data-live]")) return;
            let reply;
            try { reply = await fetch(location.href, { headers: tag ? { "If-None-Match": tag } : {} }); } catch { return; }
            if (reply.status !== 200) return;
            tag = reply.headers.get("ETag");
            const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
            for (const region of regions) {
              const next = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
              if (next && next.innerHTML !== region.innerHTML) { region.replaceChildren(...next.childNodes); dress(region); }
            }
          };
          if (regions.length) setInterval(refresh, 15000);
          for (const help of all("[data-keys]")) help.hidden = false;
          dress(document);
        })();
        """#
}
