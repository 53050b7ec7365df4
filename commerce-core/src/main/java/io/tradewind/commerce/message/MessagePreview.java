package io.tradewind.commerce.message;

import io.tradewind.commerce.spi.phone.Channel;
import java.util.Locale;
import java.util.Optional;

/**
 * A message as a customer would get it, with made-up values.
 *
 * @param language it is written in; English where there are no words in the language asked for
 * @param subject empty for an SMS
 */
public record MessagePreview(
        Template template, Channel channel, Locale language, String subject, String text, Optional<String> html) {}
