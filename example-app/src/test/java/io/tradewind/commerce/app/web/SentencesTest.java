package io.tradewind.commerce.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.app.console.CallSaid;
import io.tradewind.commerce.app.console.Words;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Retry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final Lang german = Lang.of("/de/");
    private final Sentences de = Sentences.of(german);
    private final Sentences ar = Sentences.of(Lang.of("/ar/"));

    private static Map<String, String> file(String tag) throws IOException {
        try (InputStream in = SentencesTest.class.getResourceAsStream("/words/console." + tag + ".po")) {
            return PoFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static Set<String> places(String text) {
        Set<String> all = new TreeSet<>();
        PLACE.matcher(text).results().forEach(it -> all.add(it.group()));
        return all;
    }

    @Test
    void both_files_have_every_sentence_and_no_value_that_the_english_one_lacks() throws IOException {
        assertThat(file("ar").keySet()).isEqualTo(file("de").keySet());
        for (String tag : List.of("de", "ar")) {
            file(tag)
                    .forEach((english, text) -> assertThat(places(english))
                            .as("%s of %s", tag, english)
                            .containsAll(places(text)));
        }
    }

    @Test
    void values_in_a_sentence_are_said_in_its_language() {
        assertThat(de.say("due Thu 26 Nov, 20:00")).isEqualTo("fällig Do. 26. Nov., 20:00 Uhr");
        assertThat(de.say("at most €1,042.50")).isEqualTo("höchstens 1.042,50\u00a0€");
        assertThat(de.say("up to €42.50 can go back")).isEqualTo("bis zu 42,50\u00a0€ kann zurück");
        assertThat(de.say("SMS · Tue 24 Nov, 09:30")).isEqualTo("SMS · Di. 24. Nov., 09:30 Uhr");
        assertThat(de.say("in 5 h 29 min")).isEqualTo("in 5 Std. 29 Min.");
        assertThat(ar.say("1 to pack")).contains("1").doesNotContain("pack");
        assertThat(de.say("November 2026")).isEqualTo("November 2026");
        assertThat(de.say("March 2027")).isEqualTo("März 2027");
        assertThat(ar.say("March 2027")).isEqualTo("مارس 2027");
        assertThat(de.say("expected 1.02 kg; empty takes that")).contains("1,02 kg");
        assertThat(ar.say("expected 1.02 kg; empty takes that"))
                .contains("1.02", " كغ")
                .doesNotContain("kg");
        assertThat(ar.say("26 ms")).contains("26", " م.ث").doesNotContain("ms");
    }

    @Test
    void a_list_of_settings_does_not_keep_its_sentence_in_english() {
        assertThat(de.say("Saved, and in force from now on: Refund script as in the shop’s code, Settle after."
                        + " It answered in 3 ms."))
                .isEqualTo(
                        "Gespeichert und ab jetzt gültig: Drehbuch beim Erstatten wie im Code des Shops, Geklärt nach."
                                + " Antwort nach 3 ms.");
        assertThat(de.say("Not saved. Wrong are: Refund script, Settle after."))
                .isEqualTo("Nicht gespeichert. Falsch sind: Drehbuch beim Erstatten, Geklärt nach.");
        assertThat(
                        de.say(
                                "MUG-CLAY belongs to 'Mug, Clay' (MUG-CLAY), not to order JJ-1. Scan Trail bottle, Moss / 1 l."))
                .isEqualTo("MUG-CLAY gehört zu „Mug, Clay“ (MUG-CLAY), nicht zur Bestellung JJ-1."
                        + " Trail bottle, Moss / 1 l scannen.");
        assertThat(de.say("X-1 belongs to nothing that we know, not to order JJ-1. Scan Mug, Sky."))
                .isEqualTo("X-1 gehört zu nichts Bekanntem, nicht zur Bestellung JJ-1. Mug, Sky scannen.");
        assertThat(de.say("1 accepted · 1 put aside")).isEqualTo("1 angenommen · 1 beiseitegelegt");
    }

    @Test
    void what_the_library_says_of_a_value_or_a_case_is_said_in_both_languages() {
        assertThat(List.of(
                        "“FIVER”: there is a code that reads the same.",
                        "“150”: 0 to 100, at most four decimals.",
                        "“Moss / S”: other options than variant 1.",
                        "Allowed: another number than variant 2.",
                        "The provider’s answer does not fit what was asked or is booked: amount €42.91, asked €42.90."
                                + " Compare it with what the provider itself shows, then say how it was settled.",
                        "The buyer's bank disputes €25.00 through 'card', dispute dp-7: hand evidence in at the"
                                + " provider by Thu 3 Dec, 10:00.",
                        "€25.00 is reserved through 'card' only until Thu 3 Dec, 10:00. Take it before then, or give it"
                                + " up; afterwards the buyer must pay anew."))
                .allSatisfy(it -> {
                    assertThat(de.say(it)).doesNotContain(" the ", " than ", " is ", " to ", "amount", "asked");
                    assertThat(ar.say(it)).doesNotContainPattern("[a-z]{3,} [a-z]{3,}");
                });
        assertThat(de.say("“150”: 0 to 100, at most four decimals."))
                .isEqualTo("„150“: 0 bis 100, höchstens vier Nachkommastellen.");
    }

    @Test
    void what_was_asked_of_a_provider_and_what_it_answered_is_said_in_both_languages() {
        List<String> asked = List.of(
                "authorize",
                "purchase",
                "capture",
                "cancel",
                "refund",
                "complete",
                "increment",
                "query",
                "forget",
                "judge",
                "deliver",
                "accept",
                "send",
                "start",
                "check",
                "quote",
                "book",
                "query-booking",
                "label",
                "tracking");
        List<String> answered = Stream.<Enum<?>[]>of(
                        Effect.values(), DeclineCode.values(), Retry.values(), RejectCode.values())
                .flatMap(Stream::of)
                .map(it -> Words.plain(it.name()))
                .toList();
        assertThat(Stream.of(asked, answered, List.of("late: Approved", "Not known there"))
                        .flatMap(List::stream))
                .allSatisfy(it -> {
                    assertThat(de.say(it)).isNotEqualTo(it);
                    assertThat(ar.say(it)).isNotEqualTo(it).doesNotContainPattern("[a-z]{3,}");
                });
        assertThat(CallSaid.of("CAPTURED EUR 42.90 00")).isEqualTo(new CallSaid(List.of("Captured", "€42.90"), "00"));
        assertThat(CallSaid.of("INSUFFICIENT_FUNDS LATER 51"))
                .isEqualTo(new CallSaid(List.of("Insufficient funds", "Later"), "51"));
        assertThat(CallSaid.of("HTTP 503 from the server"))
                .isEqualTo(new CallSaid(List.of(), "HTTP 503 from the server"));
    }

    @Test
    void what_somebody_wrote_is_never_taken_for_a_sentence_of_ours() {
        assertThat(de.say("Moss · FLASK-1 · engraved “Today” · gift wrap, card “Paid”"))
                .isEqualTo("Moss · FLASK-1 · graviert „Today“ · Geschenkverpackung, Karte „Paid“");
        String card = "gift wrap, card “All is · Paid · and well. Open. Late”";
        assertThat(de.say(card)).isEqualTo("Geschenkverpackung, Karte „All is · Paid · and well. Open. Late“");
        assertThat(de.say("MUG-1 · engraved “a · Paid · b”")).contains("“a · Paid · b”");
        assertThat(de.say("Order something that the shop does not know"))
                .as("few words of ours around a sentence of others")
                .isEqualTo("Order something that the shop does not know");
        assertThat(de.say("Ada Brandt")).isEqualTo("Ada Brandt");
    }

    @Test
    void nothing_that_stands_beside_a_value_is_taken_for_a_part_of_it() {
        String line = "Moss · FLASK-1 · engraved “For Ada, / always” · gift wrap, card “Love, Jonas” · 1 piece";
        assertThat(ar.say(line))
                .as("a translation that leaves the number out leaves nothing else out")
                .contains("Moss", "FLASK-1", "For Ada, / always", "Love, Jonas");
        assertThat(de.say("Noted, and the stock is corrected. It follows in a parcel of its own. Pack the rest."))
                .isEqualTo("Notiert, der Bestand ist berichtigt. Es folgt in einem eigenen Paket. Den Rest packen.");
        assertThat(de.say("Saved, and in force from now on: Refund script. It answered in 0 ms."))
                .isEqualTo("Gespeichert und ab jetzt gültig: Drehbuch beim Erstatten. Antwort nach 0 ms.");
        assertThat(PageTongue.page(german, "<html><p><bdi>Ada</bdi> · 3 pieces · Standard</p></html>"))
                .contains("<bdi>Ada</bdi> · 3 Stück · Standard");
    }

    @Test
    void signs_and_fractions_stay_on_their_side_where_lines_run_from_right_to_left() {
        assertThat(ar.say("-2")).isEqualTo("\u2066-2\u2069");
        assertThat(ar.say("0 / 2")).isEqualTo("\u20660 / 2\u2069");
        assertThat(ar.say("SMS-1 · to pack")).startsWith("\u2068SMS-1\u2069 · ");
        assertThat(de.say("0 / 2")).isEqualTo("0 / 2");
    }

    @Test
    void a_page_keeps_what_html_says_is_not_to_be_translated() {
        String page = "<!doctype html><html lang=\"en\" dir=\"ltr\"><body><h1>Today</h1><p dir=\"auto\">Today</p>"
                + "<p translate=\"no\">Today</p><svg viewBox=\"0 0 1 1\"><text>Today</text></svg>"
                + "<input dir=\"auto\" placeholder=\"Type, then Enter\" value=\"Today\"></body></html>";
        assertThat(PageTongue.page(german, page))
                .contains("<html lang=\"de\" dir=\"ltr\">", "<h1>Heute</h1>", "viewBox")
                .contains("<p dir=\"auto\">Today</p>", "<p translate=\"no\">Today</p>", "<text>Today</text>")
                .contains("placeholder=\"Schreiben, dann Enter\"", "value=\"Today\"");
        assertThat(PageTongue.page(Lang.DEFAULT, page)).isEqualTo(page);
    }

    @Test
    void a_file_that_is_none_says_where() {
        assertThatThrownBy(() -> PoFile.read(List.of("msgid \"a\"", "msgstr b")))
                .hasMessageContaining("not in quotes");
        assertThatThrownBy(() -> PoFile.read(List.of("hello"))).hasMessageContaining("no entry of a .po file: hello");
        assertThatThrownBy(() -> PoFile.read(List.of("msgid \"a\"", "msgstr \"b\"", "msgid \"a\"", "msgstr \"c\"")))
                .hasMessageContaining("twice");
    }
}
