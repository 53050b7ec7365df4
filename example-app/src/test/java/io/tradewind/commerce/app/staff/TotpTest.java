package io.tradewind.commerce.app.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Codes as RFC 6238, appendix B, has them, shortened to six digits. */
class TotpTest {
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; // 12345678901234567890

    @Test
    void codes_are_those_of_the_standard() {
        assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(SECRET, 1_111_111_109 / 30)).isEqualTo("081804");
        assertThat(Totp.code(SECRET, 1_111_111_111 / 30)).isEqualTo("050471");
        assertThat(Totp.code(SECRET, 1_234_567_890 / 30)).isEqualTo("005924");
        assertThat(Totp.code(SECRET, 2_000_000_000 / 30)).isEqualTo("279037");
        assertThat(Totp.code(SECRET, 20_000_000_000L / 30)).isEqualTo("353130");
    }

    @Test
    void a_clock_may_be_half_a_minute_off_and_no_code_is_good_twice() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        long here = 1_111_111_111 / 30;
        assertThat(Totp.step(SECRET, "050471", now, 0)).hasValue(here);
        assertThat(Totp.step(SECRET, "050471", now.plusSeconds(30), 0)).hasValue(here);
        assertThat(Totp.step(SECRET, "050471", now.minusSeconds(30), 0)).hasValue(here);
        assertThat(Totp.step(SECRET, "050471", now.plusSeconds(61), 0)).isEmpty();
        assertThat(Totp.step(SECRET, "050471", now, here)).isEmpty();
        assertThat(Totp.step(SECRET, "50471", now, 0)).isEmpty();
        assertThat(Totp.step(SECRET, "", now, 0)).isEmpty();
    }

    @Test
    void secrets_differ_and_the_address_names_shop_and_person() {
        assertThat(Totp.secret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.secret());
        assertThat(Totp.address(SECRET, "Juniper & Jet", "mira"))
                .isEqualTo("otpauth://totp/Juniper%20%26%20Jet:mira?secret=" + SECRET + "&issuer=Juniper%20%26%20Jet");
    }
}
