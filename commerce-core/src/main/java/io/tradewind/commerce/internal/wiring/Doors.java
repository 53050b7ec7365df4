package io.tradewind.commerce.internal.wiring;

import io.tradewind.commerce.cart.Carts;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Imports;
import io.tradewind.commerce.checkout.Checkout;
import io.tradewind.commerce.customer.Customers;
import io.tradewind.commerce.delivery.Delivery;
import io.tradewind.commerce.event.Events;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.Parcels;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.ledger.Ledger;
import io.tradewind.commerce.message.Messages;
import io.tradewind.commerce.order.Orders;
import io.tradewind.commerce.payment.Payments;
import io.tradewind.commerce.promotion.Promotions;
import io.tradewind.commerce.returns.Returns;
import io.tradewind.commerce.stock.Stock;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.Verifications;

/** Makes front doors bound to a scope; one method per front door, implemented by Guice. */
public interface Doors {
    Events events(Scope scope);

    Catalog catalog(Scope scope);

    Imports imports(Scope scope);

    Launches launches(Scope scope);

    Stock stock(Scope scope);

    Promotions promotions(Scope scope);

    Verifications verifications(Scope scope);

    Delivery delivery(Scope scope);

    Carts carts(Scope scope);

    Orders orders(Scope scope);

    Checkout checkout(Scope scope);

    Payments payments(Scope scope);

    Ledger ledger(Scope scope);

    Customers customers(Scope scope);

    Fulfillment fulfillment(Scope scope);

    Parcels parcels(Scope scope);

    Returns returns(Scope scope);

    Messages messages(Scope scope);
}
