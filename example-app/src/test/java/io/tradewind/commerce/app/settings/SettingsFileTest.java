package io.tradewind.commerce.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private static final Map<String, Optional<String>> CHANGES = Map.of(
            "apiKey", Optional.of("sk_test_of_mira"),
            "mode", Optional.of("plain: with = and ü\\ in it"),
            "endpoint", Optional.empty());

    @TempDir
    private Path folder;

    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        key = Files.writeString(folder.resolve("commerce.key"), "a key that nobody can guess");
    }

    @Test
    void what_is_kept_is_there_after_a_restart_and_secrets_stand_sealed() throws IOException {
        SettingsFile file = SettingsFile.in(folder, key);
        assertThat(file.of("card")).isEmpty();
        file.keep("card", CHANGES, Set.of("apiKey"));
        file.keep("parcel", Map.of("DE", Optional.of("EUR 5.90")), Set.of());
        assertThat(file.of("card")).isEqualTo(CHANGES);

        SettingsFile again = SettingsFile.in(folder, key);
        assertThat(again.of("card")).isEqualTo(CHANGES);
        assertThat(again.of("parcel")).containsOnlyKeys("DE");
        Path stored = folder.resolve(SettingsFile.NAME);
        assertThat(Files.readString(stored)).contains("EUR 5.90").doesNotContain("sk_test_of_mira");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)))
                .isEqualTo("rw-------");

        again.keep("card", Map.of(), Set.of());
        assertThat(SettingsFile.in(folder, key).of("card")).isEmpty();
        assertThat(SettingsFile.in(folder, key).of("parcel")).hasSize(1);
    }

    @Test
    void a_secret_opens_neither_with_another_key_nor_in_another_place() throws IOException {
        SettingsFile.in(folder, key).keep("card", CHANGES, Set.of("apiKey"));
        Path stored = folder.resolve(SettingsFile.NAME);
        String text = Files.readString(stored);
        Files.writeString(key, "another key that nobody can guess");
        assertThatThrownBy(() -> SettingsFile.in(folder, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'card.apiKey'")
                .hasMessageContaining("bring the commerce.key back")
                .hasMessageNotContaining("sk_test");

        Files.writeString(key, "a key that nobody can guess");
        Files.writeString(stored, text.replace("card.apiKey", "card.motto"));
        assertThatThrownBy(() -> SettingsFile.in(folder, key)).hasMessageContaining("'card.motto'");
    }
}
