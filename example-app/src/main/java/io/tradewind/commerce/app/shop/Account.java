package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.customer.AddressBook;
import io.tradewind.commerce.customer.Customer;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.customer.SavedAddress;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.List;
import java.util.Optional;

/**
 * A customer who has signed in.
 *
 * @param shop as they see it
 * @param customer their record
 */
record Account(Shop shop, Customer customer) {
    /** The account of this browser; empty for a guest. */
    static Optional<Account> of(Front front, Context context) {
        return front.web()
                .shopper()
                .customer(context)
                .map(front.web()::shop)
                .flatMap(shop -> shop.customers().me().map(it -> new Account(shop, it)));
    }

    AddressBook book() {
        return shop.customers().addresses(customer.id());
    }

    /** The addresses, the preferred one first. */
    List<SavedAddress> addresses() {
        return book().list();
    }

    /** Remembers where receipts go; an address that another account has is used for the order alone. */
    void mailedTo(String email) {
        if (!email.isEmpty() && !customer.email().equals(Optional.of(email))) {
            NewCustomer now =
                    new NewCustomer(customer.externalId(), Optional.of(email), customer.phone(), customer.name());
            shop.customers().change(customer.id(), customer.version(), now);
        }
    }

    /** The number with most of it hidden. */
    String phone() {
        return customer.phone().map(PhoneNumber::masked).orElse("");
    }
}
