package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.OperationKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Adyen is given as merchant reference of an operation. It comes back in webhooks, where it is signed, so it says all
 * that Adyen itself does not: which operation it is, of what kind, and what Adyen's amounts have to be compared with.
 *
 * <p>Written as {@code 01234567-89ab-7cde-8f01-23456789abcd-purchase}, with {@code -page} if the buyer pays on Adyen's page,
 * or with minor units for cancels and raises.
 *
 * @param operation the operation
 * @param kind its kind
 * @param onPage whether the buyer pays on Adyen's own page, where one refused card is not the end
 * @param minor for a cancel what was open, as Adyen tells the amount of the payment instead; for a raise what was reserved
 *     before, as Adyen tells the new sum; in Adyen's minor units
 */
record Reference(OperationId operation, OperationKind kind, boolean onPage, Optional<Long> minor) {
    private static final Pattern FORM = Pattern.compile(
            "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(authorize|purchase|capture|cancel|refund|increment)(?:-(page|\\d{1,18}))?");

    /** Returns the reference of an authorisation or purchase. */
    static Reference opening(OperationId operation, OperationKind kind, boolean onPage) {
        return new Reference(operation, kind, onPage, Optional.empty());
    }

    /** Returns the reference of a capture or refund. */
    static Reference onTop(OperationId operation, OperationKind kind) {
        return new Reference(operation, kind, false, Optional.empty());
    }

    /** Returns the reference of a cancel or raise. */
    static Reference onTop(OperationId operation, OperationKind kind, long minor) {
        return new Reference(operation, kind, false, Optional.of(minor));
    }

    /** Returns what a text says; empty if it is none of ours. */
    static Optional<Reference> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String more = matcher.group(3) == null ? "" : matcher.group(3);
        return Optional.of(new Reference(
                OperationId.parse(matcher.group(1)),
                OperationKind.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
                more.equals("page"),
                more.isEmpty() || more.equals("page") ? Optional.empty() : Optional.of(Long.valueOf(more))));
    }

    boolean isOpening() {
        return kind == OperationKind.AUTHORIZE || kind == OperationKind.PURCHASE;
    }

    @Override
    public String toString() {
        String more = onPage ? "-page" : minor.map(it -> "-" + it).orElse("");
        return operation + "-" + kind.name().toLowerCase(Locale.ROOT) + more;
    }
}
