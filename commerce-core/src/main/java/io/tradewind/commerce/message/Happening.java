package io.tradewind.commerce.message;

import io.tradewind.commerce.launch.SignUpFlow;
import io.tradewind.commerce.payment.OperationFlow;
import io.tradewind.commerce.spi.event.BuyerTold;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.FulfillmentCancelled;
import io.tradewind.commerce.spi.event.FulfillmentReleased;
import io.tradewind.commerce.spi.event.OrderCancelled;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.spi.event.ParcelDelivered;
import io.tradewind.commerce.spi.event.ParcelHandedOver;
import io.tradewind.commerce.spi.event.ParcelMoved;
import io.tradewind.commerce.spi.event.PaymentFailed;
import io.tradewind.commerce.spi.event.PaymentRefunded;
import io.tradewind.commerce.spi.event.ReturnApproved;
import io.tradewind.commerce.spi.event.ReturnReceived;
import io.tradewind.commerce.spi.event.SubjectMoved;
import io.tradewind.commerce.stock.StockAlertFlow;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody should hear of, read from an event. Pure: the same event gives the same fact, however often it comes.
 *
 * @param about order, checkout or sign-up; empty if only the operation is known, whose checkout is looked up
 * @param subject what it happened to: order, parcel, return, operation, work or sign-up
 * @param fact tells two happenings of one template about one subject apart
 * @param details what only the event knows; nothing personal
 */
record Happening(Template template, Optional<UUID> about, UUID subject, String fact, Map<String, String> details) {
    private static final String WORK = "fulfillment-order";

    /** Events that may be worth a message; few of all moves are. */
    static boolean isWorthHearing(CommerceEvent event) {
        return of(event, ZoneId.of("UTC")).isPresent();
    }

    static Optional<Happening> of(CommerceEvent event, ZoneId zone) {
        if (event instanceof OrderPlaced it) {
            return about(Template.ORDER_RECEIVED, it.orderId(), it.orderId());
        } else if (event instanceof OrderCancelled it) {
            return about(Template.ORDER_CANCELLED, it.orderId(), it.orderId());
        } else if (event instanceof BuyerTold it) {
            return about(Template.SHOP_WROTE, it.orderId(), it.noteId());
        } else if (event instanceof ParcelHandedOver it) {
            return about(Template.PARCEL_HANDED_OVER, it.orderId(), it.parcelId());
        } else if (event instanceof ParcelMoved it) {
            return moved(it, zone);
        } else if (event instanceof ParcelDelivered it) {
            return about(Template.DELIVERED, it.orderId(), it.parcelId());
        } else if (event instanceof ReturnApproved it) {
            return about(Template.RETURN_APPROVED, it.orderId(), it.returnId());
        } else if (event instanceof ReturnReceived it) {
            return about(Template.RETURN_RECEIVED, it.orderId(), it.returnId());
        } else if (event instanceof PaymentRefunded it) {
            return operation(
                    Template.REFUNDED,
                    it.operationId(),
                    Map.of("amount", it.amount().toString()));
        } else if (event instanceof PaymentFailed it) {
            return it.orderId().isPresent()
                    ? Optional.empty()
                    : operation(Template.PAYMENT_FAILED, it.operationId(), Map.of());
        } else if (event instanceof FulfillmentReleased it) {
            // work that was called back and is released again is new work to whoever packs it
            return Optional.of(new Happening(
                    Template.TO_PACK,
                    Optional.of(it.orderId()),
                    it.fulfillmentOrderId(),
                    it.fulfillmentOrderId() + "@" + it.at(),
                    Map.of()));
        } else if (event instanceof FulfillmentCancelled it) {
            return about(Template.STOP, it.orderId(), it.fulfillmentOrderId());
        } else if (event instanceof SubjectMoved it) {
            return moved(it);
        }
        return Optional.empty();
    }

    private static Optional<Happening> moved(SubjectMoved it) {
        if (it.machine().equals(OperationFlow.MACHINE)) {
            return switch (it.to()) {
                case "UNKNOWN", "PENDING" -> operation(Template.PAYMENT_CONFIRMING, it.subject(), Map.of());
                case "ACTION_REQUIRED" -> operation(Template.PAYMENT_NEEDED, it.subject(), Map.of());
                default -> Optional.empty();
            };
        } else if (it.machine().equals(SignUpFlow.TABLE.machine()) && it.to().equals("REGISTERED")) {
            return about(Template.SIGN_UP_CONFIRMED, it.subject(), it.subject());
        } else if (it.machine().equals(SignUpFlow.TABLE.machine())
                && it.from().equals("REGISTERED")
                && it.to().equals("INVITED")) {
            return about(Template.INVITED, it.subject(), it.subject());
        } else if (it.machine().equals(StockAlertFlow.TABLE.machine())
                && it.to().equals("TOLD")) {
            return about(Template.BACK_IN_STOCK, it.subject(), it.subject());
        } else if (it.machine().equals(WORK) && it.to().equals(it.from())) {
            // the only moves of work that stay where they are: somebody asked to stop it, or takes that back
            return Optional.of(new Happening(
                    Template.STOP, Optional.empty(), it.subject(), it.subject() + "@" + it.at(), Map.of()));
        }
        return Optional.empty();
    }

    /** A parcel that is out again on another day is another fact; scans that come twice a day are not. */
    private static Optional<Happening> moved(ParcelMoved it, ZoneId zone) {
        Template template = switch (it.status()) {
            case "OUT_FOR_DELIVERY" -> Template.OUT_FOR_DELIVERY;
            case "READY_FOR_COLLECTION" -> Template.READY_FOR_COLLECTION;
            case "ATTEMPT_FAILED" -> Template.DELIVERY_MISSED;
            default -> null;
        };
        return Optional.ofNullable(template)
                .map(found -> new Happening(
                        found,
                        Optional.of(it.orderId()),
                        it.parcelId(),
                        it.parcelId() + "@" + it.at().atZone(zone).toLocalDate(),
                        Map.of()));
    }

    private static Optional<Happening> about(Template template, UUID about, UUID subject) {
        return Optional.of(new Happening(template, Optional.of(about), subject, subject.toString(), Map.of()));
    }

    private static Optional<Happening> operation(Template template, UUID operation, Map<String, String> details) {
        return Optional.of(new Happening(template, Optional.empty(), operation, operation.toString(), details));
    }
}
