package io.tradewind.commerce.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** The language files: complete, well formed, and read as their languages want it. */
class LangTest {
    private static final Lang ENGLISH = Lang.of("/cart");
    private static final Lang GERMAN = Lang.of("/de/cart");
    private static final Lang ARABIC = Lang.of("/ar/cart");

    private static Set<String> words(Lang lang) {
        return lang.keys().stream()
                .filter(it -> !it.startsWith("name.") && !it.startsWith("about."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_language_says_everything_that_english_says_and_nothing_else() {
        for (Lang lang : List.of(GERMAN, ARABIC)) {
            assertThat(words(lang)).as(lang.tag()).isEqualTo(words(ENGLISH));
        }
    }

    @Test
    void every_text_can_be_filled_and_keeps_its_values() {
        Object[] values = {11, 12, 13};
        for (Lang lang : Lang.ALL) {
            for (String key : words(ENGLISH)) {
                String text = lang.t(key, values);
                assertThat(text).as(lang + " " + key).doesNotContain("{", "}", "plural");
                for (Object value : values) {
                    assertThat(text.contains(value.toString()))
                            .as(lang + " " + key + " says " + value)
                            .isEqualTo(ENGLISH.t(key, values).contains(value.toString()));
                }
            }
        }
    }

    @Test
    void every_key_on_a_page_is_in_the_file() throws IOException {
        Pattern used = Pattern.compile("(?:say|\\)|lang\\(context\\))\\.(?:t|html)\\(\\s*\"([a-zA-Z0-9_.-]+)\"[,)]");
        Set<String> missing = new TreeSet<>();
        int found = 0;
        for (Path file : sources()) {
            var matcher = used.matcher(Files.readString(file));
            while (matcher.find()) {
                found++;
                if (!ENGLISH.knows(matcher.group(1))) {
                    missing.add(file.getFileName() + ": " + matcher.group(1));
                }
            }
        }
        assertThat(found).isGreaterThan(200);
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("src/main/jte"));
                Stream<Path> code = Files.walk(Path.of("src/main/java"))) {
            return Stream.concat(pages, code)
                    .filter(Files::isRegularFile)
                    .filter(it -> !it.toString().contains("console"))
                    .toList();
        }
    }

    @Test
    void states_have_a_word_in_every_language() {
        for (Lang lang : Lang.ALL) {
            for (TrackingStatus it : TrackingStatus.values()) {
                assertThat(lang.word("tracking", it)).isNotBlank().doesNotContain("_");
            }
            for (ReturnReason it : ReturnReason.values()) {
                assertThat(lang.word("reason", it)).isNotBlank().doesNotContain("_");
            }
            for (ReturnState it : ReturnState.values()) {
                assertThat(lang.t("returned." + it.name() + ".title", "x")).isNotBlank();
                assertThat(lang.t("returned." + it.name(), "x", "y")).isNotBlank();
            }
            for (LaunchState it : LaunchState.values()) {
                assertThat(lang.word("launch", it)).isNotBlank().doesNotContain("_");
            }
        }
    }

    @Test
    void amounts_read_as_the_language_writes_them() {
        Money amount = Money.parse("EUR -1234.50");
        assertThat(ENGLISH.money(amount)).isEqualTo("−€1,234.50");
        assertThat(GERMAN.money(amount)).isEqualTo("−1.234,50\u00a0€");
        assertThat(ARABIC.money(amount)).as("isolated, in Latin digits").isEqualTo("\u2066−1,234.50\u00a0€\u2069");
        assertThat(ARABIC.extra(Money.parse("EUR 5.00")))
                .as("the plus stands where the minus does")
                .startsWith("\u2066+ ")
                .endsWith("\u2069");
        assertThat(ENGLISH.extra(Money.parse("EUR 5.00"))).isEqualTo("+ €5.00");
        assertThat(ENGLISH.cost(Money.parse("EUR 0.00"))).isEqualTo("Free");
        assertThat(ENGLISH.whole(Money.parse("EUR 40.00"))).as("a bound").isEqualTo("€40");
        assertThat(GERMAN.whole(Money.parse("EUR 40.50"))).isEqualTo("40,50\u00a0€");
        assertThat(GERMAN.cost(Money.parse("EUR 0.00"))).isEqualTo("Gratis");
    }

    @Test
    void a_day_and_a_time_within_a_sentence_read_in_its_direction() {
        String moment = ARABIC.moment(Instant.parse("2026-11-24T16:00:00Z"), ZoneId.of("Europe/Berlin"));
        assertThat(moment).as("each part may turn").contains("\u2068").contains("\u060c");
        assertThat(ARABIC.t("line.preorder", moment))
                .as("the whole may not: between its parts nothing tells its direction")
                .contains("\u2067" + moment + "\u2069");
        assertThat(ARABIC.t("line.preorder", "Ada")).contains("\u2068Ada\u2069");
    }

    @Test
    void a_date_that_ends_in_a_full_stop_ends_its_sentence_too() {
        assertThat(GERMAN.t("signup.until", "Fr. 25. Dez.")).isEqualTo("Ihre Einladung gilt bis Fr. 25. Dez.");
        assertThat(GERMAN.t("signup.until", "morgen")).isEqualTo("Ihre Einladung gilt bis morgen.");
    }

    @Test
    void numbers_choose_the_form_of_their_language() {
        assertThat(ENGLISH.t("phone.nomatch", 1)).endsWith("1 try left.");
        assertThat(ENGLISH.t("phone.nomatch", 4)).endsWith("4 tries left.");
        assertThat(GERMAN.t("phone.nomatch", 1)).endsWith("Noch 1 Versuch.");
        assertThat(ARABIC.t("card.choices", 2)).isEqualTo("خياران");
        assertThat(ARABIC.t("card.choices", 4)).contains("4").endsWith("خيارات");
        assertThat(ARABIC.t("card.choices", 12)).contains("12").endsWith("خيارًا");
        assertThat(ARABIC.span(Duration.ofMinutes(125))).contains("ساعتين", "5").endsWith("دقائق");
        assertThat(ARABIC.core("It takes 2 h to make: it leaves on Thu 26 Nov."))
                .contains("ساعتين");
    }

    @Test
    void what_the_library_says_is_said_in_the_language_with_its_values() {
        String minimum = "LENA needs EUR 40.00, your basket has EUR 34.00.";
        assertThat(ENGLISH.core(minimum)).isEqualTo("LENA needs €40.00, your basket has €34.00.");
        assertThat(GERMAN.core(minimum)).isEqualTo("LENA gilt ab 40,00\u00a0€, Ihr Korb hat 34,00\u00a0€.");
        String postcode = "A postcode in AT looks like 1010.";
        assertThat(ENGLISH.core(postcode)).isEqualTo("A postcode in Austria looks like 1010.");
        assertThat(GERMAN.core(postcode)).isEqualTo("Eine Postleitzahl in Österreich sieht aus wie 1010.");
        assertThat(GERMAN.core("There is no code AT. Check how it is written."))
                .as("a code is no country")
                .contains("AT");
        String bad = "'☂' (character 3) cannot be engraved here.";
        assertThat(GERMAN.core(bad)).isEqualTo("„☂“ (Zeichen 3) kann hier nicht graviert werden.");
        String two =
                "The account does not have enough room for this sum. Nothing was charged. Try again, or pay another way.";
        assertThat(GERMAN.core(two))
                .isEqualTo(
                        "Auf dem Konto ist nicht genug Spielraum für diese Summe. Es wurde nichts abgebucht. Versuchen Sie"
                                + " es noch einmal, oder bezahlen Sie anders.");
        assertThat(ENGLISH.core("Something nobody foresaw.")).isEqualTo("Something nobody foresaw.");
        assertThat(ENGLISH.core("We don't know 'Lucky bowl', or today's 'best' of it."))
                .isEqualTo("We don’t know “Lucky bowl”, or today’s “best” of it.");
    }

    @Test
    void a_path_knows_its_language() {
        assertThat(Lang.bare("/de/p/trail-bottle?sku=A")).isEqualTo("/p/trail-bottle?sku=A");
        assertThat(Lang.bare("/de")).isEqualTo("/");
        assertThat(Lang.bare("/desk")).isEqualTo("/desk");
        assertThat(GERMAN.to("/")).isEqualTo("/de/");
        assertThat(ENGLISH.to("/cart")).isEqualTo("/cart");
        assertThat(ARABIC.dir()).isEqualTo("rtl");
    }

    @Test
    void markup_in_values_stays_text() {
        assertThat(ENGLISH.html("thanks.number", "<b>*x*</b>"))
                .doesNotContain("<b>")
                .contains("&lt;b&gt;");
    }

    @Test
    void no_line_of_a_page_ends_between_a_number_and_the_word_it_belongs_to() {
        Instant at = Instant.parse("2026-11-24T16:00:00Z");
        ZoneId zone = ZoneId.of("Europe/Berlin");

        assertThat(Lang.DEFAULT.day(at, zone)).isEqualTo("Tue\u00a024\u00a0Nov");
        assertThat(GERMAN.moment(at, zone)).isEqualTo("Di.\u00a024.\u00a0Nov., 17:00\u00a0Uhr");
        assertThat(GERMAN.span(Duration.ofMinutes(329))).isEqualTo("5\u00a0Std.\u00a029\u00a0Min.");
        assertThat(ARABIC.day(at, zone)).isEqualTo("الثلاثاء\u00a024\u00a0نوفمبر");
        assertThat(Lang.DEFAULT.tied("Tomorrow, Wed 25 Nov by 17:00"))
                .isEqualTo("Tomorrow, Wed\u00a025\u00a0Nov by\u00a017:00");
        assertThat(ARABIC.tied("نوفمبر قبل \u206817:00\u2069")).isEqualTo("نوفمبر قبل\u00a0\u206817:00\u2069");
    }
}
