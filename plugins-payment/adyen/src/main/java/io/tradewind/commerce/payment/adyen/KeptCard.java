package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A card that Adyen keeps. Adyen wants to hear, with its own reference of it, for which shopper it was kept; so the shop's
 * reference of the kept card names both, as {@code 8415995487234100@guest-7}.
 *
 * @param id Adyen's reference
 * @param shopper the shop's reference of the buyer, as it was when the card was kept
 */
record KeptCard(String id, String shopper) {
    /** Adyen takes no shorter reference of a shopper. */
    static final int SHORTEST_SHOPPER = 3;

    private static final Pattern FORM = Pattern.compile("([0-9A-Za-z]{4,32})@(.{3,200})");
    private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}");
    private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})/(\\d{4})");

    static Optional<KeptCard> parse(ProviderRef instrument) {
        Matcher matcher = FORM.matcher(instrument.value());
        return matcher.matches() ? Optional.of(new KeptCard(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    ProviderRef ref() {
        return new ProviderRef(id + "@" + shopper);
    }

    /** Returns what the answer to a payment says was kept. */
    static Optional<SavedInstrument> of(JsonNode answer) {
        JsonNode more = answer.path("additionalData");
        return parse(
                        more.path("tokenization.storedPaymentMethodId").asText(),
                        more.path("tokenization.shopperReference").asText())
                .map(it -> new SavedInstrument(
                        it.ref(),
                        label(
                                answer.path("paymentMethod").path("brand").asText(),
                                more.path("cardSummary").asText()),
                        expiry(more.path("expiryDate").asText())));
    }

    /** Returns a card of Adyen's list. */
    static Optional<SavedInstrument> listed(JsonNode stored, String shopper) {
        return parse(stored.path("id").asText(), shopper)
                .filter(it -> stored.path("type").asText().equals("scheme"))
                .map(it -> new SavedInstrument(
                        it.ref(),
                        label(
                                stored.path("brand").asText(),
                                stored.path("lastFour").asText()),
                        expiry(stored.path("expiryMonth").asText() + "/"
                                + stored.path("expiryYear").asText())));
    }

    private static Optional<KeptCard> parse(String id, String shopper) {
        return FORM.matcher(id + "@" + shopper).matches() ? Optional.of(new KeptCard(id, shopper)) : Optional.empty();
    }

    private static String label(String brand, String lastFour) {
        String name = brand.matches("[a-z]{2,20}")
                ? brand.substring(0, 1).toUpperCase(Locale.ROOT) + brand.substring(1)
                : "Card";
        return FOUR_DIGITS.matcher(lastFour).matches() ? name + " ending in " + lastFour : name;
    }

    private static Optional<YearMonth> expiry(String text) {
        Matcher matcher = EXPIRY.matcher(text);
        try {
            return matcher.matches()
                    ? Optional.of(YearMonth.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1))))
                    : Optional.empty();
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }
}
