package io.tradewind.commerce.access;

/** What a member of staff may do. Each operation of a front door that only staff may use requires one. */
public enum Permission {
    /** Edit and publish products, categories and prices; import files; see drafts. */
    CATALOG,
    /** Receive, count and correct units; set what may be sold ahead. */
    STOCK,
    /** Codes, influencers and their commissions. */
    PROMOTIONS,
    /** Open, end and change launches; see who has signed up. */
    LAUNCHES,
    /** See every order, its payments and its timeline. */
    ORDERS_READ,
    /** Cancel orders, hold them and lift holds; touch everybody's cart. */
    ORDERS,
    /** Pick, pack, book parcels and hand them over. */
    FULFILMENT,
    /** Approve, receive, inspect and settle returns. */
    RETURNS,
    /** Give money back. */
    REFUNDS,
    /** Confirm receipts, ask providers again and decide what needs a person. */
    PAYMENTS,
    /** See and change customers and their addresses. */
    CUSTOMERS,
    /** See and repeat what got stuck: events that were not delivered. */
    OPERATIONS
}
