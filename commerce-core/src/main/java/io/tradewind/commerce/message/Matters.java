package io.tradewind.commerce.message;

import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.checkout.CheckoutContacts;
import io.tradewind.commerce.checkout.CheckoutState;
import io.tradewind.commerce.fulfillment.InboundParcels;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkOrders;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.launch.SignUpContacts;
import io.tradewind.commerce.launch.SignUpState;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderLinks;
import io.tradewind.commerce.order.OrderNote;
import io.tradewind.commerce.order.OrderNoteStore;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.payment.Attempt;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.stock.StockAlerts;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Reads what a message is about as it is now: whom it concerns, what there is to tell, and whether it still is worth
 * telling. Works in the caller's transaction; safe for many threads.
 */
@Singleton
final class Matters {
    private static final String SETTLED = "it was settled meanwhile";

    private final OrderBook orders;
    private final OrderLinks links;
    private final OrderNoteStore notes;
    private final InboundParcels parcels;
    private final WorkOrders works;
    private final CheckoutContacts checkouts;
    private final SignUpContacts signUps;
    private final StockAlerts alerts;
    private final Operations operations;

    @Inject
    Matters(
            OrderBook orders,
            OrderLinks links,
            OrderNoteStore notes,
            InboundParcels parcels,
            WorkOrders works,
            CheckoutContacts checkouts,
            SignUpContacts signUps,
            StockAlerts alerts,
            Operations operations) {
        this.orders = orders;
        this.links = links;
        this.notes = notes;
        this.parcels = parcels;
        this.works = works;
        this.checkouts = checkouts;
        this.signUps = signUps;
        this.alerts = alerts;
        this.operations = operations;
    }

    /** What a happening is about, where its event does not say. */
    Optional<UUID> about(Handle handle, Scope scope, Happening happening) {
        if (happening.about().isPresent()) {
            return happening.about();
        } else if (happening.template().isForStaff()) {
            return works.standing(handle, scope, happening.subject()).map(WorkOrders.Standing::orderId);
        }
        return operations.attempt(handle, scope, happening.subject()).map(Attempt::checkoutId);
    }

    Telling tell(Handle handle, Scope scope, Template template, UUID about, UUID subject, Map<String, String> details) {
        return switch (template) {
            case PAYMENT_CONFIRMING, PAYMENT_NEEDED, PAYMENT_FAILED -> paying(handle, scope, template, about, subject);
            case SIGN_UP_CONFIRMED -> waiting(handle, scope, about);
            case INVITED -> invited(handle, scope, about);
            case BACK_IN_STOCK -> back(handle, scope, about);
            case TO_PACK, STOP -> working(handle, scope, template, subject);
            default ->
                orders.find(handle, scope, about)
                        .map(order -> ordered(handle, scope, template, order, subject, details))
                        .orElseGet(() -> unordered(handle, scope, template, about, details));
        };
    }

    private Telling ordered(
            Handle handle, Scope scope, Template template, OrderRow order, UUID subject, Map<String, String> details) {
        Values values = Values.of(
                        template,
                        scope.store().policy().brand(),
                        order.address().name())
                .text("order", order.number())
                .text("link", orderLink(scope, order.id()))
                .money("total", order.total());
        if (!order.shipping().account().isEmpty()) {
            values = values.day(
                    "day", order.promiseLatest(), order.shipping().promise().zone());
        }
        if (details.containsKey("amount")) {
            values = values.money("amount", Money.parse(details.get("amount")));
        }
        if (template == Template.SHOP_WROTE) {
            values = values.text(
                    "words",
                    notes.find(handle, scope, subject).map(OrderNote::text).orElse(""));
        }
        if (template.uses().contains("tracking")) {
            Optional<Parcel> parcel = Optional.ofNullable(
                    parcels.find(handle, scope, List.of(subject)).get(subject));
            if (parcel.filter(it -> isOvertaken(template, it.state())).isPresent()) {
                return new Telling.Nothing("the parcel is elsewhere by now");
            }
            values = values.text("tracking", parcel.map(Parcel::trackingNumber).orElse(""));
        }
        return new Telling.Something(order.email(), order.phone(), order.number(), values);
    }

    /** What says where a parcel is right now is worth nothing once it has gone on. */
    private static boolean isOvertaken(Template template, ParcelState state) {
        return switch (template) {
            case OUT_FOR_DELIVERY -> state != ParcelState.OUT_FOR_DELIVERY;
            case READY_FOR_COLLECTION -> state != ParcelState.READY_FOR_COLLECTION;
            case DELIVERY_MISSED -> state == ParcelState.DELIVERED || state == ParcelState.OUT_FOR_DELIVERY;
            default -> false;
        };
    }

    /** Money that goes back to somebody whose order could not be placed. */
    private Telling unordered(Handle handle, Scope scope, Template template, UUID about, Map<String, String> details) {
        Optional<CheckoutContacts.Buying> buying = checkouts.of(handle, scope, about);
        if (buying.isEmpty() || template != Template.REFUNDED) {
            return new Telling.Nothing("there is no such order");
        }
        Values values = Values.of(
                        template, scope.store().policy().brand(), buying.get().name())
                .money("amount", Money.parse(details.get("amount")));
        return new Telling.Something(buying.get().email(), buying.get().phone(), "", values);
    }

