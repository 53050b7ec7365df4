package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Lang;
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
 * or, if that had ended, under a key that goes along through the sign-in. The field that was wrong is marked, has the
 * focus, and says why. Where somebody else was quicker to save, the fields show what is saved, and below a field stands
 * what was typed there. It lies in memory for ten minutes. Passwords, files and hidden fields stay as the page has them.
 * Safe for many threads.
 */
final class Retyped {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 200;
    private static final int LONGEST = 100_000;
    private static final String WRONG = "what-is-wrong";
    private static final Set<String> SECRETS = Set.of("csrf", "password", "again", "proof");
    private static final Set<String> AROUND = Set.of("select", "check", "box");
    private static final Set<String> LEFT_ALONE =
            Set.of("hidden", "password", "file", "submit", "button", "image", "reset");

    private final Map<UUID, Kept> kept = new LinkedHashMap<>();

    private record Kept(String action, Map<String, List<String>> fields, String wrong, boolean stale, Instant until) {}

    /** Keeps what was sent with this request, and why it was refused. */
    synchronized void keep(UUID session, Context context, Declined why) {
        kept.remove(session);
        Map<String, List<String>> fields = new LinkedHashMap<>(context.formParamMap());
        fields.keySet().removeAll(SECRETS);
        long length = fields.values().stream()
                .flatMap(List::stream)
                .mapToLong(String::length)
                .sum();
        if (length <= LONGEST) {
            kept.put(
                    session,
                    new Kept(
                            context.path(),
                            fields,
                            why.field(),
                            why.isStale(),
                            Instant.now().plus(KEPT)));
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
        return it == null || it.until().isBefore(Instant.now()) ? new Kept("", Map.of(), "", false, Instant.EPOCH) : it;
    }

    /** The page with its form filled in as it was sent; as it is if nothing is kept or no form is the one. */
    String into(UUID session, String html, Lang lang) {
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
        Element form = forms.get(0);
        fill(form, sent.fields(), sent.stale(), lang);
        mark(page, form, sent.wrong());
        return page.outerHtml();
    }

    /** Says beside the field what the page says on top, in the page's language. */
    private static void mark(Document page, Element form, String name) {
        Element said = page.selectFirst(".notice[role=alert]");
        Element field = name.isEmpty() || said == null ? null : form.selectFirst("[name=\"" + name + "\"]");
        if (field == null || said == null) {
            return;
        }
        page.select("[autofocus]").removeAttr("autofocus");
        field.attr("autofocus", true).attr("aria-invalid", "true").attr("aria-describedby", WRONG);
        below(field).addClass("err").attr("id", WRONG).text(said.text());
        unfold(field);
    }

    /** What is folded around it; other things that are folded stay so. */
    private static void unfold(Element within) {
        within.parents().stream()
                .filter(it -> it.normalName().equals("details"))
                .forEach(it -> it.attr("open", ""));
    }

    /** A new line below a field, its label and its arrow. */
    private static Element below(Element field) {
        Element last = field;
        Element around = field.parent();
        while (around != null && around.classNames().stream().anyMatch(AROUND::contains)) {
            last = around;
            around = around.parent();
        }
        Element line = new Element("span");
        last.after(line);
        return line;
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

    private static void fill(Element form, Map<String, List<String>> fields, boolean beside, Lang lang) {
        Map<String, List<String>> left = new LinkedHashMap<>();
        fields.forEach((name, values) -> left.put(name, new ArrayList<>(values)));
        for (Element each : form.select("input[name], textarea[name], select[name]")) {
            List<String> values = left.get(each.attr("name"));
            String type = each.attr("type");
            if ((values == null && !type.equals("checkbox")) || LEFT_ALONE.contains(type)) {
                continue;
            }
            if (beside) {
                noteBeside(each, values == null ? List.of() : values, lang);
            } else if (type.equals("checkbox") || type.equals("radio")) {
                each.attr("checked", values != null && values.contains(value(each)));
            } else if (values != null && each.normalName().equals("select")) {
                each.select("option").forEach(it -> it.attr("selected", values.contains(it.val())));
            } else if (values != null && !values.isEmpty()) {
                each.val(values.remove(0));
            }
        }
        unfold(form);
    }

    /** What was typed there, where it is another than what is saved now. */
    private static void noteBeside(Element field, List<String> typed, Lang lang) {
        String type = field.attr("type");
        if (type.equals("checkbox") || type.equals("radio")) {
            boolean ticked = typed.contains(value(field));
            if (ticked != field.hasAttr("checked") && (ticked || type.equals("checkbox"))) {
                yours(field, lang, ticked ? "You had ticked this." : "You had not ticked this.");
            }
            return;
        }
        String mine = typed.isEmpty() ? "" : plain(typed.remove(0));
        if (!field.normalName().equals("select")) {
            if (!mine.equals(plain(field.val()))) {
                yours(field, lang, mine.isEmpty() ? "You had left this empty." : "You had “" + mine + "”.");
            }
            return;
        }
        field.select("option").stream()
                .filter(it -> it.val().equals(mine) && !it.hasAttr("selected"))
                .findFirst()
                .ifPresent(it -> yours(field, lang, "You had “" + it.text() + "”."));
    }

    private static void yours(Element field, Lang lang, String words) {
        below(field).addClass("hint").attr("dir", "auto").text(lang.said(words));
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private static String value(Element field) {
        return field.hasAttr("value") ? field.attr("value") : "on";
    }
}
