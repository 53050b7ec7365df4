package io.tradewind.commerce.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.checkout.CheckoutContacts;
import io.tradewind.commerce.checkout.CheckoutState;
import io.tradewind.commerce.launch.SignUpContacts;
import io.tradewind.commerce.launch.SignUpState;
import io.tradewind.commerce.message.MessageTexts.Words;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {
    private static final String MARKUP = "<script>alert('x')</script> & \"Ada\"";

    /** Characters that a text message carries without halving its length. */
    private static final Pattern GSM =
            Pattern.compile("[@£$¥èéùìòÇØøÅåÆæßÉ !\"#¤%&'()*+,./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà_-]*");

    private static Store store(String language) {
        return new StoreSpec("mugs")
                .brand("Mugs & more")
                .language(language)
                .orderLink("https://shop.example/o/{token}?a=1&b=2")
                .build(1);
    }

    private static Values full(Template template) {
        Values values = Values.of(template, "Mugs & more", MARKUP)
                .money("total", Money.parse("EUR 1234.50"))
                .money("amount", Money.parse("EUR 1234.50"));
        for (String name : template.uses()) {
            if (!name.equals("total") && !name.equals("amount") && !name.equals("link")) {
                values = values.text(name, "<b>" + name + "</b>");
            }
        }
        return values.text("link", "https://shop.example/o/token?a=1&b=2");
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void every_message_has_its_words_in_both_languages_with_all_values_and_with_hardly_any(Template template) {
        Wording wording = new Wording(MessageTexts.bundled());
        for (String language : new String[] {"en", "de"}) {
            for (Channel channel : new Channel[] {Channel.EMAIL, Channel.SMS}) {
                Values bare = Values.of(template, "Mugs & more", "")
                        .money("amount", Money.parse("EUR 1"))
                        .money("total", Money.parse("EUR 1"))
                        .text("order", "R-1001")
                        .text("location", "main")
                        .text("title", "Lamp");
                for (Values values : new Values[] {full(template), bare}) {
                    Wording.Written it = wording.write(store(language), template, channel, values);

                    assertThat(it.language().getLanguage()).isEqualTo(language);
                    assertThat(it.text()).isNotBlank().doesNotContain("{", "}", ": \n", "  ");
                    if (channel == Channel.SMS) {
                        assertThat(it.text()).startsWith("Mugs & more: ").hasSizeLessThanOrEqualTo(160);
                        assertThat(GSM.matcher(it.text()).matches())
                                .as(it.text())
                                .isTrue();
                    } else {
                        assertThat(it.subject()).isNotBlank().doesNotContain("{", "\n");
                        assertThat(it.html().orElseThrow()).contains("lang=\"" + language + "\"");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void markup_in_a_value_shows_as_text(Template template) {
        Wording.Written it =
                new Wording(MessageTexts.bundled()).write(store("en"), template, Channel.EMAIL, full(template));

        assertThat(it.html().orElseThrow()).doesNotContain("<script", "<b>").contains("Mugs &amp; more");
        if (it.text().contains("https://")) {
            assertThat(it.html().orElseThrow())
                    .contains("<a href=\"https://shop.example/o/token?a=1&amp;b=2\">https://shop.example/o/token");
        }
    }

    @Test
    void what_people_type_stays_on_one_line_and_in_one_direction() {
        Values values = Values.of(Template.ORDER_RECEIVED, "Mugs", "Ada\r\nBcc: all@shop.example\u202Eevil")
                .text("order", "R-1\nX: y");
        Wording.Written it = new Wording(
                        (template, channel, language) -> Optional.of(new Words("{order} {name}", "{name}")))
                .write(store("en"), Template.ORDER_RECEIVED, Channel.EMAIL, values);

        assertThat(it.subject()).isEqualTo("R-1 X: y Ada Bcc: all@shop.exampleevil");
        assertThat(it.text()).isEqualTo("Ada Bcc: all@shop.exampleevil");
    }

    @Test
    void money_and_days_are_written_as_the_language_writes_them() {
        Values values = Values.of(Template.REFUNDED, "Mugs", "Ada").money("amount", Money.parse("EUR 1234.50"));
        Wording wording = new Wording(MessageTexts.bundled());

        assertThat(wording.write(store("en"), Template.REFUNDED, Channel.EMAIL, values)
                        .subject())
                .isEqualTo("Mugs: EUR 1,234.50 goes back to you");
        assertThat(wording.write(store("de-AT"), Template.REFUNDED, Channel.EMAIL, values)
                        .subject())
                .startsWith("Mugs: 1")
                .endsWith("234,50 EUR gehen an Sie zurück");
        assertThat(wording.write(store("fr"), Template.REFUNDED, Channel.EMAIL, values)
                        .language())
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void a_text_message_drops_what_does_not_fit_and_cuts_no_link() {
        String link = "https://shop.example/" + "x".repeat(110);

        assertThat(Sms.of("Mugs", "Order R-1001 is on its way.\n" + link))
                .isEqualTo("Mugs: Order R-1001 is on its way.");
        assertThat(Sms.of("Mugs", "On its way.\n" + link)).endsWith(link);
        assertThat(Sms.of("B".repeat(99), "a".repeat(999))).hasSize(160).startsWith("B".repeat(30) + ": a");
    }

    @Test
    void own_words_with_a_value_nobody_knows_fail_in_the_preview_and_never_at_a_customer() {
        MessageTexts typo = (template, channel, language) -> Optional.of(new Words("Danke", "Danke für {oder}"));
        Wording wording = new Wording(typo);
        Values values = full(Template.ORDER_RECEIVED);

        assertThatThrownBy(() ->
                        wording.preview(store("de"), Template.ORDER_RECEIVED, Channel.EMAIL, Locale.GERMAN, values))
                .hasMessageContaining("{oder} is no value of this message; use some of [brand, day, link, name, order");
        assertThat(wording.write(store("de"), Template.ORDER_RECEIVED, Channel.EMAIL, values)
                        .text())
                .contains("ist bei uns eingegangen");

        MessageTexts broken = (template, channel, language) -> {
            throw new IllegalStateException("no file");
        };
        assertThat(new Wording(broken)
                        .write(store("de"), Template.DELIVERED, Channel.SMS, full(Template.DELIVERED))
                        .text())
                .contains("wurde zugestellt");
    }

    @Test
    void own_words_take_the_place_of_ours_where_there_are_some() {
        MessageTexts own = MessageTexts.files(WordingTest.class, "own", Locale.GERMAN);
        Wording wording = new Wording(own);

        Wording.Written mail = wording.write(store("de"), Template.DELIVERED, Channel.EMAIL, full(Template.DELIVERED));
        assertThat(mail.subject()).isEqualTo("Da!");
        assertThat(mail.html())
                .contains("<h1>Da ist es, &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Ada&quot;</h1>");
        assertThat(wording.write(store("de"), Template.DELIVERED, Channel.SMS, full(Template.DELIVERED))
                        .text())
                .contains("wurde zugestellt");
        assertThat(wording.write(store("en"), Template.DELIVERED, Channel.EMAIL, full(Template.DELIVERED))
                        .text())
                .contains("was delivered");
        assertThatThrownBy(() -> MessageTexts.files(WordingTest.class, "own", Locale.FRENCH))
                .hasMessageContaining("own_fr.properties");
    }

    @Test
    void a_line_with_an_empty_value_is_left_out() {
        Filling filling = new Filling(Map.of("a", "1", "b", ""), it -> it);

        assertThat(filling.text("x {a}\n\ny {b}\n\nz")).isEqualTo("x 1\n\nz");
    }

    @Test
    void nothing_that_may_get_into_a_log_prints_a_receiver_or_what_is_said() {
        Values values = full(Template.DELIVERED);
        Wording.Written written =
                new Wording(MessageTexts.bundled()).write(store("en"), Template.DELIVERED, Channel.EMAIL, values);
        OutgoingMessage outgoing = new OutgoingMessage(
                Call.first(new OperationId(new UUID(7, 1)), Instant.EPOCH),
                "key",
                Channel.SMS,
                "+4915123456789",
                "Subject",
                "Text",
                Optional.empty(),
                Locale.ENGLISH);

        assertThat(List.of(
                        new Telling.Something("ada@shop.example", "+4915123456789", "R-1", values),
                        values,
                        written,
                        outgoing,
                        new CheckoutContacts.Buying(CheckoutState.PAYING, "ada@shop.example", "+4915123456789", "Ada"),
                        new SignUpContacts.Waiting(
                                SignUpState.REGISTERED, "ada@shop.example", "+4915123456789", "Lamp", "lamp", 1, null)))
                .allSatisfy(it -> assertThat(it.toString()).doesNotContain("ada", "Ada", "4915", "Text", "delivered"));
    }
}