    private Telling paying(Handle handle, Scope scope, Template template, UUID about, UUID operation) {
        Optional<Attempt> attempt = operations.attempt(handle, scope, operation);
        Optional<CheckoutContacts.Buying> buying = checkouts.of(handle, scope, about);
        if (attempt.isEmpty() || buying.isEmpty() || buying.get().state() == CheckoutState.COMPLETED) {
            return new Telling.Nothing(SETTLED);
        }
        OperationState state = attempt.get().state();
        boolean still = switch (template) {
            case PAYMENT_CONFIRMING ->
                state.isUndecided()
                        && state != OperationState.ACTION_REQUIRED
                        && !attempt.get().assures();
            case PAYMENT_NEEDED -> state == OperationState.ACTION_REQUIRED;
            default -> state.isNo();
        };
        if (!still) {
            return new Telling.Nothing(SETTLED);
        }
        Values values = Values.of(
                        template, scope.store().policy().brand(), buying.get().name())
                .money("amount", attempt.get().amount());
        if (attempt.get().actionExpiresAt().isPresent()) {
            values = values.moment(
                    "until",
                    attempt.get().actionExpiresAt().get(),
                    scope.store().zone());
        }
        return new Telling.Something(buying.get().email(), buying.get().phone(), "", values);
    }

    private Telling waiting(Handle handle, Scope scope, UUID signUp) {
        return signUps.of(handle, scope, signUp)
                .<Telling>map(it -> new Telling.Something(
                        it.email(),
                        it.phone(),
                        "",
                        Values.of(
                                        Template.SIGN_UP_CONFIRMED,
                                        scope.store().policy().brand(),
                                        "")
                                .text("title", it.title())
                                .text("place", it.place() == 0 ? "" : Integer.toString(it.place()))))
                .orElseGet(() -> new Telling.Nothing("there is no such sign-up"));
    }

    private Telling invited(Handle handle, Scope scope, UUID signUp) {
        Optional<SignUpContacts.Waiting> waiting =
                signUps.of(handle, scope, signUp).filter(it -> it.state() == SignUpState.INVITED && it.until() != null);
        if (waiting.isEmpty()) {
            return new Telling.Nothing("the invitation is used or over");
        }
        SignUpContacts.Waiting it = waiting.get();
        String link = scope.store().policy().messages().launchLink().replace("{slug}", it.slug());
        Values values = Values.of(Template.INVITED, scope.store().policy().brand(), "")
                .text("title", it.title())
                .text("link", link)
                .moment(
                        "until",
                        Objects.requireNonNull(it.until()),
                        scope.store().zone());
        return new Telling.Something(it.email(), it.phone(), "", values);
    }

    private Telling back(Handle handle, Scope scope, UUID wish) {
        Optional<StockAlerts.Wish> found = alerts.of(handle, scope, wish);
        if (found.isEmpty()) {
            return new Telling.Nothing("it is not for sale any more");
        }
        SaleItem item = found.get().item();
        String link = scope.store()
                .policy()
                .messages()
                .productLink()
                .replace("{slug}", item.slug())
                .replace("{sku}", item.sku().value());
        Values values = Values.of(Template.BACK_IN_STOCK, scope.store().policy().brand(), "")
                .text("title", item.variantName().isEmpty() ? item.title() : item.title() + ", " + item.variantName())
                .text("link", link);
        return new Telling.Something(found.get().email(), "", "", values);
    }

    private Telling working(Handle handle, Scope scope, Template template, UUID workId) {
        Optional<WorkOrders.Standing> work = works.standing(handle, scope, workId);
        Optional<OrderRow> order = work.flatMap(it -> orders.find(handle, scope, it.orderId()));
        if (order.isEmpty()) {
            return new Telling.Nothing("there is no such work");
        }
        WorkOrders.Standing it = work.orElseThrow();
        if (template == Template.TO_PACK && it.state() != WorkState.RELEASED) {
            return new Telling.Nothing("it is not waiting to be packed any more");
        } else if (template == Template.STOP
                && it.state() != WorkState.CANCELLED
                && it.stopReason().isEmpty()) {
            return new Telling.Nothing("nobody asks to stop it any more");
        }
        StorePolicy.Messages policy = scope.store().policy().messages();
        Values values = Values.of(template, scope.store().policy().brand(), "")
                .text("order", order.get().number())
                .text("location", it.location())
                .text("reason", it.stopReason().orElse(""))
                .text("link", policy.workLink().replace("{work}", workId.toString()))
                .moment("due", it.dueAt(), scope.store().zone());
        boolean mail = policy.staffContact().contains("@");
        return new Telling.Something(
                mail ? policy.staffContact() : "",
                mail ? "" : policy.staffContact(),
                order.get().number(),
                values);
    }

    private String orderLink(Scope scope, UUID order) {
        return scope.store().policy().messages().orderLink().replace("{token}", links.token(scope.storeId(), order));
    }
}
