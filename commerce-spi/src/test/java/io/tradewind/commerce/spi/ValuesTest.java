package io.tradewind.commerce.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.http.TransportFailure;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void a_token_is_opaque_and_never_a_card_number() {
        Token token = new Token("approve");
        assertThat(token.value()).isEqualTo("approve");
        assertThat(new Instrument.ClientToken(token)).hasToString("ClientToken[token=Token[***]]");
        assertThatThrownBy(() -> new Token("4242 4242 4242 4242"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("4242");
        assertThatThrownBy(() -> new Token(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Token("x".repeat(16_385))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_secret_shows_itself_only_when_asked() {
        Secret secret = Secret.of("whsec_1");
        assertThat(secret).hasToString("Secret[***]").isNotInstanceOf(Serializable.class);
        assertThat(secret.reveal()).isEqualTo("whsec_1");
        assertThat(secret.matches("whsec_1")).isTrue();
        assertThat(secret.matches("whsec_2")).isFalse();
        assertThat(secret).isNotEqualTo(Secret.of("whsec_1"));
        secret.bytes()[0] = 'x';
        assertThat(secret.matches("whsec_1".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_reference_has_1_to_255_printable_characters() {
        assertThat(new ProviderRef("pi_3Nv Ä")).hasToString("pi_3Nv Ä");
        assertThat(new ProviderRef("x".repeat(255)).value()).hasSize(255);
        for (String bad : List.of("", " ", "x".repeat(256), "a\nb", "a\u0000", "a\u202eb", "a\ud800", "a\u2028b")) {
            assertThatThrownBy(() -> new ProviderRef(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_address_is_trimmed_checked_and_prints_its_country_only() {
        List<String> lines = new ArrayList<>(List.of(" Am Markt 1 "));
        Address home = new Address("Ada", lines, "Berlin", "", "10115", "DE");
        lines.add("changed");
        assertThat(home.lines()).containsExactly("Am Markt 1");
        assertThat(home).hasToString("Address[DE ***]");
        assertThat(home).isEqualTo(new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE"));
        assertRefused("", List.of("x"), "Berlin", "DE");
        assertRefused("\u202e \u200f", List.of("x"), "Berlin", "DE");
        assertRefused("Ada", List.of(), "Berlin", "DE");
        assertRefused("Ada", List.of(" "), "Berlin", "DE");
        assertRefused("Ada", List.of("1", "2", "3", "4", "5", "6"), "Berlin", "DE");
        assertRefused("Ada", List.of("x"), "", "DE");
        assertRefused("Ada", List.of("x"), "Berlin", "de");
        assertRefused("Ada", List.of("x"), "Berlin", "DEU");
        assertRefused("Ada\u0000x", List.of("x"), "Berlin", "DE");
        assertRefused("A".repeat(201), List.of("x"), "Berlin", "DE");
    }

    @Test
    void marks_that_nobody_sees_do_not_get_into_an_address() {
        Address pasted = new Address(
                "\u202aAda\u202e Vos\u202c",
                List.of("Markt\u200b 1\u200e"),
                "\u2067Leipzig\u2069",
                "",
                "\ufeff04107",
                "DE");
        assertThat(pasted).isEqualTo(new Address("Ada Vos", List.of("Markt 1"), "Leipzig", "", "04107", "DE"));
        String joined = "\u0645\u06cc\u200c\u0631\u0648\u062f";
        assertThat(new Address(joined, List.of("x"), "Berlin", "", "", "DE").name())
                .as("joiners are part of how words are written")
                .isEqualTo(joined);
    }

    private static void assertRefused(String name, List<String> lines, String city, String country) {
        assertThatThrownBy(() -> new Address(name, lines, city, "", "", country))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void details_mask_what_looks_like_a_card_number() {
        Details details = Details.code("51").with("message", "card 4242424242424242 declined");
        assertThat(details.rawCode()).isEqualTo("51");
        assertThat(details.safe()).containsExactly(Map.entry("message", "card *** declined"));
        assertThat(Details.code("x".repeat(600)).rawCode()).hasSize(500);
    }

    @Test
    void arrays_are_copied_on_the_way_in_and_out() {
        byte[] body = {1, 2, 3};
        HttpCall call = new HttpCall("POST", URI.create("https://api.example/pay?key=s"), Map.of(), body, NOON);
        WebhookEnvelope envelope = new WebhookEnvelope("POST", "/hook", "", Map.of("X-A", List.of("1")), body, NOON);
        Label label = new Label(LabelFormat.PNG, body);
        body[0] = 9;
        call.body()[1] = 9;
        label.bytes()[1] = 9;
        assertThat(call.body()).containsExactly(1, 2, 3);
        assertThat(envelope.body()).containsExactly(1, 2, 3);
        assertThat(label.bytes()).containsExactly(1, 2, 3);
        assertThat(call.toString()).doesNotContain("key=s");
        assertThat(envelope.header("x-a")).contains("1");
    }

    @Test
    void a_label_starts_as_its_format_says() {
        assertThat(new Label(LabelFormat.PDF_A6, "%PDF-1.4\n".getBytes(StandardCharsets.US_ASCII)).plausible())
                .isTrue();
        assertThat(new Label(LabelFormat.ZPL_203, "^XA^XZ".getBytes(StandardCharsets.US_ASCII)).plausible())
                .isTrue();
        assertThat(new Label(LabelFormat.PNG, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0}).plausible())
                .isTrue();
        assertThat(new Label(LabelFormat.PDF_A6, "<html>".getBytes(StandardCharsets.US_ASCII)).plausible())
                .isFalse();
    }

    @Test
    void a_transport_failure_is_found_in_the_chain_of_causes() {
        IOException inner = TransportFailure.of(new HttpReply.NotSent("refused"));
        RuntimeException outer = new IllegalStateException("sdk", new RuntimeException(inner));
        assertThat(TransportFailure.in(outer).orElseThrow().reply()).isEqualTo(new HttpReply.NotSent("refused"));
        assertThat(TransportFailure.of(new HttpReply.Unknown("late")).reply()).isEqualTo(new HttpReply.Unknown("late"));
        assertThat(TransportFailure.in(new IllegalStateException())).isEmpty();
    }

    @Test
    void an_answer_that_is_not_done_throws_when_success_was_expected() {
        assertThat(new Answer.Done<>("label").orThrow()).isEqualTo("label");
        Answer<String> lost = new Answer.Unknown<>(Optional.empty(), "late");
        assertThatThrownBy(lost::orThrow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("late");
    }
}
