// Makes the shop's pages quicker to use. Everything works without it.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const letters = new Intl.Segmenter("en", { granularity: "grapheme" });
const length = text => [...letters.segment(text.trim())].length;

// ---- what is for browsers without scripts only
const settle = within => {
  all("[data-nojs]", within).forEach(it => { it.hidden = true; });
  all("[data-countdown],[data-wait]", within).forEach(wait);
};

// ---- product page: counters at once; picture, sum and complaints come from the server
const buy = one("[data-buy]");
if (buy) {
  const gift = one("[data-gift-box]", buy);
  const message = one("#message", buy);
  const count = () => all("[data-count]", buy).forEach(it => {
    it.textContent = `${length(one("#" + it.dataset.count).value)} / ${it.dataset.most}`;
  });
  buy.addEventListener("input", e => {
    count();
    all("fieldset.option", buy).forEach(it => it.classList.toggle("on", all("input", it).some(text => text.value.trim())));
    if (e.target === message && message.value && gift) gift.checked = true;
  });
  all("[data-steps] button", buy).forEach(it => {
    it.addEventListener("click", () => {
      const many = one("input", it.parentElement);
      many.value = Math.min(999, Math.max(1, (parseInt(many.value, 10) || 1) + Number(it.value)));
      many.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  // Enter in a text of ours draws it; it does not leave the page.
  all(".made input", buy).forEach(it => it.addEventListener("keydown", e => { if (e.key === "Enter" && it.type !== "checkbox") e.preventDefault(); }));
  buy.addEventListener("keydown", e => { if (e.key === "Enter" && e.target.id === "zip") { e.preventDefault(); one("#promise button", buy).click(); } });
  document.addEventListener("click", e => {
    const link = e.target.closest("[data-keep]");
    if (!link) return;
    const to = new URL(link.href);
    all(".made input", buy).forEach(it => { if (it.type === "checkbox" ? it.checked : it.value) to.searchParams.set(it.name, it.value); });
    link.href = to;
  });
}

// ---- the basket slides in
const drawer = one("#drawer");
if (drawer) {
  document.body.addEventListener("htmx:afterSwap", e => {
    if (e.detail.target === drawer && !drawer.open) drawer.showModal();
  });
  document.body.addEventListener("htmx:load", e => { if (e.detail.elt.id === "why-slot") one("#why")?.focus(); });
  drawer.addEventListener("click", e => { if (e.target === drawer) drawer.close(); });
}

// ---- a form that must not be sent twice; the server would not mind
all("form[data-once]").forEach(form => form.addEventListener("submit", e => {
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = "yes";
  const button = e.submitter || one("button", form);
  setTimeout(() => { button.disabled = true; button.textContent = form.dataset.once; }, 0);
}));
addEventListener("pageshow", e => { if (e.persisted) location.reload(); });

// ---- six digits are a whole code, typed, pasted or filled in by the phone
const code = one("input.otp");
if (code) {
  code.addEventListener("input", () => {
    const digits = code.value.replace(/\D/g, "");
    if (digits.length === 6 && !code.dataset.sent) { code.value = digits; code.dataset.sent = "yes"; code.form.requestSubmit(); }
  });
  if ("OTPCredential" in window) {
    navigator.credentials.get({ otp: { transport: ["sms"] } }).then(it => { code.value = it.code; code.form.requestSubmit(); }, () => {});
  }
}

// ---- a button that may be pressed in some seconds
function wait(form) {
  let left = Number(form.dataset.wait);
  const text = one("[data-left]", form);
  if (!text || left <= 0) return;
  const tick = setInterval(() => {
    left -= 1;
    text.textContent = text.dataset.left.replace("#", left);
    if (left <= 0) { clearInterval(tick); form.classList.add("ready"); }
  }, 1000);
}

// ---- what is folded on small screens stands open on large ones, also where the style sheet alone cannot do it
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width:861px)").matches) {
  all("details[data-fold]").forEach(it => { it.open = true; });
}

// ---- menus close when the reader goes elsewhere
all("details.pop,details.menu").forEach(it => {
  document.addEventListener("click", e => { if (!it.contains(e.target)) it.open = false; });
  it.addEventListener("keydown", e => { if (e.key === "Escape") { it.open = false; one("summary", it).focus(); } });
});

// ---- what is under way tells its news by itself: by events, or by looking again where they do not get through
const live = one("[data-live]");
if (live) {
  let seen = live.innerHTML, looks = 0, shown = 0, missed = false;
  const lost = () => unsent(live.dataset.cut, true);
  const look = async () => {
    const mine = ++looks;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "manual" });
      away?.remove();
      if (answer.type === "opaqueredirect") return location.reload();
      if (mine === looks) missed = !answer.ok;
      if (!answer.ok) return;
      const text = await answer.text();
      if (mine < shown) return; // a later one has said more
      shown = mine;
      const news = one("[data-live],#track", new DOMParser().parseFromString(text, "text/html"));
      if (news && news.innerHTML !== seen) {
        live.innerHTML = seen = news.innerHTML;
        const told = one("#news");
        if (told) told.textContent = one("h1", live).textContent;
      }
    } catch { if (mine === looks) missed = true; lost(); }
  };
  const events = live.dataset.live ? new EventSource(live.dataset.live) : null;
  events?.addEventListener("news", look);
  setInterval(() => { if (!document.hidden && (missed || events?.readyState !== 1)) look(); }, Number(live.dataset.every || 20) * 1000);
  addEventListener("offline", lost);
  addEventListener("online", look);
}

