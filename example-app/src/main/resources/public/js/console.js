// Makes the console quicker to use. Everything works without it.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const words = document.body.dataset;
const typing = it => it.matches("input,select,textarea");

all(".rail [aria-current],.tabs [aria-current]").forEach(it => it.scrollIntoView({ block: "nearest", inline: "nearest" }));

// ---- copy buttons
all("[data-copy]").forEach(button => {
  button.hidden = !navigator.clipboard; // only where the page came by TLS or from this machine
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(one(button.dataset.copy).textContent.trim());
    if (!button.dataset.done) button.append(" ✓");
    button.dataset.done = "1";
  });
});

// ---- what is folded opens when a link leads to it
const unfold = hash => {
  const fold = hash && document.getElementById(hash.slice(1));
  if (!fold || !fold.matches("details")) return;
  fold.open = true;
  one("input:not([type=hidden]),textarea,select", fold)?.focus({ preventScroll: true });
};
document.addEventListener("click", event => setTimeout(unfold, 0, event.target.closest("a")?.hash)); // following the link takes the focus away
unfold(location.hash);

const amount = (cents, currency) => new Intl.NumberFormat(document.documentElement.lang === "de" ? "de" : "en", { style: "currency", currency }).format(cents / 100);
// ---- refund: the whole of a part by one press, and the sum on the button
all("[data-fill]").forEach(button => {
  const field = document.getElementById(button.dataset.fill);
  button.hidden = field.disabled;
  button.addEventListener("click", () => {
    field.value = button.dataset.amount;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
});
all("[data-sum]").forEach(form => form.addEventListener("input", () => {
  const cents = text => Math.round(Number(text.replace(",", ".")) * 100) || 0;
  const sum = all("input[inputmode=decimal]", form).reduce((all, field) => all + cents(field.value), 0);
  const button = one("[data-sum-button]", form);
  button.dataset.words ??= button.textContent;
  button.textContent = sum > 0 ? `${button.dataset.sumButton} ${amount(sum, form.dataset.currency)}` : button.dataset.words;
  one("[data-sum-over]", form).hidden = sum <= cents(form.dataset.sum);
}));

// ---- command palette: Ctrl K
const jump = all("[data-jump]");
let palette;
const open = () => {
  palette ??= build();
  palette.showModal();
  const field = one("input", palette);
  field.value = "";
  field.dispatchEvent(new Event("input"));
};
const build = () => {
  const box = document.createElement("dialog");
  box.className = "palette";
  box.setAttribute("aria-label", words.wJump);
  const field = Object.assign(document.createElement("input"), { type: "text", placeholder: words.wHint });
  const list = Object.assign(document.createElement("ul"), { id: "hits" });
  Object.entries({ role: "combobox", "aria-label": words.wJump, "aria-expanded": "true", "aria-controls": "hits", autocomplete: "off" })
    .forEach(([k, v]) => field.setAttribute(k, v));
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.wPlaces);
  box.append(field, list);
  document.body.append(box);
  let at = 0, asked = 0, timer, current = false, wanted = false; // wanted: Enter was pressed before the places had come
  const follow = () => { const row = all("[role=option]", list)[at]; if (row) location.href = row.dataset.path; };
  const mark = () => all("[role=option]", list).forEach((it, i) => {
    it.setAttribute("aria-selected", i === at);
    if (i === at) { field.setAttribute("aria-activedescendant", it.id); it.scrollIntoView({ block: "nearest" }); }
  });
  const ask = async () => {
    const turn = ++asked, typed = field.value;
    const answer = await fetch("/admin/jump?q=" + encodeURIComponent(typed.trim()));
    if (!answer.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...all("li", page));
    all("[role=option]", list).forEach(row => row.addEventListener("click", () => { location.href = row.dataset.path; }));
    at = 0;
    current = typed === field.value;
    mark();
    if (current && wanted && box.open) follow();
  };
  field.addEventListener("input", () => { current = wanted = false; clearTimeout(timer); timer = setTimeout(ask, field.value ? 120 : 0); });
  field.addEventListener("keydown", event => {
    const rows = all("[role=option]", list);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (current) follow();
      else wanted = true;
    }
  });
  box.addEventListener("click", event => { if (event.target === box) box.close(); });
  return box;
};
jump.forEach(it => it.addEventListener("focus", () => { it.blur(); open(); }));

