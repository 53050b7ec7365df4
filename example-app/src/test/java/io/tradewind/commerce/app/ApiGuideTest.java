package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page for users of the interfaces, run as they stand there against a running store. */
class ApiGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path data;

    @Test
    void the_commands_of_the_page_lead_from_the_first_call_to_the_parcel() throws Exception {
        try (ApiStore store = ApiStore.open(data)) {
            String link = store.app.staffLink().getPath();
            assertThat(store.app
                            .staff()
                            .accept(link.substring(link.lastIndexOf('/') + 1), "mia", "Mia", "correct horse battery"))
                    .isPresent();
            String said = run(script(store));
            assertThat(said)
                    .contains("\"trail-bottle\"", "\"For Ada,\"", "\"verified\":true", "\"state\":\"PLACED\"")
                    .contains("\"value\":\"Colour:Moss\"", "\"chosen\":true")
                    .contains("\"possible\":false", "\"pointer\":\"/personalisation/engraving/1\"")
                    .contains("ist hier kein Feld", "fehlt")
                    .contains("event: tracking", "data: {")
                    .contains("\"adr_", "\"value\":\"PT10S\"")
                    .contains("\"text\":\"sk_");
            assertThat(store.violations()).isEmpty();
        }
    }

    private static String script(ApiStore store) throws IOException {
        String page = Files.readString(Path.of("../docs/http-api.md"));
        StringBuilder script = new StringBuilder("set -eu\n");
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            script.append(blocks.group(1));
        }
        String address = store.app.url().toString().replaceFirst("/$", "");
        return script.toString()
                .replace("http://127.0.0.1:8080", address)
                .replace("pk_…", store.app.keys().publishable(JuniperAndJet.STORE))
                .replace("sk_…", store.key(Role.ADMIN))
                .replaceAll("(curl -N [^\n]*)", "$1 -m 3 || true"); // a stream goes on for ten minutes
    }

    private String run(String script) throws IOException, InterruptedException {
        Path out = data.resolve("said.txt");
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(bash.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(bash.exitValue()).as(said).isZero();
        return said;
    }
}
