package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every pair of colours that stand on each other, by the formula of WCAG 2.2, in both themes. */
class TokensTest {
    private static final Pattern TOKEN =
            Pattern.compile("--([a-z0-9-]+):light-dark\\((#[0-9a-f]{3,6}),(#[0-9a-f]{3,6})\\)");
    private static final double TEXT = 4.5;
    private static final double MARK = 3;
    private static final List<String> GROUNDS = List.of("bg", "surface", "sunk", "hover");

    private static Map<String, String> theme(int group) {
        Map<String, String> colours = new HashMap<>();
        try {
            Matcher token = TOKEN.matcher(Files.readString(Path.of("src/main/resources/public/tokens.css")));
            while (token.find()) {
                colours.put(token.group(1), token.group(group));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return colours;
    }

    private static double luminance(String colour) {
        String hex = colour.length() == 4
                ? "" + colour.charAt(1) + colour.charAt(1) + colour.charAt(2) + colour.charAt(2) + colour.charAt(3)
                        + colour.charAt(3)
                : colour.substring(1);
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            parts[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static void check(Map<String, String> theme, String mark, String ground, double least) {
        assertThat(theme).containsKeys(mark, ground);
        assertThat(contrast(theme.get(mark), theme.get(ground)))
                .as(mark + " " + theme.get(mark) + " on " + ground + " " + theme.get(ground))
                .isGreaterThanOrEqualTo(least);
    }

    @Test
    void text_reads_on_every_ground_and_controls_and_marks_are_seen() {
        for (Map<String, String> theme : List.of(theme(2), theme(3))) {
            for (String ground : GROUNDS) {
                check(theme, "text", ground, TEXT);
                check(theme, "muted", ground, TEXT);
            }
            for (String ground : List.of("bg", "surface")) {
                for (String state : List.of("brand", "ok", "warn", "bad", "info")) {
                    check(theme, state, ground, TEXT);
                }
                check(theme, "control", ground, MARK);
                check(theme, "accent", ground, MARK);
            }
            for (String state : List.of("brand", "ok", "warn", "bad", "info")) {
                check(theme, state, state + "-soft", TEXT);
                check(theme, "text", state + "-soft", TEXT);
            }
            check(theme, "on-brand", "brand", TEXT);
            check(theme, "on-brand", "brand-press", TEXT);
            check(theme, "on-bar", "bar", TEXT);
            for (int i = 1; i <= 5; i++) {
                check(theme, "c" + i, "surface", MARK);
            }
        }
    }

    @Test
    void the_formula_is_the_one_of_the_standard() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21);
        assertThat(contrast("#767676", "#fff")).isBetween(4.5, 4.6);
    }
}