settle(document);
document.body.addEventListener("htmx:load", e => settle(e.detail.elt));

// ---- suggestions under the search field: a combobox whose list the server writes
all("form[data-suggest]").filter(it => it.offsetParent).forEach(form => { // one at a time is in sight
  const field = one("input[type=search]", form), list = document.createElement("ul");
  let shown = "", timer = 0, at = -1;
  Object.entries({ id: "suggest", role: "listbox", "aria-label": field.getAttribute("aria-label") }).forEach(([k, v]) => list.setAttribute(k, v));
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggest" }).forEach(([k, v]) => field.setAttribute(k, v));
  list.hidden = true;
  form.append(list);
  const close = () => { list.hidden = true; at = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };
  const mark = to => {
    const options = all("[role=option]", list);
    if (!options.length) return;
    at = (to + options.length) % options.length;
    options.forEach((it, i) => it.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", options[at].id);
  };
  const ask = async () => {
    const words = field.value.trim();
    if (words === shown && !list.hidden) return;
    shown = words;
    if (words.length < 2) return close();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`);
      if (!answer.ok || field.value.trim() !== words) return;
      list.innerHTML = await answer.text();
      at = -1;
      if (!one("[role=option]", list) || !form.contains(document.activeElement)) return close(); // who went on is not held up
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
    } catch { close(); }
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  field.addEventListener("keydown", e => {
    if (e.key === "Escape" && !list.hidden) { e.preventDefault(); close(); }
    if (list.hidden) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); mark(e.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1); }
    if (e.key === "Enter" && at >= 0) { e.preventDefault(); one("a", all("[role=option]", list)[at]).click(); }
  });
  form.addEventListener("focusout", e => { if (!form.contains(e.relatedTarget)) setTimeout(close, 150); });
});

// ---- filters that were unfolded stay so when the list is swapped, and the focus stays on what was pressed
let unfolded = false, pressed = "";
document.addEventListener("toggle", e => { if (e.target.matches?.(".facets")) unfolded = e.target.open; }, true);
document.body.addEventListener("htmx:beforeRequest", e => {
  const it = e.detail.requestConfig?.triggeringEvent?.target;
  pressed = it?.name ? `[name="${CSS.escape(it.name)}"]${it.type === "checkbox" ? `[value="${CSS.escape(it.value)}"]` : ""}` : "";
});
document.body.addEventListener("htmx:load", e => {
  const facets = one(".facets", e.detail.elt);
  if (!facets) return;
  if (unfolded) facets.open = true;
  if (pressed) one(pressed, e.detail.elt)?.focus();
});

// ---- what could not be sent is said; the page stays as it is, so nothing that was typed is lost
let away, fading;
function unsent(text, stay) {
  away ??= Object.assign(document.createElement("p"), { className: "toast away" });
  away.setAttribute("role", "alert");
  document.body.append(away);
  away.textContent = text || document.body.dataset.offline;
  clearTimeout(fading);
  if (!stay) fading = setTimeout(() => away.remove(), 8000);
}
addEventListener("submit", e => { if (!navigator.onLine && e.target.method !== "dialog") { e.preventDefault(); e.stopImmediatePropagation(); unsent(); } }, true);
for (const it of ["htmx:sendError", "htmx:timeout"]) document.body.addEventListener(it, () => unsent());
document.body.addEventListener("htmx:responseError", e => { const status = e.detail.xhr?.status; if (status >= 500) unsent(); else if (status === 429) unsent(document.body.dataset.slow); });
addEventListener("online", () => away?.remove());

// ---- the answer to a form has the address of the form's own page: reload and back never ask to send it again
const at = document.body.dataset.at;
if (at) history.replaceState(history.state, "", at);
