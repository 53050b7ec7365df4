package io.tradewind.commerce.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ConfigFieldTest {
    @Test
    void a_live_key_is_refused_in_test_and_the_reverse() {
        ConfigField key = ConfigField.secret("apiKey").withPatterns("sk_test_\\w+", "sk_live_\\w+");
        assertThat(key.problem("sk_test_1", Environment.TEST)).isEmpty();
        assertThat(key.problem("sk_live_1", Environment.LIVE)).isEmpty();
        assertThat(key.problem("sk_live_1", Environment.TEST))
                .hasValueSatisfying(it -> assertThat(it).doesNotContain("sk_live_1"));
        assertThat(key.problem("sk_test_1", Environment.LIVE)).isPresent();
        assertThat(key.problem(" ", Environment.LIVE)).contains("is empty");
    }

    @Test
    void each_kind_checks_its_values() {
        assertGoodAndBad(FieldKind.URI, "https://api.example", "not a uri");
        assertGoodAndBad(FieldKind.URI, "http://localhost:8080/x", "/relative");
        assertGoodAndBad(FieldKind.BOOLEAN, "true", "yes");
        assertGoodAndBad(FieldKind.INTEGER, "12", "12.5");
        assertGoodAndBad(FieldKind.DURATION, "PT30M", "30 minutes");
        assertGoodAndBad(FieldKind.MONEY, "EUR 4.90", "4.90");
        assertGoodAndBad(FieldKind.MONEY, "JPY 490", "JPY 4.90");
        assertGoodAndBad(FieldKind.CURRENCIES, "EUR, CHF", "EUR,QQQ");
        assertGoodAndBad(FieldKind.COUNTRIES, "DE,AT", "Germany");
        assertGoodAndBad(FieldKind.ROTATING_SECRET, "new old", "one two three");
    }

    private static void assertGoodAndBad(FieldKind kind, String good, String bad) {
        ConfigField field = ConfigField.required("field", kind);
        assertThat(field.problem(good, Environment.TEST)).isEmpty();
        assertThat(field.problem(bad, Environment.TEST)).isPresent();
    }

    @Test
    void a_choice_is_one_of_its_values_and_the_first_is_the_preset() {
        ConfigField fault = ConfigField.choice("fault", "none", "hang");
        assertThat(fault.preset()).contains("none");
        assertThat(fault.problem("hang", Environment.TEST)).isEmpty();
        assertThat(fault.problem("jump", Environment.TEST)).isPresent();
    }

    @Test
    void settings_know_presets_and_collect_families_by_their_free_names() {
        List<ConfigField> fields = List.of(
                ConfigField.family("rates", "[A-Z]{2}(:[0-9,]+)?", FieldKind.TEXT),
                ConfigField.optional("transit", FieldKind.DURATION, "P2D"),
                ConfigField.rotatingSecret("webhookSecret"),
                ConfigField.optional("freeAbove", FieldKind.MONEY));
        Settings settings = Settings.of(
                fields,
                Map.of("DE", "EUR 4.90", "AT", "EUR 9.90", "webhookSecret", "new old", "freeAbove", "EUR 50.00"));
        assertThat(settings.family("rates")).containsExactly(Map.entry("AT", "EUR 9.90"), Map.entry("DE", "EUR 4.90"));
        assertThat(settings.duration("transit")).isEqualTo(Duration.ofDays(2));
        assertThat(settings.money("freeAbove")).isEqualTo(Money.parse("EUR 50.00"));
        assertThat(settings.rotating("webhookSecret"))
                .extracting(Secret::reveal)
                .containsExactly("new", "old");
        assertThat(settings.toString()).doesNotContain("new").doesNotContain("50.00");
        assertThatThrownBy(() -> settings.text("absent"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("setting 'absent' is missing. Fix: set 'absent' on the account");
    }
}
