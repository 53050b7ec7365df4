package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of payment plugins in the README says what the test kit's reports say. To write it anew, run the plugins'
 * tests and this one with {@code -Dtradewind.table=write}.
 */
class PluginTableTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path PLUGINS = Path.of("..", "plugins-payment");
    private static final String START = "<!-- plugins: from the reports of the test kit, by PluginTableTest -->\n";
    private static final String END = "<!-- /plugins -->";

    @Test
    void the_table_of_plugins_is_what_the_reports_say() throws IOException {
        List<Path> folders =
                list(PLUGINS).filter(it -> Files.exists(it.resolve("pom.xml"))).toList();
        List<Path> reports = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> own = reports(folder.resolve("target"));
            assumeTrue(!own.isEmpty(), "no report of " + folder + ": its tests have not run in this build");
            reports.addAll(own);
        }
        String readme = Files.readString(README);
        int from = readme.indexOf(START) + START.length();
        int to = readme.indexOf(END);
        String table = table(reports, readme.substring(from, to));
        if ("write".equals(System.getProperty("tradewind.table"))) {
            readme = readme.substring(0, from) + table + readme.substring(to);
            Files.writeString(README, readme);
        }
        assertThat(readme.substring(from, readme.indexOf(END))).isEqualTo(table);
    }

    private static Stream<Path> list(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList().stream();
        }
    }

    private static List<Path> reports(Path target) throws IOException {
        return Files.isDirectory(target)
                ? list(target)
                        .filter(it -> it.getFileName().toString().matches("tradewind-tck.*\\.json"))
                        .toList()
                : List.of();
    }

    /** Where the provider's own document is not at hand the report says less than the README, and that is no difference. */
    private static boolean lacksDocuments(JsonNode report) {
        for (JsonNode rule : report.path("rules")) {
            if (rule.path("id").asString().equals("GEN-SPEC-1")
                    && rule.path("why").asString().contains("tradewind.openapi.dir")) {
                return true;
            }
        }
        return false;
    }

    private static String table(List<Path> reports, String before) throws IOException {
        StringBuilder table = new StringBuilder("| Payment plugin | Tested against | Passed | Failed | Not claimed"
                + " | Not applicable | Not run |\n|---|---|--:|--:|--:|--:|--:|\n");
        for (Path each : reports) {
            JsonNode report = JsonMapper.shared().readTree(Files.readString(each));
            String start = "| `" + report.path("plugin").asString() + "` |";
            if (lacksDocuments(report) && before.contains(start)) {
                table.append(before, before.indexOf(start), before.indexOf('\n', before.indexOf(start)) + 1);
                continue;
            }
            JsonNode summary = report.path("summary");
            table.append(start).append(' ').append(report.path("upstream").asString());
            for (String result : List.of("passed", "failed", "not-claimed", "not-applicable", "not-run")) {
                table.append(" | ").append(summary.path(result).asInt());
            }
            table.append(" |\n");
        }
        return table.toString();
    }
}
