package io.tradewind.commerce.app.web;

import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * Fills a message of a language file. {@code {0}} is an argument; {@code {0, plural, one {# item} other {# items}}} chooses
 * by the plural rule of the language, and {@code =0 {none}} by the number itself. That is the part of ICU's syntax the
 * files use; a text that breaks it fails with its place, which a test looks for in all files.
 */
final class Message {
    private final String text;
    private final IntFunction<String> arguments;
    private final ToIntFunction<String> numbers;
    private final PluralRule rule;
    private final StringBuilder out = new StringBuilder();

    private Message(String text, IntFunction<String> arguments, ToIntFunction<String> numbers, PluralRule rule) {
        this.text = text;
        this.arguments = arguments;
        this.numbers = numbers;
        this.rule = rule;
    }

    /** The text with its arguments as they are to be shown; a number is found again in what is shown. */
    static String fill(String text, PluralRule rule, IntFunction<String> arguments) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        Message message = new Message(text, arguments, it -> Integer.parseInt(it.replaceAll("[^0-9-]", "")), rule);
        message.write(0, text.length(), "");
        return message.out.toString();
    }

    private void write(int from, int to, String hash) {
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '{') {
                int end = closing(at);
                argument(at + 1, end);
                at = end + 1;
                if (at < to && text.charAt(at) == '.' && !out.isEmpty() && out.charAt(out.length() - 1) == '.') {
                    at++; // the full stop of "27. Nov." ends the sentence as well
                }
            } else {
                out.append(c == '#' && !hash.isEmpty() ? hash : String.valueOf(c));
                at++;
            }
        }
    }

    private void argument(int from, int to) {
        int comma = text.indexOf(',', from);
        boolean plain = comma < 0 || comma > to;
        int index = Integer.parseInt(text.substring(from, plain ? to : comma).strip());
        if (plain) {
            out.append(arguments.apply(index));
            return;
        }
        int second = text.indexOf(',', comma + 1);
        if (!text.substring(comma + 1, Math.max(comma + 1, second)).strip().equals("plural")) {
            throw new IllegalArgumentException("only plural is known: " + text);
        }
        choose(second + 1, to, arguments.apply(index));
    }

    private void choose(int from, int to, String shown) {
        int number = numbers.applyAsInt(shown);
        String wanted = rule.of(number);
        int otherFrom = -1;
        int otherTo = -1;
        int at = from;
        while (at < to) {
            int open = text.indexOf('{', at);
            if (open < 0 || open > to) {
                break;
            }
            int close = closing(open);
            String name = text.substring(at, open).strip();
            if (name.equals(wanted) || name.equals("=" + number)) {
                write(open + 1, close, shown);
                return;
            } else if (name.equals("other")) {
                otherFrom = open + 1;
                otherTo = close;
            }
            at = close + 1;
        }
        if (otherFrom < 0) {
            throw new IllegalArgumentException("a plural needs 'other': " + text);
        }
        write(otherFrom, otherTo, shown);
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a brace is not closed: " + text);
    }
}
