package io.tradewind.commerce.checkout;

/** What can happen to a checkout. */
public enum CheckoutMove {
    OPEN,
    SET,
    SUBMIT,
    BACK,
    COMPLETE,
    CANNOT_PLACE,
    EXPIRE
}
