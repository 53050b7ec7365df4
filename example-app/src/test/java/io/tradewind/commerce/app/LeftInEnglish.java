package io.tradewind.commerce.app;

import com.microsoft.playwright.Page;
import io.tradewind.commerce.app.web.Lang;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a page says in English although its language has words of its own for it. */
final class LeftInEnglish {
    /** What is seen and what is read aloud, but for what says itself that it is in another language. */
    private static final String SAID =
            "lang => { const said = new Set(), all = document.createTreeWalker(document.body, 5);"
                    + " for (let it = all.nextNode(); it; it = all.nextNode()) { const at = it.nodeType === 3 ? it.parentElement : it;"
                    + " if (at.closest('[lang]').lang !== lang || at.closest('script,style')) continue;"
                    + " (it.nodeType === 3 ? [it.data] : ['aria-label', 'placeholder', 'title', 'alt'].map(name =>"
                    + " it.getAttribute(name) ?? '')).forEach(text => said.add(text.trim().replace(/\\s+/g, ' '))); }"
                    + " return [...said].filter(text => /[A-Za-z]{2}/.test(text)); }";

    private static final String NAME = "name.";
    private static final int FEWEST_LETTERS = 6;
    private static final Pattern MARK = Pattern.compile("[789]{5}");
    private static final Object[] VALUES = {77777, 88888, 99999};

    private final Lang lang;
    private final Set<String> sentences = new HashSet<>();
    private final List<Pattern> patterns;

    LeftInEnglish(Lang lang) {
        this.lang = lang;
        Set<String> own = lang.keys().stream().map(it -> lang.t(it, VALUES)).collect(Collectors.toSet());
        Set<String> english = Stream.concat(
                        Lang.DEFAULT.keys().stream().map(it -> Lang.DEFAULT.t(it, VALUES)),
                        lang.keys().stream().filter(it -> it.startsWith(NAME)).map(it -> it.substring(NAME.length())))
                .filter(it -> !own.contains(it))
                .collect(Collectors.toSet());
        english.stream().filter(it -> !MARK.matcher(it).find()).forEach(sentences::add);
        this.patterns = english.stream()
                .filter(it -> MARK.matcher(it).find())
                .filter(it -> it.replaceAll("[^A-Za-z]", "").length() >= FEWEST_LETTERS)
                .map(LeftInEnglish::pattern)
                .toList();
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Stream.of(MARK.split(text, -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
    }

    /** The sentences of the page that should not be in English. */
    List<String> on(Page page) {
        return ((List<?>) page.evaluate(SAID, lang.tag()))
                .stream()
                        .map(Object::toString)
                        .filter(it -> sentences.contains(it)
                                || patterns.stream()
                                        .anyMatch(pattern -> pattern.matcher(it).matches()))
                        .toList();
    }
}
