package io.tradewind.commerce.stock;

/** What a reservation draws on. */
public enum Kind {
    /** Goods in the building. */
    ON_HAND,
    /** A number of units that may be sold before they are there, each article with a cap and a release date. */
    PREORDER,
    /** A quota set aside for a launch; it is used up, not freed, by an order. */
    LAUNCH,
    /** Units of a placed order that were missing or broken at the shelf; they wait for others and cannot be sold. */
    OWED,
    /** Units that are sold though they have run out, up to a cap. */
    BACKORDER
}
