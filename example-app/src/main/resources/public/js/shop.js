// Makes the shop's pages quicker to use. Everything works without it.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const letters = new Intl.Segmenter("en", { granularity: "grapheme" });
const length = text => [...letters.segment(text.trim())].length;

// ---- product page: counters, live engraving, sum, and what is typed survives the choice of a variant
const buy = one("[data-buy]");
if (buy) {
  const fields = all("[data-line]", buy);
  const gift = one("[data-gift-box]", buy);
  const message = one("#message", buy);
  const drawing = one("[data-stage] .lettering");
  const sum = one("[data-sum]", buy);
  all("[data-nojs]", buy).forEach(it => { it.hidden = true; });

  const draw = () => {
    const lines = fields.map(it => it.value.trim()).filter(it => it);
    if (!drawing) return;
    all("[data-stage] .marks").forEach(it => lines.length ? it.setAttribute("display", "none") : it.removeAttribute("display"));
    const { x, y, width, largest, ink } = drawing.dataset;
    const longest = Math.max(1, ...fields.map(it => [...it.value].length));
    const size = Math.max(7, Math.min(Number(largest), Number(width) / (0.41 * longest)));
    drawing.replaceChildren(...lines.flatMap((line, i) => {
      const top = Number(y) + (i - (lines.length - 1) / 2) * size * 1.12;
      return [[top - 0.7, "#000", ".35"], [top, ink, "1"]].map(([at, fill, opacity]) => {
        const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
        Object.entries({ x, y: at, "font-size": size, fill, opacity }).forEach(([k, v]) => text.setAttribute(k, v));
        text.textContent = line;
        return text;
      });
    }));
  };
  const count = () => all("[data-count]", buy).forEach(it => {
    it.textContent = `${length(one("#" + it.dataset.count).value)} / ${it.dataset.most}`;
  });
  const add = () => {
    if (!sum) return;
    let cents = Number(buy.dataset.price);
    if (fields.some(it => it.value.trim())) cents += Number(buy.dataset.engraving);
    if (gift && gift.checked) cents += Number(buy.dataset.gift);
    sum.textContent = sum.textContent.replace(/[\d.,]+/, (cents / 100).toFixed(2));
  };
  const look = () => { draw(); count(); add(); };
  buy.addEventListener("input", look);
  buy.addEventListener("change", look);
  if (message) message.addEventListener("input", () => { if (message.value && gift) gift.checked = true; });
  // Enter in a text of ours draws it; it does not leave the page.
  fields.concat(message ? [message] : []).forEach(it => it.addEventListener("keydown", e => { if (e.key === "Enter") e.preventDefault(); }));
  all("[data-keep]").forEach(link => link.addEventListener("click", () => {
    const to = new URL(link.href);
    fields.forEach(it => { if (it.value) to.searchParams.set(it.name, it.value); });
    if (gift && gift.checked) to.searchParams.set("gift", "1");
    if (message && message.value) to.searchParams.set("message", message.value);
    link.href = to;
  }));
  look();
}

// ---- a form that must not be sent twice; the server would not mind
all("form[data-once]").forEach(form => form.addEventListener("submit", e => {
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = "yes";
  const button = e.submitter || one("button", form);
  setTimeout(() => { button.disabled = true; button.textContent = form.dataset.once; }, 0);
}));
addEventListener("pageshow", e => { if (e.persisted) location.reload(); });

// ---- six digits are a whole code
const code = one("input.otp");
if (code) code.addEventListener("input", () => {
  if (/^\d{6}$/.test(code.value.trim()) && !code.dataset.sent) { code.dataset.sent = "yes"; code.form.requestSubmit(); }
});

// ---- seconds that pass
all("[data-countdown]").forEach(it => {
  let left = Number(it.dataset.countdown);
  const tick = setInterval(() => {
    left -= 1;
    it.textContent = left > 0 ? `${left} s` : "a moment; reload the page";
    if (left <= 0) clearInterval(tick);
  }, 1000);
});

// ---- the summary of an order is folded on small screens
all("details[data-fold]").forEach(it => { if (matchMedia("(max-width:860px)").matches) it.open = false; });

// ---- an order that is under way tells its news by itself
const live = one("[data-live]");
if (live) {
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const news = one("[data-live]", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (news && news.innerHTML !== live.innerHTML) live.innerHTML = news.innerHTML;
    } catch { /* the next look may work */ }
  };
  setInterval(() => { if (!document.hidden) look(); }, Number(live.dataset.live) * 1000);
}
