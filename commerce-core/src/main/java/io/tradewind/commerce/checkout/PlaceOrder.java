package io.tradewind.commerce.checkout;

import io.tradewind.commerce.delivery.DeliveryDay;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.spi.Address;
import java.net.URI;
import java.util.Optional;

/**
 * Everything a cart needs to become an order. Immutable; each method gives a changed copy.
 *
 * @param address where it goes
 * @param optionId the delivery option, as {@code delivery().options(…)} offered it for that address
 * @param courierNote what the courier should know, at most 120 characters; empty for nothing
 * @param account plugin account to pay with; empty if the total is zero
 * @param by what it is paid by with that account
 * @param email for messages; empty for none
 * @param returnTo where the provider sends the browser back to
 * @param shownHash hash of the quote the customer saw; empty to accept whatever is true now
 */
public record PlaceOrder(
        Address address,
        String optionId,
        String courierNote,
        String account,
        PayBy by,
        String email,
        URI returnTo,
        Optional<String> shownHash) {
    private static final URI NOWHERE = URI.create("https://localhost/");

    /** Starts with the delivery address. */
    public static PlaceOrder to(Address address) {
        return new PlaceOrder(address, "", "", "", PayBy.page(), "", NOWHERE, Optional.empty());
    }

    /** Delivered that way. */
    public PlaceOrder by(DeliveryOption option) {
        return by(option.id());
    }

    /** Delivered that way on that day. */
    public PlaceOrder by(DeliveryDay day) {
        return by(day.id());
    }

    /** Delivered that way, by the option's or the day's id. */
    public PlaceOrder by(String option) {
        return new PlaceOrder(address, option, courierNote, account, by, email, returnTo, shownHash);
    }

    /** With a word for whoever brings it, such as {@code Second bell}. */
    public PlaceOrder courierNote(String note) {
        return new PlaceOrder(address, optionId, note, account, by, email, returnTo, shownHash);
    }

    /** Paid on the provider's own page, or later. */
    public PlaceOrder payWith(String pluginAccount) {
        return payWith(pluginAccount, "");
    }

    /** Paid with a token that the provider's script made in the browser. Card numbers are refused. */
    public PlaceOrder payWith(String pluginAccount, String clientToken) {
        return payWith(pluginAccount, PayBy.token(clientToken));
    }

    /** Paid like that: with a token, a saved instrument, and with or without keeping it. */
    public PlaceOrder payWith(String pluginAccount, PayBy instrument) {
        return new PlaceOrder(address, optionId, courierNote, pluginAccount, instrument, email, returnTo, shownHash);
    }

    /** Messages go there. */
    public PlaceOrder email(String contact) {
        return new PlaceOrder(address, optionId, courierNote, account, by, contact, returnTo, shownHash);
    }

    /** The provider sends the browser back there. */
    public PlaceOrder returnTo(URI page) {
        return new PlaceOrder(address, optionId, courierNote, account, by, email, page, shownHash);
    }

    /** Refused with the new sums unless they are still the ones the customer saw. */
    public PlaceOrder asShown(String quoteHash) {
        return new PlaceOrder(address, optionId, courierNote, account, by, email, returnTo, Optional.of(quoteHash));
    }

    @Override
    public String toString() {
        return "PlaceOrder[to " + address.country() + ", by " + optionId + ", with " + account + "]";
    }
}
