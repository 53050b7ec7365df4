package io.tradewind.commerce.app.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the files that translators' tools write: {@code msgid "…"}, {@code msgstr "…"}, each on one line; {@code #} begins
 * a remark. The entry without a text is the file's head and is left out.
 */
final class PoFile {
    private static final String KEY = "msgid ";
    private static final String TEXT = "msgstr ";

    private PoFile() {}

    /** The texts by what they are in English, in the order of the file; those that are still empty are left out. */
    static Map<String, String> read(List<String> lines) {
        Map<String, String> all = new LinkedHashMap<>();
        String key = "";
        for (String line : lines) {
            if (line.startsWith(KEY)) {
                key = quoted(line.substring(KEY.length()));
            } else if (line.startsWith(TEXT)) {
                String text = quoted(line.substring(TEXT.length()));
                if (!key.isEmpty() && !text.isEmpty() && all.put(key, text) != null) {
                    throw new IllegalArgumentException("twice in the file: " + key);
                }
            } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("\"")) {
                throw new IllegalArgumentException("no entry of a .po file: " + line);
            }
        }
        return all;
    }

    private static String quoted(String text) {
        String inside = text.strip();
        if (inside.length() < 2 || !inside.startsWith("\"") || !inside.endsWith("\"")) {
            throw new IllegalArgumentException("not in quotes: " + text);
        }
        return inside.substring(1, inside.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
