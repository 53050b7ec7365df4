package io.tradewind.commerce.message;

import io.tradewind.commerce.spi.phone.Channel;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The shop's own words for messages, instead of those that come along. Called without a transaction open, by many
 * threads. Words that cannot be used fail {@code messages().preview(…)}; at a customer the bundled ones take their place.
 */
@FunctionalInterface
public interface MessageTexts {
    /**
     * The words of a message, or empty for the bundled ones.
     *
     * @param channel e-mail or SMS
     * @param language of the store
     */
    Optional<Words> find(Template template, Channel channel, Locale language);

    /**
     * Words with values in them, written as <code>{order}</code>. A line with a value that is not known this time, such
     * as a link in a shop without pages, is left out. Values are escaped wherever they are put into HTML.
     *
     * @param subject of an e-mail
     * @param text plain text; an SMS is its lines one after the other behind the store's name, as many as fit into 160
     *     characters
     * @param html of the same content; empty to have it made from the text
     */
    record Words(String subject, String text, Optional<String> html) {
        /** Words whose HTML is made from the text. */
        public Words(String subject, String text) {
            this(subject, text, Optional.empty());
        }
    }

    /** No words of the shop's own. */
    static MessageTexts bundled() {
        return (template, channel, language) -> Optional.empty();
    }

    /**
     * Words from UTF-8 property files beside a class: {@code name_de.properties} with keys such as {@code
     * order-received.subject}, {@code order-received.text}, {@code order-received.html} and {@code order-received.sms}.
     * Languages without a file and messages without a key keep the bundled words.
     */
    static MessageTexts files(Class<?> beside, String name, Locale... languages) {
        Map<String, Properties> files = new HashMap<>();
        for (Locale language : languages) {
            files.put(language.getLanguage(), WordFiles.read(beside, name, language));
        }
        return (template, channel, language) ->
                Optional.ofNullable(files.get(language.getLanguage())).flatMap(file -> words(file, template, channel));
    }

    private static Optional<Words> words(Properties file, Template template, Channel channel) {
        if (channel == Channel.SMS) {
            return Optional.ofNullable(file.getProperty(template.code() + ".sms"))
                    .map(text -> new Words("", text));
        }
        String subject = file.getProperty(template.code() + ".subject");
        String text = file.getProperty(template.code() + ".text");
        return subject == null || text == null
                ? Optional.empty()
                : Optional.of(
                        new Words(subject, text, Optional.ofNullable(file.getProperty(template.code() + ".html"))));
    }
}
