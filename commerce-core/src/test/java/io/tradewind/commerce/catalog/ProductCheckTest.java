package io.tradewind.commerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductCheckTest {
    private static final NewVariant PLAIN = NewVariant.of(Sku.of("A"), Money.parse("EUR 1"));

    @Test
    void every_fault_is_named_by_field_at_once() {
        NewProduct bad = NewProduct.named("")
                .slug("no blanks")
                .vendor("x".repeat(121))
                .descriptionHtml("bell \u0007")
                .options("Size", "size")
                .tag("tab\there")
                .picture("javascript:alert(1)", "x")
                .picture("../../secret", "x")
                .engraving(new EngravingSpec(0, 11, "\u0000", Money.parse("EUR -1"), Duration.ofDays(-1), true))
                .giftWrap(new GiftWrapSpec(Money.parse("USD 1"), -1))
                .variant(NewVariant.of(Sku.of("A"), Money.parse("USD 1")).choosing("S"))
                .variant(NewVariant.of(Sku.of("A"), Money.parse("EUR -1"))
                        .choosing("S", "")
                        .grams(-1)
                        .preorder(Instant.EPOCH, 0)
                        .barcode("1".repeat(41)));

        assertThat(faults(bad))
                .contains(
                        "title",
                        "slug",
                        "vendor",
                        "description",
                        "option[1]",
                        "tag[0]",
                        "picture.source[0]",
                        "picture.source[1]",
                        "engraving.maxGraphemes",
                        "engraving.lines",
                        "engraving.allowedGlyphs",
                        "engraving.price",
                        "engraving.leadTime",
                        "giftWrap.price",
                        "giftWrap.messageMax",
                        "variant.price[0]",
                        "variant.options[0]",
                        "variant.sku[1]",
                        "variant.price[1]",
                        "variant.grams[1]",
                        "variant.preorder[1]",
                        "variant.barcode[1]");
    }

    @Test
    void a_sound_product_has_no_fault() {
        assertThat(faults(NewProduct.named("Mug").variant(PLAIN))).isEmpty();
    }

    @Test
    void equal_options_are_refused_whatever_their_case() {
        NewProduct twins = NewProduct.named("Mug")
                .options("Size")
                .variant(NewVariant.of(Sku.of("A"), Money.parse("EUR 1")).choosing("Large"))
                .variant(NewVariant.of(Sku.of("B"), Money.parse("EUR 1")).choosing("large"));

        assertThat(check(twins, Optional.empty()).faults())
                .singleElement()
                .satisfies(it -> assertThat(it.rule()).contains("variant 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" java\tscript:alert(1)\">x</a>",
                "<iframe src=https://evil.example></iframe>",
                "<p style=\"background:url(javascript:x)\" onclick=x>hello</p>",
                "<svg/onload=alert(1)>",
                "<form action=/pay><input name=card></form>",
                "<object data=x></object><style>*{}</style>"
            })
    void nothing_of_a_description_can_run(String html) {
        String clean = CleanText.html(html);

        assertThat(clean)
                .doesNotContainIgnoringCase("script")
                .doesNotContain("on")
                .doesNotContain("style");
        assertThat(CleanText.html(clean)).isEqualTo(clean);
    }

    @Test
    void plain_formatting_of_a_description_stays() {
        String html = "<p>Good <b>tea</b> &amp; <i>cake</i></p><ul><li>one</li></ul>";

        assertThat(CleanText.html(html)).isEqualTo(html);
        assertThat(CleanText.html("5 < 6 & 7")).isEqualTo("5 &lt; 6 &amp; 7");
    }

    @Test
    void a_made_number_is_readable_stays_and_never_collides() {
        assertThat(GeneratedSku.of("clay-pot", List.of("Regular"), it -> false)).isEqualTo("CLAY-POT.REGULAR");
        assertThat(GeneratedSku.of("clay-pot", List.of("Extra large"), it -> false))
                .isEqualTo("CLAY-POT.EXTRA-LARGE");
        String longest = GeneratedSku.of("a".repeat(120), List.of("b".repeat(100)), it -> false);
        assertThat(longest)
                .hasSizeLessThanOrEqualTo(40)
                .isEqualTo(GeneratedSku.of("a".repeat(120), List.of("b".repeat(100)), it -> false));
        assertThat(GeneratedSku.of("a", List.of("größe"), it -> false))
                .isNotEqualTo(GeneratedSku.of("a", List.of("gräße"), it -> false));
        assertThat(Sku.isValid(GeneratedSku.of("名", List.of("前"), it -> false))).isTrue();
        assertThat(GeneratedSku.of("a", List.of(), "A"::equals))
                .startsWith("A-")
                .hasSize(10);
    }

    @Test
    void a_variant_without_a_number_keeps_the_one_it_has() {
        Product before = check(
                        NewProduct.named("Mug").options("Size").variant(PLAIN.choosing("Large")), Optional.empty())
                .draft()
                .toProduct(new ProductId(new UUID(1, 2)), true, 1);
        NewProduct later = NewProduct.named("Mug")
                .options("Size")
                .variant(NewVariant.unnumbered(Money.parse("EUR 2")).choosing("LARGE"))
                .variant(NewVariant.unnumbered(Money.parse("EUR 2")).choosing("Small"));

        ProductCheck.Checked checked = check(later, Optional.of(before));

        assertThat(checked.faults()).isEmpty();
        assertThat(checked.draft().variants())
                .extracting(it -> it.sku().value())
                .containsExactly("A", "MUG.SMALL");
    }

    private static List<String> faults(NewProduct product) {
        return check(product, Optional.empty()).faults().stream()
                .map(Fault::where)
                .toList();
    }

    private static ProductCheck.Checked check(NewProduct product, Optional<Product> before) {
        return ProductCheck.check(product, before, CurrencyUnit.EUR);
    }
}
