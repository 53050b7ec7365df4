package io.tradewind.commerce.message;

import java.util.Locale;

/** A mail's HTML, made from its text: readable with pictures and style sheets off. Pure. */
final class Html {
    private static final String PAGE = """
            <!doctype html>
            <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>%s</title></head>
            <body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1c1c1c">
            <div style="max-width:560px;margin:0 auto">
            <p style="font-weight:bold;font-size:20px">%s</p>
            %s</div></body></html>
            """;

    private Html() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char it = text.charAt(i);
            switch (it) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(it);
            }
        }
        return out.toString();
    }

    /** A paragraph for each block of the text; {@code link}, if not empty, can be followed. */
    static String page(Locale language, String brand, String subject, String text, String link) {
        StringBuilder paragraphs = new StringBuilder();
        for (String block : text.split("\n\n", -1)) {
            paragraphs
                    .append("<p>")
                    .append(linked(escape(block), escape(link)).replace("\n", "<br>\n"))
                    .append("</p>\n");
        }
        return PAGE.formatted(language.toLanguageTag(), escape(subject), escape(brand), paragraphs);
    }

    private static String linked(String escaped, String link) {
        return link.isEmpty() ? escaped : escaped.replace(link, "<a href=\"" + link + "\">" + link + "</a>");
    }
}
