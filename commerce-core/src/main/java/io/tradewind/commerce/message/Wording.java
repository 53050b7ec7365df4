package io.tradewind.commerce.message;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.message.MessageTexts.Words;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages: the shop's own words where they can be used, else the bundled ones. Safe for many threads. */
@Singleton
final class Wording {
    private static final Logger log = LoggerFactory.getLogger(Wording.class);

    private final MessageTexts own;
    private final Map<String, MessageTexts> bundled = new HashMap<>();
    private final Map<String, Properties> formats = new HashMap<>();

    @Inject
    Wording(MessageTexts own) {
        this.own = own;
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.GERMAN}) {
            bundled.put(language.getLanguage(), MessageTexts.files(Wording.class, "texts", language));
            formats.put(language.getLanguage(), WordFiles.read(Wording.class, "texts", language));
        }
    }

    /**
     * A message in words.
     *
     * @param subject empty for an SMS
     */
    record Written(String subject, String text, Optional<String> html, Locale language) {
        @Override
        public String toString() {
            return "Written[" + language + "]";
        }
    }

    /** What a customer is sent; never fails for words of the shop's own. */
    Written write(Store store, Template template, Channel channel, Values values) {
        Locale language = store.policy().messages().language();
        try {
            Optional<Words> words = own.find(template, channel, language);
            if (words.isPresent()) {
                return written(store, channel, language, words.get(), values.in(language, format(language)));
            }
        } catch (RuntimeException unusable) {
            log.error(
                    "The words of {} for {} in {} cannot be used, the bundled ones are: {}",
                    template,
                    channel,
                    language,
                    unusable.toString());
        }
        return bundled(store, template, channel, language, values);
    }

    /** The same for whoever tries the words out: words that cannot be used are an error. */
    Written preview(Store store, Template template, Channel channel, Locale language, Values values) {
        Optional<Words> words = own.find(template, channel, language);
        if (words.isEmpty()) {
            return bundled(store, template, channel, language, values);
        }
        try {
            return written(store, channel, language, words.get(), values.in(language, format(language)));
        } catch (IllegalArgumentException unusable) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The words of " + template + " for " + channel + " in " + language.toLanguageTag()
                            + " cannot be used: " + unusable.getMessage() + ". Fix: correct them in your MessageTexts.",
                    unusable);
        }
    }

    private Written bundled(Store store, Template template, Channel channel, Locale asked, Values values) {
        Locale language = bundled.containsKey(asked.getLanguage()) ? asked : Locale.ENGLISH;
        Words words = bundled.getOrDefault(language.getLanguage(), own)
                .find(template, channel, language)
                .orElseThrow();
        return written(store, channel, language, words, values.in(language, format(language)));
    }

    private static Written written(
            Store store, Channel channel, Locale language, Words words, Map<String, String> values) {
        String brand = store.policy().brand();
        Filling plain = new Filling(values, it -> it);
        String text = plain.text(words.text());
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no line of its text is left");
        }
        if (channel == Channel.SMS) {
            return new Written("", Sms.of(brand, text), Optional.empty(), language);
        }
        String subject = plain.subject(words.subject());
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("its subject is empty");
        }
        String html = words.html()
                .map(it -> new Filling(values, Html::escape).text(it))
                .orElseGet(() -> Html.page(language, brand, subject, text, values.getOrDefault("link", "")));
        return new Written(subject, text, Optional.of(html), language);
    }

    private Properties format(Locale language) {
        Properties own = formats.get(language.getLanguage());
        return own == null ? Objects.requireNonNull(formats.get("en")) : own;
    }
}
