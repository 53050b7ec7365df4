package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The conformance report of one gateway, as JSON for machines and HTML for people. */
final class Report {
    private static final String TCK = "1.0";
    private static final String SPI = "1.0";

    private final String file;
    private final Map<String, Object> content;
    private final List<Outcome> outcomes;

    private Report(String file, Map<String, Object> content, List<Outcome> outcomes) {
        this.file = file;
        this.content = content;
        this.outcomes = outcomes;
    }

    static Report of(PaymentHarness harness, List<Outcome> outcomes) {
        Map<String, Object> content = new LinkedHashMap<>();
        String file;
        try (Bench bench = Bench.open(harness)) {
            CommercePlugin plugin = bench.plugin();
            file = plugin.payments().size() == 1 ? "tradewind-tck" : "tradewind-tck-" + harness.code();
            content.put("tck", TCK);
            content.put("spi", SPI);
            content.put("plugin", harness.code());
            content.put("version", plugin.info().version());
            content.put("upstream", harness.upstream());
            content.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            content.put(
                    "capabilities",
                    bench.profile().capabilities().stream()
                            .sorted()
                            .map(PaymentCapability::name)
                            .toList());
            content.put("rules", outcomes.stream().map(Report::line).toList());
            content.put("summary", summary(outcomes));
            content.put("jarSha256", jarSha256(plugin));
        }
        return new Report(file, content, outcomes);
    }

    private static Map<String, Object> line(Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", outcome.id());
        line.put("kind", outcome.kind());
        line.put("result", outcome.result().word());
        line.put("ms", outcome.ms());
        line.put("why", outcome.why());
        return line;
    }

    private static Map<String, Long> summary(List<Outcome> outcomes) {
        Map<String, Long> summary = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            summary.put(
                    result.word(),
                    outcomes.stream().filter(it -> it.result() == result).count());
        }
        return summary;
    }

    /** Empty when the plugin was tested from a class folder, as in its own build before it is packed. */
    private static String jarSha256(CommercePlugin plugin) {
        try {
            Path place = Path.of(URI.create(plugin.getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
            return Files.isRegularFile(place)
                    ? HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(place)))
                    : "";
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            return "";
        }
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file + ".json"), json() + "\n");
        Files.writeString(folder.resolve(file + ".html"), html());
    }

    String json() {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(content);
    }

    String html() {
        List<String> rows = new ArrayList<>();
        for (Outcome each : outcomes) {
            rows.add("<tr class=\"" + each.result().word() + "\"><td>" + escape(each.id()) + "</td><td>"
                    + escape(each.kind()) + "</td><td>" + escape(each.says()) + "</td><td>"
                    + each.result().word() + "</td><td>" + each.ms() + "</td><td><pre>" + escape(each.why())
                    + "</pre></td></tr>");
        }
        return HEAD + "<h1>" + escape(content.get("plugin") + " " + content.get("version"))
                + "</h1>\n<p>Payment test kit "
                + TCK + ", SPI " + SPI + ", against " + escape("" + content.get("upstream")) + ", "
                + escape("" + content.get("started")) + "</p>\n<p>" + escape("" + content.get("summary"))
                + "</p>\n<p>Claimed: " + escape("" + content.get("capabilities"))
                + "</p>\n<table><thead><tr><th>Rule</th><th>Case</th><th>Says</th><th>Result</th><th>ms</th><th>Why</th>"
                + "</tr></thead><tbody>\n" + String.join("\n", rows) + "\n</tbody></table></body></html>\n";
    }

    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Payment test kit</title>
            <meta name="viewport" content="width=device-width"><style>
            body{font:1rem/1.5 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}
            td,th{padding:.25rem .75rem;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}
            pre{margin:0;white-space:pre-wrap}.failed{background:#fde8e8}.passed td:nth-child(4){color:#176b3a}
            .not-run{background:#fff7db}</style></head><body>
            """;

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
