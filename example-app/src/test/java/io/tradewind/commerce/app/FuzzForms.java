package io.tradewind.commerce.app;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Forms and links of pages that were answered, so that later requests go where a person could go. */
final class FuzzForms {
    private static final int MOST = 40;

    /** An address, and what its form would send. */
    record Sent(String path, Map<String, String> fields) {}

    private final Map<String, List<Sent>> known = new ConcurrentHashMap<>();
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    /** A route by its name, such as {@code POST /admin/orders/{id}/note}. */
    void route(String name) {
        patterns.put(name, Pattern.compile(name.replaceAll("\\{[^}]+}|<[^>]+>", "[^/?#]+")));
    }

    void learn(URI from, String html) {
        Document page = Jsoup.parse(html, from.toString());
        for (Element form : page.select("form[action]")) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (Element field : form.select("input[name], select[name], textarea[name], button[name]")) {
                fields.putIfAbsent(field.attr("name"), value(field));
            }
            keep(form.attr("method").equalsIgnoreCase("post") ? "POST" : "GET", form.attr("action"), fields);
        }
        page.select("a[href^=/admin]").forEach(it -> keep("GET", it.attr("href"), Map.of()));
    }

    private static String value(Element field) {
        if (field.tagName().equals("select")) {
            Element option = field.selectFirst("option[value]:not([value=''])");
            return option == null ? "" : option.attr("value");
        }
        return field.hasAttr("value") ? field.attr("value") : field.text().isEmpty() ? "1" : field.text();
    }

    private void keep(String method, String action, Map<String, String> fields) {
        String path = action.replaceFirst("[?#].*", "");
        for (Map.Entry<String, Pattern> it : patterns.entrySet()) {
            if (it.getValue().matcher(method + " " + path).matches()) {
                List<Sent> all = known.computeIfAbsent(it.getKey(), name -> new ArrayList<>());
                synchronized (all) {
                    if (all.size() == MOST) {
                        all.remove(0);
                    }
                    all.add(new Sent(path, fields));
                }
            }
        }
    }

    /** One of those that were seen for that route. */
    Optional<Sent> any(String name, Random random) {
        List<Sent> all = known.getOrDefault(name, List.of());
        synchronized (all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }
    }
}
