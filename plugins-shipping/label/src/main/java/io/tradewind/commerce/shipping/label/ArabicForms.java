package io.tradewind.commerce.shipping.label;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins Arabic letters: each takes the form that its neighbours ask for. The forms are those that Unicode has code points
 * for (Presentation Forms A and B); which letter a form belongs to is read from its compatibility mapping, and forms of a
 * letter stand in the order alone, end, beginning, middle.
 */
final class ArabicForms {
    private static final int ALONE = 0;
    private static final int END = 1;
    private static final int BEGINNING = 2;
    private static final int MIDDLE = 3;
    private static final char LAM = '\u0644';
    private static final char TATWEEL = '\u0640';
    private static final Map<String, List<Character>> FORMS = forms();

    private ArabicForms() {}

    private static Map<String, List<Character>> forms() {
        Map<String, List<Character>> forms = new HashMap<>();
        collect(forms, '\uFB50', '\uFBB1');
        collect(forms, '\uFE80', '\uFEFC');
        return forms;
    }

    private static void collect(Map<String, List<Character>> forms, char from, char to) {
        for (char form = from; form <= to; form++) {
            String letters = Normalizer.normalize(String.valueOf(form), Normalizer.Form.NFKC);
            if (!letters.equals(String.valueOf(form))) {
                forms.computeIfAbsent(letters, it -> new ArrayList<>()).add(form);
            }
        }
    }

    /** The text with joined letters, in the order it is read. */
    static String joined(String text) {
        StringBuilder joined = new StringBuilder();
        boolean before = false; // the letter before reaches out to this one
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (isMark(letter)) {
                joined.append(letter);
                continue;
            }
            String pair = letter == LAM && i + 1 < text.length() ? text.substring(i, i + 2) : "";
            String written = FORMS.containsKey(pair) ? pair : String.valueOf(letter);
            List<Character> forms = FORMS.getOrDefault(written, List.of());
            i += written.length() - 1;
            boolean joinsNext = forms.size() > BEGINNING || letter == TATWEEL;
            boolean after = joinsNext && reachesBack(next(text, i + 1));
            joined.append(form(forms, before, after, written));
            before = joinsNext;
        }
        return joined.toString();
    }

    private static String form(List<Character> forms, boolean before, boolean after, String letter) {
        int wanted = before && after ? MIDDLE : after ? BEGINNING : before ? END : ALONE;
        return forms.isEmpty() ? letter : String.valueOf(forms.get(Math.min(wanted, forms.size() - 1)));
    }

    private static char next(String text, int from) {
        int at = from;
        while (at < text.length() && isMark(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : ' ';
    }

    private static boolean reachesBack(char letter) {
        return letter == TATWEEL
                || FORMS.getOrDefault(String.valueOf(letter), List.of()).size() > END;
    }

    private static boolean isMark(char letter) {
        return Character.getType(letter) == Character.NON_SPACING_MARK;
    }
}
