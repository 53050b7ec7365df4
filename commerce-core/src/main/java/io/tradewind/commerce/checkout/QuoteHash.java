package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.cart.SnapshotLine;
import io.tradewind.commerce.pricing.PriceQuote;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A fingerprint of what is bought, where it goes and what it costs; the same basket always gives the same one. */
final class QuoteHash {
    private QuoteHash() {}

    static String of(CartSnapshot cart, PriceQuote quote, String destination, String optionId) {
        StringBuilder text = new StringBuilder();
        for (SnapshotLine line : cart.lines()) {
            text.append(line.item().sku().value())
                    .append('|')
                    .append(line.quantity())
                    .append('|')
                    .append(line.personalisation())
                    .append('|')
                    .append(quote.line(line.lineId()).total())
                    .append('\n');
        }
        text.append(destination)
                .append('|')
                .append(optionId)
                .append('|')
                .append(quote.deliveryTotal())
                .append('|')
                .append(quote.tax())
                .append('|')
                .append(quote.total());
        return sha256(text.toString());
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
