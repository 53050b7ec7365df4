package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;

/**
 * The addresses of one customer, at most 50. Made by {@link Customers}, which has made sure that the actor may use it.
 * Safe for many threads.
 */
public final class AddressBook {
    private static final int MOST = 50;

    private final Scope scope;
    private final CustomerId customer;
    private final AddressStore store;
    private final World world;

    AddressBook(Scope scope, CustomerId customer, AddressStore store, World world) {
        this.scope = scope;
        this.customer = customer;
        this.store = store;
        this.world = world;
    }

    /** All entries, the preferred one first, then the oldest first. */
    public List<SavedAddress> list() {
        return scope.tx().read("addresses.list", handle -> store.list(handle, scope.storeId(), customer.value()));
    }

    /** Adds an address; the first one becomes the preferred one. */
    public AddressAnswer add(Address address) {
        List<Refusal> problems = AddressRules.problems(address);
        if (!problems.isEmpty()) {
            return new AddressAnswer.Refused(problems);
        }
        Address tidy = AddressRules.tidy(address);
        UUID id = world.id();
        return scope.tx().write("addresses.add", handle -> {
            store.lockOwner(handle, scope.storeId(), customer.value());
            int count = store.count(handle, scope.storeId(), customer.value());
            if (count >= MOST) {
                return new AddressAnswer.Refused(List.of(Refusal.of(
                        "address-book-full",
                        "An address book holds at most " + MOST + " addresses. Remove one first.")));
            }
            store.insert(handle, scope.storeId(), customer.value(), id, tidy, count == 0, world.now());
            return new AddressAnswer.Saved(new SavedAddress(new AddressId(id), tidy, count == 0));
        });
    }

    /** Replaces an address; orders placed with it keep theirs. */
    public AddressAnswer change(AddressId id, Address address) {
        List<Refusal> problems = AddressRules.problems(address);
        if (!problems.isEmpty()) {
            return new AddressAnswer.Refused(problems);
        }
        Address tidy = AddressRules.tidy(address);
        return scope.tx().write("addresses.change", handle -> {
            store.lockOwner(handle, scope.storeId(), customer.value());
            if (!store.update(handle, scope.storeId(), customer.value(), id.value(), tidy)) {
                throw CommerceException.notFound("address");
            }
            return new AddressAnswer.Saved(store.list(handle, scope.storeId(), customer.value()).stream()
                    .filter(it -> it.id().equals(id))
                    .findFirst()
                    .orElseThrow());
        });
    }

    /** Removes an address; one that is gone already is fine. */
    public void remove(AddressId id) {
        scope.tx().write("addresses.remove", handle -> {
            store.lockOwner(handle, scope.storeId(), customer.value());
            return store.delete(handle, scope.storeId(), customer.value(), id.value());
        });
    }

    /** Makes an address the one that is offered first. */
    public void prefer(AddressId id) {
        scope.tx().write("addresses.prefer", handle -> {
            store.lockOwner(handle, scope.storeId(), customer.value());
            boolean there = store.list(handle, scope.storeId(), customer.value()).stream()
                    .anyMatch(it -> it.id().equals(id));
            if (!there) {
                throw CommerceException.notFound("address");
            }
            store.prefer(handle, scope.storeId(), customer.value(), id.value());
            return true;
        });
    }
}
