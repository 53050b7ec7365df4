package io.tradewind.commerce.catalog;

import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Mends typing mistakes with the words of the catalog itself: of those that begin with the same letter, the nearest one
 * by letters left out, added, changed or swapped; of equally near ones, the most frequent. One statement a word.
 */
@Singleton
final class Spelling {
    private static final int SHORT = 4;

    private final ProductPartStore words;

    @Inject
    Spelling(ProductPartStore words) {
        this.words = words;
    }

    private record Near(String word, int distance, long uses) {}

    /** The words with mistakes mended; empty if none could be. */
    Optional<String> mended(Handle handle, Scope scope, Words typed) {
        List<String> said = new ArrayList<>();
        boolean changed = false;
        for (String word : typed.words()) {
            Optional<Near> best = nearest(handle, scope, word);
            said.add(best.map(Near::word).orElse(word));
            changed |= best.filter(it -> !it.word().equals(word)).isPresent();
        }
        return changed ? Optional.of(String.join(" ", said)) : Optional.empty();
    }

    private Optional<Near> nearest(Handle handle, Scope scope, String word) {
        String first = word.substring(0, word.offsetByCodePoints(0, 1));
        int most = word.length() <= SHORT ? 1 : 2;
        return words.beginningWith(handle, scope.storeId(), first).stream()
                .map(it -> {
                    boolean begins = it.word().startsWith(word);
                    return new Near(begins ? word : it.word(), begins ? 0 : distance(word, it.word()), it.products());
                })
                .filter(it -> it.distance() <= most)
                .min(Comparator.comparingInt(Near::distance)
                        .thenComparing(Comparator.comparingLong(Near::uses).reversed()));
    }

    /** Optimal string alignment: how many letters must be left out, added, changed or swapped with their neighbour. */
    static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[one.length()][other.length()];
    }
}
