package io.tradewind.commerce.cart;

/** What can happen to a cart. */
public enum CartMove {
    OPEN,
    ADD,
    CHANGE,
    REMOVE,
    CODE,
    MERGE,
    GIVE_UP,
    EXPIRE,
    REVIVE
}
