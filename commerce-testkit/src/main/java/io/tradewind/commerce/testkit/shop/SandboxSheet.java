package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.plugin.PluginCall;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.shop.PluginShop.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The page of a {@link PluginSandbox}. */
record SandboxSheet(
        PaymentHarness harness,
        PluginShop shop,
        Set<String> instruments,
        Set<String> faults,
        List<Attempt> attempts,
        int webhooks,
        String said) {
    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
            table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .6rem; vertical-align: top;
              border-bottom: 1px solid #ccc } form { display: inline } pre { white-space: pre-wrap; overflow-wrap: anywhere }
            button, select { font: inherit; margin: .1rem } .said { background: #fff3c4; padding: .5rem 1rem }
            """;

    String html() {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>")
                .append(escaped(harness.code()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style><h1>A shop with ")
                .append(escaped(harness.plugin().info().id()))
                .append("</h1>");
        if (!said.isEmpty()) {
            page.append("<p class=said role=status>").append(escaped(said)).append("</p>");
        }
        settings(page);
        page.append("<h2>A buyer pays, and it…</h2>");
        instruments.forEach(it -> page.append(button("buy", it, Map.of("instrument", it))));
        if (shop.line().isPresent()) {
            page.append("<h2>The next request that may move money…</h2>");
            faults.forEach(it -> page.append(button("fault", it, Map.of("fault", it))));
        }
        page.append("<h2>Time passes</h2>");
        page.append(button("pass", "a minute", Map.of("time", "PT1M")))
                .append(button("pass", "an hour", Map.of("time", "PT1H")))
                .append(button("pass", "a day", Map.of("time", "P1D")));
        attempts(page);
        webhooks(page);
        calls(page);
        return page.append("</html>").toString();
    }

    private void settings(StringBuilder page) {
        shop.line().ifPresent(line -> {
            page.append("<p>Other shops on this machine can pay here too, with these settings:</p><table>");
            harness.settings(line.address())
                    .forEach((name, value) -> row(page, escaped(name), "<code>" + escaped(value) + "</code>"));
            page.append("</table>");
        });
    }

    private void attempts(StringBuilder page) {
        page.append("<h2>Buyers</h2><table><tr><th>Buyer<th>Is told<th>Money moved<th>");
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt attempt = attempts.get(i);
            Placement now = shop.status(attempt);
            StringBuilder moves = new StringBuilder();
            Map<String, String> which = Map.of("attempt", String.valueOf(i));
            if (now instanceof Placement.ActionRequired) {
                moves.append(button("approve", "approves and comes back", which))
                        .append(button("close", "approves and closes the browser", which))
                        .append(button("fail", "fails and comes back", which));
            } else if (now instanceof Placement.Confirming) {
                moves.append(button("settle", "the money comes", which));
            } else if (now instanceof Placement.Placed) {
                moves.append(button("refund", "gets EUR 1.00 back", which));
            }
            if (shop.provider().webhooks().isPresent()) {
                moves.append(button("webhook", "write a webhook", which));
            }
            row(page, String.valueOf(i + 1), escaped(told(now)), moved(attempt), moves.toString());
        }
        page.append("</table>");
    }

    private static String told(Placement now) {
        if (now instanceof Placement.Placed it) {
            return "Thank you, order " + it.order().number() + ", " + it.order().total();
        } else if (now instanceof Placement.ActionRequired it) {
            return it.action().toString();
        }
        return now instanceof Placement.Refused it
                ? it.message()
                : "We are confirming your payment, please do not pay again";
    }

    private String moved(Attempt attempt) {
        return shop.provider().counts() ? shop.provider().effects(shop.operation(attempt)) + " ×" : "";
    }

    private void webhooks(StringBuilder page) {
        if (webhooks == 0) {
            return;
        }
        page.append("<h2>Webhooks, to be sent in any order</h2><table>");
        for (int i = 0; i < webhooks; i++) {
            Map<String, String> which = Map.of("webhook", String.valueOf(i));
            row(
                    page,
                    String.valueOf(i + 1),
                    button("send", "send", which)
                            + button("twice", "send twice", which)
                            + button("forge", "forge", which));
        }
        page.append("</table>");
    }

    private void calls(StringBuilder page) {
        page.append("<h2>Calls</h2><table><tr><th>Call<th>Outcome<th>");
        for (PluginCall call : shop.commerce().plugins().calls(PluginShop.ACCOUNT)) {
            row(
                    page,
                    escaped(call.call()),
                    escaped(call.outcome() + " " + call.diagnostic()),
                    "<details><summary>what was said</summary><pre>" + escaped(call.request() + "\n\n" + call.answer())
                            + "</pre></details>");
        }
        page.append("</table>");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(cell);
        }
    }

    private static String button(String action, String label, Map<String, String> fields) {
        StringBuilder form = new StringBuilder("<form method=post action=/" + action + ">");
        fields.forEach((name, value) -> form.append("<input type=hidden name=")
                .append(name)
                .append(" value=\"")
                .append(escaped(value))
                .append("\">"));
        return form + "<button>" + escaped(label) + "</button></form>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
