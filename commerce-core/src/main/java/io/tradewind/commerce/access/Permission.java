package io.tradewind.commerce.access;

/** What a member of staff may do. Each operation of a front door that only staff may use requires one. */
public enum Permission {
    CATALOG,
    STOCK,
    PROMOTIONS,
    LAUNCHES,
    ORDERS_READ,
    ORDERS,
    FULFILMENT,
    RETURNS,
    REFUNDS,
    PAYMENTS,
    CUSTOMERS,
    OPERATIONS
}
