package io.tradewind.commerce;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.HostTransaction;
import io.tradewind.commerce.cart.Carts;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Imports;
import io.tradewind.commerce.checkout.Checkout;
import io.tradewind.commerce.customer.Customers;
import io.tradewind.commerce.delivery.Delivery;
import io.tradewind.commerce.event.Events;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.Parcels;
import io.tradewind.commerce.internal.wiring.Doors;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.ledger.Ledger;
import io.tradewind.commerce.message.Messages;
import io.tradewind.commerce.order.Orders;
import io.tradewind.commerce.payment.Payments;
import io.tradewind.commerce.promotion.Promotions;
import io.tradewind.commerce.returns.Returns;
import io.tradewind.commerce.stock.Stock;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.verification.Verifications;

/**
 * A store as one actor sees it: the table of contents of the library. Cheap to make, immutable, safe for many threads
 * (unless it has joined a host's transaction, which belongs to one).
 */
public final class Shop {
    private final Scope scope;
    private final Doors doors;

    Shop(Scope scope, Doors doors) {
        this.scope = scope;
        this.doors = doors;
    }

    /** The store. */
    public Store store() {
        return scope.store();
    }

    /** Who asks. */
    public Actor actor() {
        return scope.actor();
    }

    /** What became of events on their way to durable subscribers; for staff who run the shop. */
    public Events events() {
        return doors.events(scope);
    }

    /**
     * The same shop working inside the host's transaction: nothing is committed here. Calls that go out to a plugin, such
     * as placing an order, refuse to join ({@code TW-2104}).
     */
    public Shop in(HostTransaction transaction) {
        return new Shop(new Scope(scope.store(), scope.actor(), scope.tx().joining(transaction)), doors);
    }

    /** Products and categories. */
    public Catalog catalog() {
        return doors.catalog(scope);
    }

    /** Product files. */
    public Imports imports() {
        return doors.imports(scope);
    }

    /** Launches and the people who wait for them. */
    public Launches launches() {
        return doors.launches(scope);
    }

    /** The stock room. */
    public Stock stock() {
        return doors.stock(scope);
    }

    /** Codes and influencers. */
    public Promotions promotions() {
        return doors.promotions(scope);
    }

    /** Proof that a buyer holds a phone number. */
    public Verifications verifications() {
        return doors.verifications(scope);
    }

    /** When and how things arrive. */
    public Delivery delivery() {
        return doors.delivery(scope);
    }

    /** Carts. */
    public Carts carts() {
        return doors.carts(scope);
    }

    /** From a cart to an order. */
    public Checkout checkout() {
        return doors.checkout(scope);
    }

    /** Orders. */
    public Orders orders() {
        return doors.orders(scope);
    }

    /** Payments and refunds. */
    public Payments payments() {
        return doors.payments(scope);
    }

    /** The money ledger; for staff. */
    public Ledger ledger() {
        return doors.ledger(scope);
    }

    /** People who buy, and where they live. */
    public Customers customers() {
        return doors.customers(scope);
    }

    /** The packers' bench: queue, picking, packing, labels and hand-over. */
    public Fulfillment fulfillment() {
        return doors.fulfillment(scope);
    }

    /** Where parcels are, for customers. */
    public Parcels parcels() {
        return doors.parcels(scope);
    }

    /** Giving goods back. */
    public Returns returns() {
        return doors.returns(scope);
    }

    /** What was said to customers and staff; for staff. */
    public Messages messages() {
        return doors.messages(scope);
    }
}
