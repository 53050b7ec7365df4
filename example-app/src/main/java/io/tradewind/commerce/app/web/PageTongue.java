package io.tradewind.commerce.app.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.ParseSettings;
import org.jsoup.parser.Parser;

/**
 * Says a page of the console in another language. The pages are written in English; their sentences are found by what they
 * are and said as {@code words/console.<tag>.po} has them. What HTML marks as not ours to translate stays: {@code
 * translate="no"}, and text of people, which carries {@code dir="auto"}. Safe for many threads.
 */
final class PageTongue {
    private static final Set<String> NOT_WORDS = Set.of("script", "style", "pre", "svg", "bdi", "textarea");
    private static final List<String> SAID = List.of("aria-label", "placeholder", "title", "alt", "data-sum-button");
    private static final Pattern AROUND = Pattern.compile("^\\s*(· )?\\s*|\\s*( ·)?\\s*$");
    private static final List<String> AMOUNTS = List.of("value", "placeholder");
    private static final Map<Lang, Sentences> ALL =
            Lang.ALL.stream().collect(Collectors.toUnmodifiableMap(it -> it, Sentences::of));

    private PageTongue() {}

    /** The page in that language, or as it is where there are no words of that language. */
    static String page(Lang lang, String html) {
        Sentences words = words(lang);
        if (!words.any()) {
            return html;
        }
        Document page = Jsoup.parse(html, "", Parser.htmlParser().settings(ParseSettings.preserveCase));
        page.outputSettings().prettyPrint(false);
        Element root = page.selectFirst("html");
        if (root == null || stays(root)) {
            return html;
        }
        root.attr("lang", lang.tag()).attr("dir", lang.dir());
        translate(root, words);
        return page.outerHtml();
    }

    /** A sentence of the console in that language, or as it is where it is not known. */
    static String sentence(Lang lang, String text) {
        Sentences words = words(lang);
        return words.any() ? words.say(text) : text;
    }

    private static Sentences words(Lang lang) {
        return Optional.ofNullable(ALL.get(lang)).orElseThrow(() -> new IllegalStateException("no language " + lang));
    }

    private static boolean stays(Element element) {
        return element.attr("translate").equals("no");
    }

    private static void translate(Element element, Sentences words) {
        if (stays(element)) {
            return;
        }
        attributes(element, words);
        if ((NOT_WORDS.contains(element.normalName()) && !element.hasClass("chart"))
                || element.attr("dir").equals("auto")
                || element.hasClass("code")) {
            return;
        }
        for (Node node : List.copyOf(element.childNodes())) {
            if (node instanceof TextNode text) {
                text.text(said(text.getWholeText(), words));
            } else if (node instanceof Element child) {
                translate(child, words);
            }
        }
    }

    private static void attributes(Element element, Sentences words) {
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey();
            if (SAID.contains(name) || name.startsWith("data-w-")) {
                attribute.setValue(words.say(attribute.getValue()));
            }
        }
        if (element.attr("inputmode").equals("decimal")) { // fields take a comma for a point
            AMOUNTS.stream().filter(element::hasAttr).forEach(it -> element.attr(it, words.decimal(element.attr(it))));
        }
    }

    /** The blanks and dots around a text belong to what stands beside it. */
    private static String said(String text, Sentences words) {
        String core =
                words.knows(text.strip()) ? text.strip() : AROUND.matcher(text).replaceAll("");
        if (core.isEmpty()) {
            return text;
        }
        int start = text.indexOf(core);
        return text.substring(0, start)
                + words.say(core.replaceAll("\\s+", " "))
                + text.substring(start + core.length());
    }
}
