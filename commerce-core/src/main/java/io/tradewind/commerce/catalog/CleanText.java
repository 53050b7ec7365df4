package io.tradewind.commerce.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/** What text may contain, and how it is folded for comparing and finding. Pure. */
final class CleanText {
    private static final Safelist SAFE = Safelist.relaxed()
            .addEnforcedAttribute("a", "rel", "nofollow noopener")
            .removeProtocols("a", "href", "ftp");
    private static final Document.OutputSettings AS_IT_IS = new Document.OutputSettings().prettyPrint(false);

    private CleanText() {}

    /** The first character that no text may hold: control characters, halves of pairs, non-characters. */
    static Optional<String> firstForbidden(String text, String allowed) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int type = Character.getType(point);
            boolean bad = type == Character.CONTROL || type == Character.SURROGATE || (point & 0xFFFE) == 0xFFFE;
            if (bad && allowed.indexOf(point) < 0) {
                return Optional.of(String.format(Locale.ROOT, "U+%04X at character %d", point, i + 1));
            }
            i += Character.charCount(point);
        }
        return Optional.empty();
    }

    /** HTML reduced to plain formatting: no script, no style, no form, no event, no foreign protocol. */
    static String html(String given) {
        return Jsoup.clean(given.strip(), "", SAFE, AS_IT_IS).strip();
    }

    /** The text of HTML without its tags. */
    static String plain(String html) {
        return Jsoup.parseBodyFragment(html).text();
    }

    /** Lower case without accents, for comparing and ordering. */
    static String folded(String text) {
        String flat = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        return flat.toLowerCase(Locale.ROOT).replace("ß", "ss").strip();
    }

    /** The words of a text, folded: runs of letters and digits. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : folded(text).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** A name for addresses made from a title; empty if nothing of the title can stand in one. */
    static String slug(String title) {
        String joined = String.join("-", words(title));
        return joined.length() <= 80 ? joined : joined.substring(0, 80).replaceAll("-[^-]*$", "");
    }
}
