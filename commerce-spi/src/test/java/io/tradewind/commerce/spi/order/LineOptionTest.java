package io.tradewind.commerce.spi.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.order.LineOption.Checked;
import io.tradewind.commerce.spi.order.LineOption.Field;
import io.tradewind.commerce.spi.order.LineOption.Problem;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LineOptionTest {
    /** Two lines of ten letters; the script face has no digits. */
    private static final class Engraving implements LineOption {
        @Override
        public List<Field> fields() {
            return List.of(
                    Field.choice("face", "serif", "script"),
                    Field.text("text", 10, 2, "[\\p{L}\\p{N} .&]|\u2764\ufe0f"));
        }

        @Override
        public Money price(Map<String, String> values, CurrencyUnit currency) {
            return Money.ofMajor(currency, 5);
        }

        @Override
        public String glyphs(Field field, Map<String, String> values) {
            return field.name().equals("text") && "script".equals(values.get("face"))
                    ? "[\\p{L} ]"
                    : field.allowedGlyphs();
        }
    }

    private final LineOption engraving = new Engraving();

    @Test
    void good_text_is_composed_trimmed_and_printed_exactly() {
        Checked checked = engraving.check(Map.of("face", "serif", "text", "  Zoe\u0308 & Max\r\n2026 "));
        assertThat(checked).isEqualTo(new Checked.Good(Map.of("face", "serif", "text", "Zoë & Max\n2026")));
        assertThat(engraving.print(((Checked.Good) checked).values()))
                .containsExactly("face: serif", "text: Zoë & Max\n2026");
    }

    @Test
    void length_counts_what_a_reader_sees() {
        assertThat(engraving.check(Map.of("face", "serif", "text", "\u2764\ufe0f".repeat(10))))
                .isInstanceOf(Checked.Good.class);
        assertThat(engraving.check(Map.of("face", "serif", "text", "12345678901")))
                .isEqualTo(bad("text", Problem.What.TOO_LONG, "10"));
        assertThat(engraving.check(Map.of("face", "serif", "text", "a\nb\nc")))
                .isEqualTo(bad("text", Problem.What.TOO_MANY_LINES, "2"));
    }

    @Test
    void the_first_character_that_cannot_be_made_is_named() {
        assertThat(engraving.check(Map.of("face", "serif", "text", "For \u2602!")))
                .isEqualTo(bad("text", Problem.What.BAD_CHARACTER, "\u2602"));
        assertThat(engraving.check(Map.of("face", "script", "text", "Ada 7")))
                .isEqualTo(bad("text", Problem.What.BAD_CHARACTER, "7"));
    }

    @Test
    void control_and_direction_characters_are_never_made() {
        LineOption free = new LineOption() {
            @Override
            public List<Field> fields() {
                return List.of(Field.text("text", 100, 1, ""));
            }

            @Override
            public Money price(Map<String, String> values, CurrencyUnit currency) {
                return Money.zero(currency);
            }
        };
        for (String hostile : List.of("a\u0007b", "a\u202eb", "a\u2066b", "a\ud800b", "a\ue000\u0000")) {
            assertThat(free.check(Map.of("text", hostile))).isInstanceOf(Checked.Bad.class);
        }
        assertThat(free.check(Map.of("text", "<b>\"'&".repeat(3)))).isInstanceOf(Checked.Good.class);
        assertThat(free.check(Map.of("text", "x".repeat(20_000)))).isInstanceOf(Checked.Bad.class);
    }

    @Test
    void missing_unknown_and_unoffered_values_are_told_together() {
        assertThat(engraving.check(Map.of("face", "gothic", "size", "big")))
                .isEqualTo(new Checked.Bad(List.of(
                        new Problem("face", Problem.What.NOT_A_CHOICE, ""),
                        new Problem("text", Problem.What.MISSING, ""),
                        new Problem("size", Problem.What.UNKNOWN_FIELD, ""))));
    }

    private static Checked bad(String field, Problem.What what, String detail) {
        return new Checked.Bad(List.of(new Problem(field, what, detail)));
    }
}
