package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Lang;
import java.util.List;
import java.util.Optional;

/**
 * A paper as a page: its language, and where its other forms are.
 *
 * @param say the language of the paper, not of whoever prints it
 * @param back the page it was called from
 * @param here its own address, without the language
 */
public record Sheets(Lang say, String back, String here) {
    private static final String LANGUAGE = "lang";

    /** The paper that was asked for, in the language that was chosen for it or else in that one. */
    static Sheets of(Context context, String back, Lang otherwise) {
        return new Sheets(chosen(context, otherwise), back, context.path() + query(context));
    }

    static Lang chosen(Context context, Lang otherwise) {
        String tag = Form.asked(context, LANGUAGE);
        return Lang.ALL.stream().filter(it -> it.tag().equals(tag)).findFirst().orElse(otherwise);
    }

    private static String query(Context context) {
        List<String> others = List.of(
                        Optional.ofNullable(context.queryString()).orElse("").split("&"))
                .stream()
                .filter(it -> !it.isEmpty() && !it.startsWith(LANGUAGE + "="))
                .toList();
        return others.isEmpty() ? "" : "?" + String.join("&", others);
    }

    /** The same in another language. */
    public String in(Lang other) {
        return here + (here.contains("?") ? "&" : "?") + LANGUAGE + "=" + other.tag();
    }

    /** The same as PDF. */
    public String pdf() {
        String path = here.replaceFirst("\\?.*", "").replaceFirst("/slip$", "/papers");
        return new Sheets(
                        say,
                        back,
                        path + ".pdf"
                                + here.substring(here.replaceFirst("\\?.*", "").length()))
                .in(say);
    }
}
