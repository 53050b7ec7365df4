package io.tradewind.commerce.removal;

import io.tradewind.commerce.testdb.removal.Shortcut;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * What keeps something from going wrong.
 *
 * @param name what it sees to
 * @param shortcuts how it is taken away
 * @param missedBy the test that must fail then, {@code package.Class#method}
 */
record Guard(String name, List<Shortcut> shortcuts, String missedBy) {
    static Guard that(String name, String missedBy, Shortcut... shortcuts) {
        return new Guard(name, List.of(shortcuts), missedBy);
    }

    Method test() {
        String[] parts = missedBy.split("#", -1);
        try {
            return Arrays.stream(
                            Class.forName("io.tradewind.commerce." + parts[0]).getDeclaredMethods())
                    .filter(it -> it.getName().equals(parts[1]))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(missedBy + " is gone"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(missedBy + " is gone", e);
        }
    }
}
