package io.tradewind.commerce.catalog;

/** What a list can be narrowed to beside categories, options and prices. Traits of one group are alternatives. */
public enum Trait {
    /** A variant may go by the 24-hour delivery. */
    EXPRESS(Group.DELIVERY),
    /** A variant may be bought before it is there. */
    PREORDER(Group.DELIVERY),
    /** It can be engraved. */
    ENGRAVING(Group.PERSONAL),
    /** It can be wrapped as a gift. */
    GIFT_WRAP(Group.PERSONAL),
    /** Its lowest price is shown against a higher one. */
    SALE(Group.OFFER);

    /** Traits that stand together. */
    public enum Group {
        DELIVERY,
        PERSONAL,
        OFFER
    }

    private final Group group;

    Trait(Group group) {
        this.group = group;
    }

    /** Where it belongs. */
    public Group group() {
        return group;
    }
}
