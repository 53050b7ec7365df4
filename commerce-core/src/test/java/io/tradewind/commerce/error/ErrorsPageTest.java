package io.tradewind.commerce.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of error codes is written from the codes. {@code -Ddiagrams.write=true} writes it. */
class ErrorsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve(Path.of("docs", "errors.md"));

    private static final Map<String, String> RANGES = new LinkedHashMap<>();

    static {
        RANGES.put("TW-1", "Start and settings");
        RANGES.put("TW-2", "Database and transactions");
        RANGES.put("TW-3", "Plugins");
        RANGES.put("TW-4", "Wrong use of the API");
        RANGES.put("TW-5", "Moves that the state forbids");
        RANGES.put("TW-9", "Broken invariants");
    }

    @Test
    void the_page_of_errors_shows_the_codes() throws IOException {
        String written = page();
        if (Boolean.getBoolean("diagrams.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(written);
    }

    @Test
    void every_code_is_unique_and_says_what_it_means_and_what_mends_it() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(it -> it.matches("TW-[1-59]\\d{3}"));
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.cause())
                    .as("cause of " + code)
                    .hasSizeGreaterThan(20)
                    .endsWith(".");
            assertThat(code.fix()).as("fix of " + code).hasSizeGreaterThan(15).endsWith(".");
            assertThat(new CommerceException(code, "It.").getMessage())
                    .startsWith(code.code() + " It. Fix: " + code.fix());
        }
    }

    @Test
    void every_code_is_thrown_by_the_library_and_provoked_by_a_test() throws IOException {
        List<String> main = sources("main");
        List<String> tests = sources("test");
        assertThat(ErrorCode.values())
                .as("codes that nothing throws")
                .filteredOn(code -> main.stream().noneMatch(it -> it.contains("ErrorCode." + code.name())))
                .isEmpty();
        assertThat(ErrorCode.values())
                .as("codes that no test names")
                .filteredOn(code -> tests.stream()
                        .noneMatch(it -> it.contains("ErrorCode." + code.name()) || it.contains(code.code())))
                .isEmpty();
    }

    private static List<String> sources(String kind) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String module : List.of("commerce-core", "commerce-tests")) {
            Path folder = ROOT.resolve(Path.of(module, "src", kind));
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file :
                            files.filter(it -> it.toString().endsWith(".java")).toList()) {
                        if (!file.endsWith("ErrorsPageTest.java")) {
                            texts.add(Files.readString(file));
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # Errors

                What a programmer or the world causes is a `CommerceException` with one of these codes. A code never changes its
                meaning; texts may. The message names the thing, its state and the way out, in the form
                `TW-1002 Store 'cups' was never declared; there are [mugs]. Fix: …`. What a customer or a race can cause is no
                exception but a sealed answer; its `orThrow()` gives `TW-5003`.

                *Again* means that the same call may succeed when it is simply made once more: `retryable()` says so.

                Written from `ErrorCode` by `ErrorsPageTest`, which fails when they differ.
                """);
        RANGES.forEach((prefix, title) -> {
            text.append("\n## ").append(title).append("\n\n| Code | Name | What it means | What mends it | Again |\n");
            text.append("|---|---|---|---|---|\n");
            Arrays.stream(ErrorCode.values())
                    .filter(it -> it.code().startsWith(prefix))
                    .forEach(it -> text.append("| `%s` | `%s` | %s | %s | %s |\n"
                            .formatted(it.code(), it.name(), it.cause(), it.fix(), again(it))));
        });
        return text.toString();
    }

    private static String again(ErrorCode code) {
        return new CommerceException(code, "").retryable() ? "yes" : "";
    }
}
