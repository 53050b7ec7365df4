package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

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

    /** Returns whether a webhook for another account or mode is signed in another way, so that its body need not tell. */
    default boolean signedForOneAccount() {
        return false;
    }

    /** Returns the body of a webhook meant for another account, when the provider tells accounts apart. */
    default Optional<byte[]> otherAccount() {
        return Optional.empty();
    }

    /** Returns the body of a live event, when the provider tells modes apart. */
    default Optional<byte[]> otherMode() {
        return Optional.empty();
    }

    /**
     * Returns the body with its signature put in, for providers that sign named fields inside the body; an empty secret
     * stands for a signature that is no signature; a body without items to sign comes back as it is. By default the signature stands in a header, over the raw bytes.
     */
    default byte[] signed(byte[] body, String secret) {
        return body;
    }

    /**
     * Returns a signed body with something changed that its signature covers, the signature kept; present if the
     * signature stands {@linkplain #signed in the body}.
     */
    default Optional<byte[]> tampered(byte[] signedBody) {
        return Optional.empty();
    }

    /** Returns whether the time of sending is signed, so that an old webhook can be told. */
    default boolean signsTime() {
        return true;
    }

    /** Returns the body of a webhook that tells how a dispute about a payment stands, when disputes are told. */
    default Optional<byte[]> dispute(ProviderRef payment, DisputeStage stage, Money amount) {
        return Optional.empty();
    }

    /** Returns the headers of a webhook, signature included if it stands in one. */
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