// ---- lists: j, k, x, Enter, /
const table = one("[data-rows]");
const rows = () => table ? all("tbody tr", table) : [];
let here = -1;
const go = to => {
  const list = rows();
  if (!list.length) return;
  list[here]?.classList.remove("here");
  here = Math.max(0, Math.min(list.length - 1, to));
  list[here].classList.add("here");
  one("a", list[here])?.focus({ preventScroll: true });
  list[here].scrollIntoView({ block: "nearest" });
};
if (table) all("[data-keyhelp]").forEach(it => { it.hidden = false; });
document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && jump.length) {
    event.preventDefault();
    open();
  } else if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || one("dialog[open]")) {
    return;
  } else if (event.key === "/" && one("[data-find]")) {
    event.preventDefault();
    one("[data-find]").focus();
  } else if (table && event.key === "j") {
    go(here + 1);
  } else if (table && event.key === "k") {
    go(here - 1);
  } else if (table && event.key === "x" && here >= 0) {
    one("input[type=checkbox]", rows()[here])?.click();
  }
});
const chosen = one("[data-chosen]");
if (chosen) {
  document.addEventListener("change", () => {
    const n = all("[data-rows] input:checked").length;
    chosen.textContent = n ? words.wChosen.replace("#", n) : words.wNone;
  });
}

// ---- reads the page anew; an older answer never hides what a later one has said, and what was missed is asked for again
const reading = (show, headers) => {
  let asked = 0, shown = 0;
  const look = async () => {
    const mine = ++asked;
    let page;
    try {
      const answer = await fetch(location.href, { headers });
      if (answer.status >= 500) throw answer;
      if (!answer.ok || answer.redirected) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      if (mine === asked) setTimeout(look, 5000);
      return;
    }
    if (mine < shown) return;
    shown = mine;
    show(page);
  };
  return look;
};

// ---- lists that keep themselves up to date: rows change in place and never move under the hand
const live = one("[data-live]");
if (live) {
  const key = row => one("a", row)?.getAttribute("href");
  const read = reading(page => {
    const fresh = one("[data-live]", page);
    if (!fresh) return;
    const now = new Map(all("tbody tr", live).map(row => [key(row), row]));
    let more = 0;
    all("tbody tr", fresh).forEach(row => {
      const old = now.get(key(row));
      if (!old) { more++; return; }
      [...row.cells].forEach((cell, i) => {
        if (!one("input", cell) && old.cells[i] && old.cells[i].innerHTML !== cell.innerHTML && !old.cells[i].contains(document.activeElement)) {
          old.cells[i].replaceChildren(...cell.childNodes);
          old.classList.add("fresh");
        }
      });
    });
    let note = one("[data-more]");
    if (more && !new URL(location.href).searchParams.get("after")) {
      if (!note) {
        note = Object.assign(document.createElement("p"), { className: "more" });
        note.dataset.more = "";
        note.setAttribute("role", "status");
        const link = Object.assign(document.createElement("a"), { className: "btn ghost sm", href: location.href });
        note.append(link);
        live.closest(".card").before(note);
      }
      one("a", note).textContent = more === 1 ? words.wNew : words.wNews.replace("#", more);
    }
  }, { "X-Live": "1" });
  const look = () => { if (!document.hidden) read(); };
  const after = new URL(location.href).searchParams.get("after");
  const told = new EventSource(live.dataset.live + (after ? "&after=" + encodeURIComponent(after) : "") + "&last=" + encodeURIComponent(live.dataset.state));
  told.addEventListener("news", look);
  document.addEventListener("visibilitychange", look);
}

