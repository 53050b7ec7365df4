package io.tradewind.commerce.cart;

import static io.tradewind.commerce.cart.Personalisation.engraving;
import static io.tradewind.commerce.cart.Personalisation.giftWrap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalisationCheckTest {
    private static final EngravingSpec LATIN =
            new EngravingSpec(10, 2, EngravingSpec.LATIN, Money.parse("EUR 4.00"), Duration.ofDays(1), false);
    private static final EngravingSpec ANYTHING =
            new EngravingSpec(5, 1, "", Money.parse("EUR 4.00"), Duration.ofDays(1), false);
    private static final GiftWrapSpec WRAP = new GiftWrapSpec(Money.parse("EUR 3.00"), 40);

    @Test
    void text_that_fits_is_taken() {
        assertThat(refusal(engraving("For Ada", "1815"), LATIN)).isEmpty();
        assertThat(refusal(giftWrap("Happy birthday,\nAda!"), LATIN)).isEmpty();
        assertThat(refusal(engraving("For Ada").and(giftWrap("")), LATIN)).isEmpty();
    }

    @Test
    void length_is_counted_in_characters_as_a_reader_sees_them() {
        assertThat(refusal(engraving("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"), LATIN))
                .as("ten letters with combining accents")
                .isEmpty();
        assertThat(refusal(engraving("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67ab"), ANYTHING))
                .as("a family of three code points and two letters")
                .isEmpty();
        assertThat(refusal(engraving("12345678901"), LATIN)).hasValueSatisfying(it -> {
            assertThat(it.code()).isEqualTo("engraving-length");
            assertThat(it.field()).isEqualTo("engraving");
            assertThat(it.message()).isEqualTo("There is room for 10 characters in the engraving, not 11.");
        });
    }

    @Test
    void the_field_and_the_first_character_that_cannot_be_made_are_named() {
        assertThat(refusal(engraving("Ada", "I \u2665 you \u265E"), LATIN))
                .contains(Refusal.of(
                        "engraving-character", "engraving line 2", "'\u2665' (character 3) cannot be engraved here."));
    }

    @Test
    void accents_are_the_same_however_they_are_typed() {
        assertThat(engraving("Zoe\u0308")).isEqualTo(engraving("Zo\u00EB"));
        assertThat(refusal(engraving("Zoe\u0308"), LATIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007b",
                "a\u202Eb",
                "a\u2066b",
                "a\u200Eb",
                "a\uFEFFb",
                "a\u2028b",
                "a\uD800b",
                "a\uE000b",
                "a\nb"
            })
    void invisible_broken_and_direction_characters_are_refused(String text) {
        Refusal refusal = refusal(engraving(text), ANYTHING).orElseThrow();

        assertThat(refusal.code()).isEqualTo("forbidden-character");
        assertThat(refusal.message())
                .contains(String.format("U+%04X", text.codePointAt(1)))
                .contains("number 2");
    }

    @Test
    void script_is_text_like_any_other() {
        assertThat(refusal(giftWrap("<script>alert(1)</script>"), LATIN)).isEmpty();
        assertThat(giftWrap("<script>alert(1)</script>").giftMessage()).contains("<script>alert(1)</script>");
    }

    @Test
    void the_number_of_a_card_is_refused_kindly() {
        Refusal message = refusal(giftWrap("4111 1111 1111 1111"), LATIN).orElseThrow();
        EngravingSpec wide = new EngravingSpec(30, 2, "", Money.parse("EUR 4.00"), Duration.ZERO, true);
        Refusal twoLines = refusal(engraving("4111 1111", "1111 1111"), wide).orElseThrow();

        assertThat(message.code()).isEqualTo("card-number");
        assertThat(message.message()).contains("For your safety").doesNotContain("4111");
        assertThat(twoLines.code()).isEqualTo("card-number");
    }

    @Test
    void what_the_article_does_not_offer_is_refused() {
        SaleItem plain = item(Optional.empty(), Optional.empty());

        assertThat(PersonalisationCheck.refuses(engraving("Ada"), plain)
                        .orElseThrow()
                        .code())
                .isEqualTo("engraving-not-offered");
        assertThat(PersonalisationCheck.refuses(giftWrap(""), plain)
                        .orElseThrow()
                        .code())
                .isEqualTo("gift-wrap-not-offered");
        assertThat(refusal(engraving("a", "b", "c"), LATIN).orElseThrow().message())
                .isEqualTo("There is room for 2 lines of engraving, not 3.");
        assertThat(refusal(giftWrap("x".repeat(41)), LATIN).orElseThrow().code())
                .isEqualTo("gift-message-length");
        assertThat(refusal(giftWrap("x".repeat(1_000_000)), LATIN).orElseThrow().code())
                .isEqualTo("text-length");
    }

    @Test
    void blank_lines_at_the_end_and_blanks_around_are_nothing() {
        assertThat(engraving(" Ada ", "", "  ")).isEqualTo(engraving("Ada"));
        assertThat(engraving("", " ")).isEqualTo(Personalisation.NONE);
        assertThat(engraving("", "Ada").engravingLines()).containsExactly("", "Ada");
    }

    @Test
    void it_is_read_back_as_it_was_written_and_equal_ones_have_one_text() {
        Personalisations texts = new Personalisations(new Json());
        Personalisation both = engraving("\"Ada\" \\ <b>").and(giftWrap("a\r\nb"));

        assertThat(texts.read(texts.write(both))).isEqualTo(both);
        assertThat(texts.write(giftWrap("a\nb").and(engraving("\"Ada\" \\ <b>"))))
                .isEqualTo(texts.write(both));
        assertThat(texts.write(Personalisation.NONE)).isEmpty();
        assertThat(texts.read("")).isEqualTo(Personalisation.NONE);
        assertThat(Personalisations.hash(texts.write(both))).hasSize(64);
    }

    private static Optional<Refusal> refusal(Personalisation wish, EngravingSpec spec) {
        return PersonalisationCheck.refuses(wish, item(Optional.of(spec), Optional.of(WRAP)));
    }

    private static SaleItem item(Optional<EngravingSpec> engraving, Optional<GiftWrapSpec> wrap) {
        return new SaleItem(
                Sku.of("MUG"),
                new UUID(0, 1),
                "mug",
                "Mug",
                "",
                Money.parse("EUR 12.50"),
                "standard",
                400,
                true,
                true,
                Optional.empty(),
                engraving,
                wrap,
                Duration.ZERO,
                Optional.empty(),
                "");
    }
}
