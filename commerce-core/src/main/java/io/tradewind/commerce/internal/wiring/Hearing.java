package io.tradewind.commerce.internal.wiring;

import com.google.inject.Provider;
import io.tradewind.commerce.event.Subscription;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.fulfillment.Settling;
import io.tradewind.commerce.fulfillment.WarehouseDesk;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.message.MessageWriter;
import io.tradewind.commerce.order.DisputeHolds;
import io.tradewind.commerce.order.PaymentHolds;
import io.tradewind.commerce.returns.ReturnWork;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.FulfillmentCancelled;
import io.tradewind.commerce.spi.event.FulfillmentReleased;
import io.tradewind.commerce.spi.event.OrderPlaced;
import io.tradewind.commerce.spi.event.PaymentCaptured;
import io.tradewind.commerce.spi.event.PaymentDisputed;
import io.tradewind.commerce.spi.event.PaymentFailed;
import io.tradewind.commerce.spi.event.PaymentRefunded;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What packages of the library want to hear of each other. Listeners are made when they first hear something. */
final class Hearing {
    private final Provider<Settling> settling;
    private final Provider<ReturnWork> returns;
    private final Provider<WarehouseDesk> warehouse;
    private final Provider<MessageWriter> messages;
    private final Provider<PaymentHolds> holds;
    private final Provider<DisputeHolds> disputes;
    private final Calls calls;

    @Inject
    Hearing(
            Provider<Settling> settling,
            Provider<ReturnWork> returns,
            Provider<WarehouseDesk> warehouse,
            Provider<MessageWriter> messages,
            Provider<PaymentHolds> holds,
            Provider<DisputeHolds> disputes,
            Calls calls) {
        this.settling = settling;
        this.returns = returns;
        this.warehouse = warehouse;
        this.messages = messages;
        this.holds = holds;
        this.disputes = disputes;
        this.calls = calls;
    }

    List<Subscription<?>> all(Map<Integer, Store> stores) {
        List<Subscription<?>> all = new ArrayList<>();
        all.add(new Subscription<>(
                PaymentCaptured.class,
                Timing.AFTER_COMMIT,
                "money-taken",
                it -> true,
                Hearing::placedWith, // nothing has waited for it
                (it, none) ->
                        it.orderId().ifPresent(order -> settling.get().moneyTaken(id(stores, it.store()), order))));
        all.add(new Subscription<>(
                PaymentFailed.class,
                Timing.DURABLE,
                "payment-hold",
                (it, none) -> it.orderId()
                        .ifPresent(order ->
                                holds.get().failed(id(stores, it.store()), order, it.operationId(), it.code()))));
        all.add(new Subscription<>(
                PaymentDisputed.class,
                Timing.DURABLE,
                "dispute-hold",
                (it, none) ->
                        it.orderId().ifPresent(order -> disputes.get().heard(id(stores, it.store()), order, it))));
        all.add(new Subscription<>(
                PaymentRefunded.class,
                Timing.AFTER_COMMIT,
                "settling-refunded",
                (it, none) -> moved(stores, it.store(), it.orderId())));
        all.add(new Subscription<>(
                PaymentRefunded.class,
                Timing.AFTER_COMMIT,
                "returns-refunded",
                (it, none) ->
                        it.orderId().ifPresent(order -> returns.get().moneyMoved(id(stores, it.store()), order))));
        if (stores.values().stream().anyMatch(it -> it.policy().capture() == CaptureMoment.RELEASE)) {
            all.add(new Subscription<>(
                    FulfillmentReleased.class,
                    Timing.DURABLE,
                    "capture-at-release",
                    (it, none) -> warehouse.get().takeMoney(id(stores, it.store()), it.orderId())));
        }
        if (!calls.warehouses().isEmpty()) {
            all.add(new Subscription<>(
                    FulfillmentReleased.class,
                    Timing.DURABLE,
                    "warehouse-links",
                    (it, none) -> warehouse.get().submit(id(stores, it.store()), it.fulfillmentOrderId())));
            all.add(new Subscription<>(
                    FulfillmentCancelled.class,
                    Timing.DURABLE,
                    "warehouse-cancels",
                    (it, none) -> warehouse.get().cancel(id(stores, it.store()), it.fulfillmentOrderId())));
        }
        if (MessageWriter.isNeeded(calls)) {
            all.add(new Subscription<>(
                    CommerceEvent.class,
                    Timing.DURABLE,
                    "messages",
                    MessageWriter::wants,
                    (it, other) -> false,
                    (it, none) -> messages.get().hear(id(stores, it.store()), it)));
        }
        return all;
    }

    private static boolean placedWith(PaymentCaptured money, CommerceEvent other) {
        return other instanceof OrderPlaced placed
                && money.orderId().filter(placed.orderId()::equals).isPresent();
    }

    private void moved(Map<Integer, Store> stores, String store, Optional<UUID> order) {
        order.ifPresent(it -> settling.get().moneyMoved(id(stores, store), it));
    }

    private static int id(Map<Integer, Store> stores, String code) {
        return stores.values().stream()
                .filter(store -> store.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
