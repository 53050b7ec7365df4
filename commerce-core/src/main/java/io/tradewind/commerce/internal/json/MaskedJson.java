package io.tradewind.commerce.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people to read, with stars for what they may not see. Safe for many threads. */
public final class MaskedJson {
    private static final String STARS = "***";
    private static final int SHORT = 9;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private MaskedJson() {}

    /**
     * The text with line breaks, each value starred that may not show under its name; numbers and words of JSON itself
     * show if they are short. Empty if the text is no JSON.
     *
     * @param shows whether under this name this value may show
     */
    public static Optional<String> of(String text, BiPredicate<String, String> shows) {
        try {
            return Optional.of(written("", MAPPER.readTree(text), 0, shows));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String written(String name, JsonNode node, int depth, BiPredicate<String, String> shows) {
        String indent = "  ".repeat(depth + 1);
        String end = "\n" + "  ".repeat(depth);
        if (node.isObject()) {
            List<String> parts = new ArrayList<>();
            node.properties()
                    .forEach(it -> parts.add(indent + "\"" + it.getKey() + "\": "
                            + written(it.getKey(), it.getValue(), depth + 1, shows)));
            return parts.isEmpty() ? "{}" : "{\n" + String.join(",\n", parts) + end + "}";
        } else if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(it -> parts.add(indent + written(name, it, depth + 1, shows)));
            return parts.isEmpty() ? "[]" : "[\n" + String.join(",\n", parts) + end + "]";
        } else if (node.isString()) {
            return "\"" + (shows.test(name, node.stringValue()) ? node.stringValue() : STARS) + "\"";
        }
        String plain = node.toString();
        return shows.test(name, plain) || plain.length() < SHORT ? plain : STARS;
    }
}