// ---- pages that hear when they have changed; they come anew when what they show is another page
const news = one("[data-news]");
const renew = (old, fresh) => {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  if (held && !held.matches("a[href]")) { // somebody is at it: only the numbers change
    all("progress,b.num,.big", old).forEach((it, i) => it.replaceWith(all("progress,b.num,.big", fresh)[i] ?? it));
    return;
  }
  const open = all("details", old).map(it => it.open);
  old.replaceChildren(...fresh.childNodes);
  all("details", old).forEach((it, i) => { it.open = open[i] ?? it.open; });
  if (held) one(`a[href="${CSS.escape(held.getAttribute("href"))}"]`, old)?.focus({ preventScroll: true });
};
if (news) {
  const heard = new EventSource(news.dataset.news + (news.dataset.news.includes("?") ? "&" : "?") + "last=" + encodeURIComponent(news.dataset.state));
  const sign = on => all("[data-live-sign]").forEach(it => { it.hidden = !on; });
  heard.addEventListener("open", () => sign(true));
  heard.addEventListener("error", () => sign(false));
  heard.addEventListener("news", reading(page => {
    const fresh = one("[data-news]", page);
    if (!fresh) { heard.close(); location.reload(); return; }
    renew(news, fresh);
    sign(heard.readyState === EventSource.OPEN);
  }));
}

// ---- bench: keys press the buttons that name them; tones besides words and colour; the scan field has the focus
let sound;
const tone = well => {
  if (!navigator.userActivation?.hasBeenActive) return;
  sound ??= new AudioContext();
  const voice = sound.createOscillator(), loud = sound.createGain();
  voice.frequency.value = well ? 1040 : 220;
  loud.gain.value = 0.08;
  voice.connect(loud).connect(sound.destination);
  voice.start();
  voice.stop(sound.currentTime + (well ? 0.08 : 0.5));
};
const arrive = () => {
  const said = one("[data-tone]");
  if (said) tone(said.dataset.tone === "ok");
  (one("[autofocus]:not(:disabled)") ?? one("[data-bench] input[name=code]"))?.focus();
  const weight = one("input[name=kg]");
  if (weight?.value) weight.select(); // what was refused is typed over
};
if (one("[data-bench]")) {
  document.addEventListener("keydown", event => {
    const button = one(`[data-key="${event.key}"]`);
    if (button && !event.repeat && !(event.key === "Escape" && typing(event.target) && event.target.value)) {
      event.preventDefault();
      button.click();
      const fields = button.closest("details");
      if (fields?.open) one("input:not([type=hidden])", fields)?.select();
    }
  });
  // scans are answered without loading the page anew; what a scanner types meanwhile goes on in the next page, but a whole scan
  // is not kept: it could say yes to a lettering that nobody has read
  const scanned = "input[name=code]:not([type=hidden])";
  let busy = false, early = false;
  document.addEventListener("submit", async event => {
    const form = event.target.closest("form");
    if (!form.matches("[data-quick]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form)), field = one(scanned, form);
    if (field) field.value = "";
    if (busy) {
      if (field) { early = true; tone(false); }
      return;
    }
    busy = true;
    // one press prints: the window is opened by the press itself and filled when the parcel is booked
    const sheet = form.dataset.opens && window.open("about:blank", form.dataset.opens);
    let answer, page;
    try {
      answer = await fetch(form.action, { method: "POST", body });
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      sheet?.close();
      location.reload(); // whether it was counted stands on the page
      return;
    }
    if (!one("[data-bench]", page)) { sheet?.close(); location.href = answer.url; return; }
    const typed = one(scanned)?.value;
    document.body.replaceChildren(...page.body.childNodes);
    busy = false;
    arrive();
    const next = one(scanned + ":not([data-reads])"), said = one("[data-early]");
    if (next && typed) next.value = typed;
    if (early && said) { said.hidden = false; tone(false); }
    early = false;
    const papers = sheet && one("[data-papers]");
    if (papers) sheet.location = papers.href;
    else sheet?.close();
  });
  document.addEventListener("focusout", () => setTimeout(() => {
    if (document.activeElement === document.body && !one("details[open]")) one("[data-bench] input[name=code]")?.focus();
  }, 50));
  arrive();
}
