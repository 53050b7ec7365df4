package io.tradewind.commerce.cart;

import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A personalisation as one text, the same for equal ones, in the form in which carts and orders keep it. */
@Internal
@Singleton
public final class Personalisations {
    private final Json json;

    @Inject
    Personalisations(Json json) {
        this.json = json;
    }

    /** The text; empty for none. */
    public String write(Personalisation personalisation) {
        return personalisation.isNone() ? "" : json.write(Text.of(personalisation));
    }

    /** What was written. */
    public Personalisation read(String text) {
        return text.isEmpty()
                ? Personalisation.NONE
                : json.read(text, Text.class).personalisation();
    }

    /** A fingerprint of the text: lines of one article with the same one are one line. */
    static String hash(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Text(
            @Nullable List<String> engraving, @Nullable String giftMessage) {
        static Text of(Personalisation it) {
            return new Text(it.engravingLines(), it.giftMessage().orElse(null));
        }

        Personalisation personalisation() {
            return new Personalisation(engraving == null ? List.of() : engraving, Optional.ofNullable(giftMessage));
        }
    }
}
