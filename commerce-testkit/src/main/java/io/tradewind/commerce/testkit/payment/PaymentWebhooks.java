package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.OperationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes and signs webhooks as the provider does. */
public interface PaymentWebhooks {
    /** Returns the name of the setting that holds the secret (or both, while they rotate). */
    String secretField();

    /** Returns two different secrets the setting accepts; the account is set up with both, newest first. */
    List<String> secrets();

    /** Returns the body of one genuine webhook, for the account and mode under test, that tells how operations stand. */
    byte[] body(List<OperationId> operations);

    /** Returns whether one webhook may tell several operations. */
    default boolean batches() {
        return true;
    }

    /** Returns the body of a genuine webhook of a type that means nothing to a shop. */
    byte[] unknownType();

    /** Returns the body of a webhook meant for another account, when the provider tells accounts apart. */
    default Optional<byte[]> otherAccount() {
        return Optional.empty();
    }

    /** Returns the body of a live event, when the provider tells modes apart. */
    default Optional<byte[]> otherMode() {
        return Optional.empty();
    }

    /** Returns the headers of a webhook, signature included. */
    Map<String, List<String>> headers(byte[] body, String secret, Instant signedAt);

    /**
     * Returns the same content in other bytes: odd white space and escapes. This default does it to a JSON object whose
     * first key starts with a letter.
     */
    default byte[] oddlyWritten(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        int key = text.indexOf('"') + 1;
        String escaped = String.format("\\u%04x", (int) text.charAt(key));
        String odd = " \r\n\t" + text.substring(0, key) + escaped
                + text.substring(key + 1).replaceFirst(":", " :\t ") + " \n";
        return odd.getBytes(StandardCharsets.UTF_8);
    }
}
