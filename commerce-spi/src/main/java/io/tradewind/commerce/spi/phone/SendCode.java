package io.tradewind.commerce.spi.phone;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Call;
import java.util.Locale;

/**
 * A message with a code. Prints neither number nor text.
 *
 * @param call identity and time budget
 * @param phoneE164 number as {@code +4915123456789}
 * @param channel how to send it
 * @param text what to send, rendered by the core
 * @param locale language of the text
 */
public record SendCode(Call call, String phoneE164, Channel channel, String text, Locale locale) {
    /** Refuses missing parts. */
    public SendCode {
        requireNonNull(call, "call");
        requireNonNull(phoneE164, "phoneE164");
        requireNonNull(channel, "channel");
        requireNonNull(text, "text");
        requireNonNull(locale, "locale");
    }

    @Override
    public String toString() {
        return "SendCode[" + call.id() + ", " + channel + ", ***]";
    }
}
