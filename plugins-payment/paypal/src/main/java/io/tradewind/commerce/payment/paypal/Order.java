package io.tradewind.commerce.payment.paypal;

import com.google.gson.JsonObject;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.joda.money.Money;

/**
 * An order of PayPal's, of one purchase unit: a payment of the shop's. Amounts are what PayPal says.
 *
 * @param id PayPal's id
 * @param status how far the order is
 * @param atOnce whether the money is taken, not only reserved
 * @param customId the operation that opened it
 * @param amount what it is over
 * @param authorizations the authorisations, oldest first
 * @param captures the captures, oldest first
 * @param refunds the refunds, oldest first
 * @param approveAt where the buyer goes
 * @param created when it was made
 */
record Order(
        String id,
        String status,
        boolean atOnce,
        Optional<String> customId,
        Money amount,
        List<Payment> authorizations,
        List<Payment> captures,
        List<Payment> refunds,
        Optional<String> approveAt,
        Optional<Instant> created) {
    private static final String PENDING = "PENDING";
    private static final Set<String> TAKEN = Set.of("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED");
    private static final Set<String> HELD = Set.of("CREATED", "PARTIALLY_CAPTURED", "CAPTURED", PENDING);
    private static final Set<String> LOST = Set.of("FAILED", "CANCELLED");

    /**
     * An authorisation, capture or refund.
     *
     * @param id PayPal's id
     * @param status how far it is
     * @param amount over how much
     * @param customId the operation that opened the payment, or made the refund
     * @param invoiceId the operation that made the capture
     * @param parent id of what it was made from
     * @param json all PayPal says of it
     */
    record Payment(
            String id,
            String status,
            Money amount,
            Optional<String> customId,
            Optional<String> invoiceId,
            Optional<String> parent,
            Json json) {
        static Payment of(Json json) {
            return new Payment(
                    json.text("id"),
                    json.text("status"),
                    PayPalMoney.read(json.at("amount")),
                    json.find("custom_id"),
                    json.find("invoice_id"),
                    json.link("up").map(it -> it.substring(it.lastIndexOf('/') + 1)),
                    json);
        }

        ProviderRef ref() {
            return new ProviderRef(id);
        }

        boolean isTaken() {
            return TAKEN.contains(status);
        }
    }

    static Order of(Json json) {
        List<Json> units = json.list("purchase_units");
        if (units.size() != 1) {
            throw new Unreadable("an order of " + units.size() + " units");
        }
        Json unit = units.get(0);
        Json payments = unit.child("payments").orElseGet(() -> new Json(new JsonObject()));
        return new Order(
                json.text("id"),
                json.text("status"),
                switch (json.text("intent")) {
                    case "CAPTURE" -> true;
                    case "AUTHORIZE" -> false;
                    default -> throw new Unreadable("intent");
                },
                unit.find("custom_id"),
                PayPalMoney.read(unit.at("amount")),
                payments.list("authorizations").stream().map(Payment::of).toList(),
                payments.list("captures").stream().map(Payment::of).toList(),
                payments.list("refunds").stream().map(Payment::of).toList(),
                json.link("payer-action").or(() -> json.link("approve")),
                json.find("create_time").flatMap(Json::instant));
    }

    boolean isOf(OperationId operation) {
        return customId.equals(Optional.of(operation.toString()));
    }

    ProviderRef ref() {
        return new ProviderRef(id);
    }

    Money zero() {
        return Money.zero(amount.getCurrencyUnit());
    }

    /** The authorisation that counts: one that holds, else the last that was tried. */
    Optional<Payment> authorization() {
        return last(authorizations, it -> HELD.contains(it.status())).or(() -> last(authorizations, it -> true));
    }

    /** The capture of an order that is taken at once: one that went through, else the last that was tried. */
    Optional<Payment> capture() {
        return last(captures, it -> it.isTaken() || it.status().equals(PENDING)).or(() -> last(captures, it -> true));
    }

    private static Optional<Payment> last(List<Payment> all, Predicate<Payment> wanted) {
        return all.stream().filter(wanted).reduce((earlier, later) -> later);
    }

    /** What was reserved, or taken without: never less than what was captured. */
    Money authorized() {
        Money held = sum(
                authorizations, it -> HELD.contains(it.status()) && !it.status().equals(PENDING));
        return held.isLessThan(captured()) ? captured() : held;
    }

    Money captured() {
        return sum(captures, Payment::isTaken);
    }

    Money refunded() {
        return sum(refunds, it -> it.status().equals("COMPLETED"));
    }

    /** What is authorised and neither captured nor about to be. */
    Money rest() {
        Money held = authorization().map(Payment::amount).orElseGet(this::zero);
        return held.minus(sum(captures, it -> it.isTaken() || it.status().equals(PENDING)));
    }

    /** What a capture can still give back; what an operation itself has given back already is left out of account. */
    Money refundable(Payment capture, OperationId operation) {
        Money back = sum(
                refunds,
                it -> isFrom(it, capture)
                        && !it.customId().equals(Optional.of(operation.toString()))
                        && !LOST.contains(it.status()));
        return capture.amount().minus(back);
    }

    boolean isFrom(Payment refund, Payment capture) {
        return refund.parent().map(capture.id()::equals).orElse(captures.size() == 1);
    }

    List<Payment> refundsOf(OperationId operation) {
        return refunds.stream()
                .filter(it -> it.customId().equals(Optional.of(operation.toString())))
                .toList();
    }

    Optional<Payment> captureOf(OperationId operation) {
        return last(captures, it -> it.invoiceId().equals(Optional.of(operation.toString())));
    }

    private Money sum(List<Payment> all, Predicate<Payment> counted) {
        return all.stream().filter(counted).map(Payment::amount).reduce(zero(), Money::plus);
    }
}
