package io.tradewind.commerce.message;

import java.util.ArrayList;
import java.util.List;

/** A text message: the store's name, then as many of the lines as fit. Pure. */
final class Sms {
    static final int LONGEST = 160;
    private static final int BRAND = 30;

    private Sms() {}

    /** Lines are left out from the end, so that none of them, and no link, is cut in two. */
    static String of(String brand, String text) {
        String name = cut(Filling.clean(brand), BRAND) + ":";
        List<String> lines = new ArrayList<>(
                text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList());
        while (lines.size() > 1 && joined(name, lines).length() > LONGEST) {
            lines.remove(lines.size() - 1);
        }
        return cut(joined(name, lines), LONGEST);
    }

    private static String joined(String name, List<String> lines) {
        return name + " " + String.join(" ", lines);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
