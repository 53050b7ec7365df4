package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Pickup;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The fake carrier itself: what was booked, whatever was answered, and the strings a test can pull. It outlives the shop
 * when handed to the plugin. Thread-safe.
 */
public final class SandboxCarrierBook {
    private final Map<OperationId, Booked> shipments = new LinkedHashMap<>();
    private final Map<OperationId, Pickup> pickups = new LinkedHashMap<>();
    private final Set<ProviderRef> cancelledPickups = new HashSet<>();
    private final Set<OperationId> manifests = new HashSet<>();
    private final List<TrackingEvent> pushed = new ArrayList<>();
    private final Map<CarrierCall, Deque<Fault>> once = new EnumMap<>(CarrierCall.class);
    private final Map<CarrierCall, Fault> always = new EnumMap<>(CarrierCall.class);
    private final Set<OperationId> struck = new HashSet<>();
    private CountDownLatch hanging = new CountDownLatch(1);

    /** Creates an empty book. */
    public SandboxCarrierBook() {}

    /**
     * A shipment that was bought.
     *
     * @param operation the shop's operation
     * @param request what was asked for
     * @param shipment what was bought
     * @param toShop whether it is a return
     * @param bookedAt when
     * @param cancelledAt when it was cancelled, if it was
     */
    public record Booked(
            OperationId operation,
            BookRequest request,
            Shipment shipment,
            boolean toShop,
            Instant bookedAt,
            Optional<Instant> cancelledAt) {}

    // ---- what happened ----

    /** Returns all shipments bought, oldest first, the cancelled ones too. */
    public synchronized List<Booked> shipments() {
        return List.copyOf(shipments.values());
    }

    /** Returns what was bought for an operation. */
    public synchronized Optional<Booked> shipment(OperationId operation) {
        return Optional.ofNullable(shipments.get(operation));
    }

    /** Returns how many things an operation did: shipments, pickups, manifests; 0 or 1. */
    public synchronized int effects(OperationId operation) {
        return (shipments.containsKey(operation) ? 1 : 0)
                + (pickups.containsKey(operation) ? 1 : 0)
                + (manifests.contains(operation) ? 1 : 0);
    }

    /** Returns what all labels cost together, cancelled ones not counted. */
    public synchronized Money spent(CurrencyUnit currency) {
        return shipments.values().stream()
                .filter(it -> it.cancelledAt().isEmpty())
                .map(it -> it.shipment().price())
                .filter(it -> it.getCurrencyUnit().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    /** Returns the pickups that stand. */
    public synchronized List<Pickup> pickups() {
        return pickups.values().stream()
                .filter(it -> !cancelledPickups.contains(it.ref()))
                .toList();
    }

    // ---- strings to pull ----

    /** Has something happen to a parcel. */
    public TrackingEvent push(String trackingNumber, TrackingStatus status, Instant at) {
        return push(trackingNumber, status, TrackingReason.NONE, at);
    }

    /** Has something happen to a parcel for a reason. Events may be pushed in any order and about any time. */
    public synchronized TrackingEvent push(
            String trackingNumber, TrackingStatus status, TrackingReason reason, Instant at) {
        String id = trackingNumber + "-push-" + (pushed.size() + 1);
        TrackingEvent event = new TrackingEvent(trackingNumber, id, status, reason, at, "Depot 7");
        pushed.add(event);
        return event;
    }

    /** Has the next call of a kind fail, once. May be called several times: each fault is used once, in order. */
    public synchronized SandboxCarrierBook next(CarrierCall call, Fault fault) {
        once.computeIfAbsent(call, it -> new ArrayDeque<>()).add(fault);
        return this;
    }

    /** Has every call of a kind fail, until {@link #calm()}. */
    public synchronized SandboxCarrierBook always(CarrierCall call, Fault fault) {
        always.put(call, fault);
        return this;
    }

    /** Takes back every {@link #next} and {@link #always}. */
    public synchronized SandboxCarrierBook calm() {
        once.clear();
        always.clear();
        return this;
    }

    /** Wakes every call that hangs. */
    public synchronized void release() {
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    // ---- for the carrier ----

    synchronized CountDownLatch hanging() {
        return hanging;
    }

    synchronized Fault fault(CarrierCall call, Optional<OperationId> operation, Fault wanted) {
        Deque<Fault> queue = once.get(call);
        if (queue != null && !queue.isEmpty()) {
            return queue.remove();
        }
        Fault always = this.always.get(call);
        if (always != null) {
            return always;
        }
        boolean strikes = wanted != Fault.NONE
                && (!wanted.strikesOnce() || operation.map(struck::add).orElse(true));
        return strikes ? wanted : Fault.NONE;
    }

    synchronized void add(Booked booked) {
        shipments.put(booked.operation(), booked);
    }

    synchronized Optional<Booked> find(ProviderRef ref) {
        return shipments.values().stream()
                .filter(it -> it.shipment().ref().equals(ref))
                .findFirst();
    }

    synchronized Optional<Booked> carrying(String trackingNumber) {
        return shipments.values().stream()
                .filter(it -> it.shipment().trackingNumbers().contains(trackingNumber))
                .findFirst();
    }

    synchronized void cancel(Booked booked, Instant at) {
        add(new Booked(
                booked.operation(),
                booked.request(),
                booked.shipment(),
                booked.toShop(),
                booked.bookedAt(),
                Optional.of(at)));
    }

    synchronized List<TrackingEvent> pushed(String trackingNumber) {
        return pushed.stream()
                .filter(it -> it.trackingNumber().equals(trackingNumber))
                .toList();
    }

    synchronized Pickup pickup(OperationId operation, Pickup wanted) {
        return pickups.computeIfAbsent(operation, it -> wanted);
    }

    synchronized boolean cancelPickup(ProviderRef ref) {
        boolean known = pickups.values().stream().anyMatch(it -> it.ref().equals(ref));
        if (known) {
            cancelledPickups.add(ref);
        }
        return known;
    }

    synchronized void manifest(OperationId operation) {
        manifests.add(operation);
    }
}
