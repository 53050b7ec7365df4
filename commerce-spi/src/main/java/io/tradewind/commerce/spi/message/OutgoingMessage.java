package io.tradewind.commerce.spi.message;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.phone.Channel;
import java.util.Locale;
import java.util.Optional;

/**
 * A rendered message. Prints neither receiver nor content.
 *
 * @param call identity and time budget
 * @param key order, template and fact: the same key is the same message
 * @param channel how to send it
 * @param to e-mail address or number as {@code +4915123456789}
 * @param subject subject, empty where the channel has none
 * @param text plain text
 * @param html HTML of the same content, if there is one
 * @param locale language of the content
 */
public record OutgoingMessage(
        Call call,
        String key,
        Channel channel,
        String to,
        String subject,
        String text,
        Optional<String> html,
        Locale locale) {
    /** Refuses missing parts. */
    public OutgoingMessage {
        requireNonNull(call, "call");
        requireNonNull(key, "key");
        requireNonNull(channel, "channel");
        requireNonNull(to, "to");
        requireNonNull(subject, "subject");
        requireNonNull(text, "text");
        requireNonNull(html, "html");
        requireNonNull(locale, "locale");
    }

    @Override
    public String toString() {
        return "OutgoingMessage[" + key + ", " + channel + ", ***]";
    }
}
