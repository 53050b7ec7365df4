package io.tradewind.commerce.spi.phone;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Call;
import java.util.Locale;

/**
 * Asks for a code to be made and sent. Does not print the number.
 *
 * @param call identity and time budget
 * @param phoneE164 number as {@code +4915123456789}
 * @param channel how to send it
 * @param brand name of the shop in the text
 * @param locale language of the text
 */
public record StartVerification(Call call, String phoneE164, Channel channel, String brand, Locale locale) {
    /** Refuses missing parts. */
    public StartVerification {
        requireNonNull(call, "call");
        requireNonNull(phoneE164, "phoneE164");
        requireNonNull(channel, "channel");
        requireNonNull(brand, "brand");
        requireNonNull(locale, "locale");
    }

    @Override
    public String toString() {
        return "StartVerification[" + call.id() + ", " + channel + ", ***]";
    }
}
