package io.tradewind.commerce.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a search looks for: up to four words or beginnings of words, as ranges of bytes. Fewer words fill the slots of the
 * relaxed search again, so that it is always the same statement.
 *
 * @param words folded; 1 to 4
 * @param relaxed true if one of them is enough
 */
record Words(List<String> words, boolean relaxed) {
    static final int SLOTS = 4;
    private static final int LONGEST_QUERY = 200;

    /** The longest words of any text; empty if it holds neither letter nor digit. */
    static Optional<Words> of(String text) {
        String bounded = text.length() <= LONGEST_QUERY ? text : text.substring(0, LONGEST_QUERY);
        List<String> words = CleanText.words(bounded).stream()
                .map(Draft::shortened)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(SLOTS)
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(new Words(words, false));
    }

    Words relax() {
        return new Words(words, true);
    }

    /** How many of them begin a word of a title. */
    int beginnings(String title) {
        List<String> named = CleanText.words(title);
        return (int) words.stream()
                .filter(it -> named.stream().anyMatch(word -> word.startsWith(it)))
                .count();
    }

    byte[] from(int slot) {
        return ProductPartStore.bytes(words.get(slot % words.size()));
    }

    /** The first bytes that no word with this beginning reaches: no byte of UTF-8 is 255, so the last can grow. */
    byte[] to(int slot) {
        byte[] bytes = from(slot);
        bytes[bytes.length - 1]++;
        return bytes;
    }
}
