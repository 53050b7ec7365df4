package io.tradewind.commerce.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.store.StoreSpec;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the console says when something was done or refused stands in its code, put together from pieces; pages that are
 * looked at never show most of it. So the code itself is read: each piece must be a piece of some sentence of the language
 * files.
 */
class ConsoleWordsTest {
    private static final Path CODE = Path.of("src/main/java/io/tradewind/commerce/app");
    private static final Pattern REMARK =
            Pattern.compile("/\\*.*?\\*/|(?<!:)//[^\n\"]*\n|\"\"\".*?\"\"\"", Pattern.DOTALL);
    private static final Pattern FOR_PROGRAMMERS =
            Pattern.compile("(IllegalStateException|notFound|super|log\\.\\w+)\\(.*?\\)", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,} [a-z]{2,}");
    /** Pieces that are only said together with others. */
    private static final Set<String> JOINED = Set.of(
            "go on",
            "goes on",
            "wait now",
            "waits now",
            "One piece",
            "has control characters",
            "not stopped",
            "to the buyer",
            "has a name that does not belong here",
            "would be sent to another address than before");

    private static final Pattern PLACE = Pattern.compile("\\{\\d[^}]*}");

    @Test
    void every_sentence_of_the_consoles_code_is_in_the_language_files() throws IOException {
        Set<String> said = sentences();
        assertThat(said).hasSizeGreaterThan(300);
        for (String tag : List.of("de", "ar")) {
            Set<String> known = known(tag);
            Set<String> missing = said.stream()
                    .filter(it -> !known.contains(it) && !known.contains(capital(it)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(missing).as("add these to words/console.%s.po", tag).isEmpty();
        }
    }

    @Test
    void the_page_of_settings_names_calls_that_there_are() throws IOException {
        Set<String> calls =
                Arrays.stream(StoreSpec.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        Pattern named = Pattern.compile("<div><span class=\"code\">([A-Za-z, ]+)</span></div>");
        Set<String> shown = named.matcher(Files.readString(Path.of("src/main/jte/console/settings.jte")))
                .results()
                .flatMap(it -> Arrays.stream(it.group(1).split(", ")))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).hasSizeGreaterThan(15).isSubsetOf(calls);
    }

    private static Set<String> sentences() throws IOException {
        Set<String> all = new TreeSet<>();
        for (String folder : List.of("console", "staff")) {
            try (Stream<Path> files = Files.list(CODE.resolve(folder))) {
                for (Path file : files.filter(it -> !it.toString().matches(".*(Store|Tables|LacksFactor)\\.java"))
                        .toList()) {
                    String code = REMARK.matcher(Files.readString(file)).replaceAll("");
                    String joined = FOR_PROGRAMMERS
                            .matcher(code.replaceAll("\"\\s*\\+\\s*\"", ""))
                            .replaceAll("");
                    TEXT.matcher(joined)
                            .results()
                            .map(it -> it.group(1).replace("\\\"", "\""))
                            .filter(it -> !it.contains("/admin"))
                            .flatMap(ConsoleWordsTest::pieces)
                            .filter(it -> WORDS.matcher(it).find())
                            .filter(it -> !JOINED.contains(it))
                            .forEach(all::add);
                }
            }
        }
        return all;
    }

    /** The sentences of a text, without what stands around values. */
    private static Stream<String> pieces(String text) {
        return Arrays.stream(text.split("(?<=[.;!?]) (?=[A-Z0-9“‘’])"))
                .map(it -> it.replaceAll("^[ .:,“”()]+|[ .:,“”()]+$", ""));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** All pieces between values, of the console's sentences and of those the library has in common with the shop. */
    private static Set<String> known(String tag) throws IOException {
        Path words = Path.of("src/main/resources/words");
        Collection<String> console = PoFile.read(Files.readAllLines(words.resolve("console." + tag + ".po")))
                .keySet();
        Stream<String> library = Files.readAllLines(words.resolve("shop.en.properties")).stream()
                .filter(it -> it.startsWith("core."))
                .map(it -> it.replaceFirst("[^=]*=", ""));
        return Stream.concat(console.stream(), library)
                .flatMap(it -> Arrays.stream(PLACE.split(it)))
                .flatMap(ConsoleWordsTest::pieces)
                .collect(Collectors.toSet());
    }
}
