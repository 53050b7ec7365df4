package io.tradewind.commerce.payment;

/**
 * A way to pay that the store offers.
 *
 * @param account plugin account to name when paying
 * @param code the plugin's code, such as {@code stripe}
 * @param kind how it works for the buyer
 * @param available false while the provider cannot be reached
 */
public record PaymentMethod(String account, String code, Kind kind, boolean available) {
    /** How a method works for the buyer. */
    public enum Kind {
        /** On the provider's own page. */
        PROVIDER_PAGE,
        /** With a token made in the browser by the provider's script. */
        CLIENT_TOKEN,
        /** At once, with nothing to enter. */
        DIRECT,
        /** After the order is placed: bank transfer, invoice, cash on delivery. */
        PAY_LATER
    }
}
