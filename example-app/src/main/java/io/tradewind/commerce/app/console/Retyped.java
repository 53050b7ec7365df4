package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/**
 * Puts what somebody typed back into a form that was refused, so that nothing of it is lost: under the browser's session,
 * or, if that had ended, under a key that goes along through the sign-in. It lies in memory for ten minutes. Passwords,
 * files and hidden fields stay as the page has them. Safe for many threads.
 */
final class Retyped {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 200;
    private static final int LONGEST = 100_000;
    private static final Set<String> SECRETS = Set.of("csrf", "password", "again", "proof");
    private static final Set<String> LEFT_ALONE =
            Set.of("hidden", "password", "file", "submit", "button", "image", "reset");

    private final Map<UUID, Kept> kept = new LinkedHashMap<>();

    private record Kept(String action, Map<String, List<String>> fields, Instant until) {}

    /** Keeps what was sent with this request. */
    synchronized void keep(UUID session, Context context) {
        kept.remove(session);
        Map<String, List<String>> fields = new LinkedHashMap<>(context.formParamMap());
        fields.keySet().removeAll(SECRETS);
        long length = fields.values().stream()
                .flatMap(List::stream)
                .mapToLong(String::length)
                .sum();
        if (length <= LONGEST) {
            kept.put(session, new Kept(context.path(), fields, Instant.now().plus(KEPT)));
        }
        while (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** True if something is kept under that key. */
    synchronized boolean has(UUID session) {
        return kept.containsKey(session);
    }

    private synchronized Kept take(UUID session) {
        Kept it = kept.remove(session);
        return it == null || it.until().isBefore(Instant.now()) ? new Kept("", Map.of(), Instant.EPOCH) : it;
    }

    /** The page with its form filled in as it was sent; as it is if nothing is kept or no form is the one. */
    String into(UUID session, String html) {
        Kept sent = take(session);
        if (sent.fields().isEmpty()) {
            return html;
        }
        Document page = Jsoup.parse(html, "", Parser.htmlParser().settings(ParseSettings.preserveCase));
        page.outputSettings().prettyPrint(false);
        List<Element> forms = page.select("form").stream()
                .filter(it -> leadsTo(it, sent.action()) && isAbout(it, sent.fields()))
                .toList();
        if (forms.size() != 1) {
            return html;
        }
        fill(forms.get(0), sent.fields());
        return page.outerHtml();
    }

    private static boolean leadsTo(Element form, String path) {
        return form.attr("action").equals(path)
                || !form.select("[formaction=\"" + path + "\"]").isEmpty();
    }

    /** Of several forms for several things, the one whose thing it was. */
    private static boolean isAbout(Element form, Map<String, List<String>> fields) {
        return form.select("input[type=hidden]").stream()
                .filter(it -> !Set.of("csrf", "version", "key").contains(it.attr("name")))
                .allMatch(it -> fields.getOrDefault(it.attr("name"), List.of()).contains(it.attr("value")));
    }

    private static void fill(Element form, Map<String, List<String>> fields) {
        Map<String, List<String>> left = new LinkedHashMap<>();
        fields.forEach((name, values) -> left.put(name, new ArrayList<>(values)));
        for (Element each : form.select("input[name], textarea[name], select[name]")) {
            List<String> values = left.get(each.attr("name"));
            String type = each.attr("type");
            if ((values == null && !type.equals("checkbox")) || LEFT_ALONE.contains(type)) {
                continue;
            }
            if (type.equals("checkbox") || type.equals("radio")) {
                String value = each.hasAttr("value") ? each.attr("value") : "on";
                each.attr("checked", values != null && values.contains(value));
            } else if (values != null && each.normalName().equals("select")) {
                each.select("option").forEach(it -> it.attr("selected", values.contains(it.val())));
            } else if (values != null && !values.isEmpty()) {
                each.val(values.remove(0));
            }
        }
        form.parents().select("details").attr("open", "");
    }
}
