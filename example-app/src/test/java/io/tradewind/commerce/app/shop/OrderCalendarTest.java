package io.tradewind.commerce.app.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines and words of a calendar file, as RFC 5545 asks for them in sections 3.1 and 3.3.11. */
class OrderCalendarTest {
    @Test
    void no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        for (String letter : List.of("a", "\u00fc", "\u20ac", "\ud83c\udf81")) {
            for (int many = 1; many < 200; many++) {
                String content = "SUMMARY:" + letter.repeat(many);
                String line = OrderCalendar.line(content);
                assertThat(line).endsWith("\r\n");
                for (String physical : line.split("\r\n")) {
                    byte[] octets = physical.getBytes(StandardCharsets.UTF_8);
                    assertThat(octets).hasSizeLessThanOrEqualTo(75);
                    assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(physical);
                }
                assertThat(line.replace("\r\n ", "")).as("unfolded").isEqualTo(content + "\r\n");
            }
        }
        assertThat(OrderCalendar.line("x".repeat(75))).isEqualTo("x".repeat(75) + "\r\n");
        assertThat(OrderCalendar.line("x".repeat(76))).isEqualTo("x".repeat(75) + "\r\n x\r\n");
    }

    @Test
    void what_means_something_in_words_is_escaped_and_control_characters_are_left_out() {
        assertThat(OrderCalendar.text("Jet, Jun; & \\Co: \"x\"")).isEqualTo("Jet\\, Jun\\; & \\\\Co: \"x\"");
        assertThat(OrderCalendar.text("one\r\ntwo\nthree\u0007\tfour")).isEqualTo("one\\ntwo\\nthree\tfour");
    }
}
