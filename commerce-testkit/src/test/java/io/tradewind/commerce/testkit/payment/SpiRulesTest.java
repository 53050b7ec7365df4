package io.tradewind.commerce.testkit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the interface for vendors demands of a payment plugin names the rule that checks it, and the rule is there. */
class SpiRulesTest {
    private static final Path SPI =
            Path.of("..", "commerce-spi", "src", "main", "java", "io", "tradewind", "commerce", "spi");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern DEMAND = Pattern.compile("\\b(MUST|SHOULD)\\b");
    private static final Pattern RULES = Pattern.compile("\\b((?:GEN|PAY)-[A-Z]+-)(\\d+)(?: to (\\d+))?");

    @Test
    void every_demand_names_rules_of_the_kit() throws IOException {
        Set<String> known = Rules.ALL.stream().map(Rule::id).collect(Collectors.toSet());
        List<String> unnamed = new ArrayList<>();
        List<String> madeUp = new ArrayList<>();
        int demands = 0;
        for (Path file : files()) {
            Matcher comments = COMMENT.matcher(Files.readString(file));
            while (comments.find()) {
                for (String sentence : sentences(comments.group(1))) {
                    Set<String> named = rules(sentence);
                    named.removeAll(known);
                    named.forEach(it -> madeUp.add(file.getFileName() + ": " + it));
                    if (DEMAND.matcher(sentence).find()) {
                        demands++;
                        if (rules(sentence).isEmpty()) {
                            unnamed.add(file.getFileName() + ": " + sentence);
                        }
                    }
                }
            }
        }
        assertThat(unnamed).isEmpty();
        assertThat(madeUp).isEmpty();
        assertThat(demands).isGreaterThan(20);
    }

    /** The parts that a payment plugin sees; the other roles have no kit yet. */
    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : List.of(SPI, SPI.resolve("payment"), SPI.resolve("webhook"), SPI.resolve("http"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(it -> it.toString().endsWith(".java")).forEach(all::add);
            }
        }
        return all;
    }

    private static List<String> sentences(String comment) {
        String text = comment.replaceAll("\\n\\s*\\* ?", " ").replaceAll("\\s+", " ");
        return List.of(text.split("(?<=[.)])\\s+(?=[A-Z@<{])", -1));
    }

    private static Set<String> rules(String sentence) {
        Set<String> rules = new TreeSet<>();
        Matcher named = RULES.matcher(sentence);
        while (named.find()) {
            int first = Integer.parseInt(named.group(2));
            int last = named.group(3) == null ? first : Integer.parseInt(named.group(3));
            for (int i = first; i <= last; i++) {
                rules.add(named.group(1) + i);
            }
        }
        return rules;
    }
}
