package io.tradewind.commerce.app.api;

/** Who may call a route besides what its permission says. */
public enum Access {
    /** Anybody: the document itself. */
    OPEN,
    /** Whoever has the shop's publishable key. */
    SHOP,
    /** The same, and a shopper's token: carts, checkouts and orders answer to it alone. */
    SHOPPER,
    /** As a shopper, but whoever has no token yet is given one with the answer. */
    NEWCOMER,
    /** As a shopper, of somebody who has signed in: the token is that of a customer's account. */
    ACCOUNT,
    /** A secret key whose roles hold the route's permission. */
    STAFF
}
