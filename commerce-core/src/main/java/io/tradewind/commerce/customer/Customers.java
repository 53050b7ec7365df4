package io.tradewind.commerce.customer;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.PageMark;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.PhoneNumber;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Customers of a store. A customer reads and changes only their own record; staff with {@link Permission#CUSTOMERS} any.
 * Somebody else's record and an unknown one get the same answer. Safe for many threads.
 */
public final class Customers {
    private static final int LONGEST_NOTE = 2000;

    private final Scope scope;
    private final CustomerStore store;
    private final AddressStore addresses;
    private final World world;

    @Inject
    Customers(@Assisted Scope scope, CustomerStore store, AddressStore addresses, World world) {
        this.scope = scope;
        this.store = store;
        this.addresses = addresses;
        this.world = world;
    }

    /**
     * Creates a customer. Anybody may sign up; a customer actor is bound to the new record by its own id, everybody else
     * by the external id given, if any. An e-mail address belongs to one customer of a store.
     */
    public CustomerAnswer signUp(NewCustomer given) {
        Actor actor = scope.actor();
        NewCustomer customer = actor.kind() == Actor.Kind.CUSTOMER ? given.externalId(actor.name()) : given;
        if (actor.kind() == Actor.Kind.GUEST && given.externalId().isPresent()) {
            throw CommerceException.badArgument(
                    "externalId", "given", "a guest cannot choose it; act as the customer or as the system");
        }
        Optional<Refusal> problem = customer.problem();
        if (problem.isPresent()) {
            return new CustomerAnswer.Refused(problem.get());
        }
        UUID id = world.id();
        return saving(() -> scope.tx().write("customers.sign-up", handle -> {
            store.insert(handle, scope.storeId(), id, customer, world.now());
            return new CustomerAnswer.Saved(
                    store.find(handle, scope.storeId(), id).orElseThrow());
        }));
    }

    /** The record of the actor; empty for guests and for customers who never signed up here. */
    public Optional<Customer> me() {
        return scope.tx().read("customers.me", this::own);
    }

    /** A customer; throws if there is none that the actor may see. */
    public Customer find(CustomerId id) {
        Given.value("id", id);
        return scope.tx().read("customers.find", handle -> visible(handle, id));
    }

    /** A page of customers; for staff. */
    public CustomerPage list(CustomerQuery query) {
        scope.require(Permission.CUSTOMERS);
        List<Customer> found = scope.tx().read("customers.list", handle -> store.list(handle, scope.storeId(), query));
        return new CustomerPage(
                found.subList(0, Math.min(query.size(), found.size())),
                PageMark.behind(
                        found,
                        query.size(),
                        it -> new PageMark(it.createdAt(), it.id().value())));
    }

    /**
     * Writes something down about a customer, for colleagues only; for staff.
     *
     * @param text 1 to 2,000 characters
     */
    public CustomerNote note(CustomerId id, String text) {
        Given.value("id", id);
        scope.require(Permission.CUSTOMERS);
        TypedText.require("note", text, LONGEST_NOTE);
        CustomerNote note = new CustomerNote(world.now(), scope.actor().label(), text.strip());
        return scope.tx().write("customers.note", handle -> {
            visible(handle, id);
            store.note(handle, scope.storeId(), world.id(), id.value(), note);
            return note;
        });
    }

    /** The last 100 notes about a customer, the newest first; for staff. */
    public List<CustomerNote> notes(CustomerId id) {
        Given.value("id", id);
        scope.require(Permission.CUSTOMERS);
        return scope.tx().read("customers.notes", handle -> {
            visible(handle, id);
            return store.notes(handle, scope.storeId(), id.value());
        });
    }

    /** The customer with that e-mail address, upper and lower case alike; for staff. */
    public Optional<Customer> findByEmail(String email) {
        Given.value("email", email);
        scope.require(Permission.CUSTOMERS);
        return scope.tx().read("customers.by-email", handle -> store.byEmail(handle, scope.storeId(), email));
    }

    /** Customers with that phone number, the oldest first; for staff. */
    public List<Customer> findByPhone(PhoneNumber phone) {
        scope.require(Permission.CUSTOMERS);
        return scope.tx().read("customers.by-phone", handle -> store.byPhone(handle, scope.storeId(), phone));
    }

    /** Replaces what is known about a customer; the external id stays unless staff give another. */
    public CustomerAnswer change(CustomerId id, int version, NewCustomer given) {
        Given.value("id", id);
        Optional<Refusal> problem = given.problem();
        if (problem.isPresent()) {
            return new CustomerAnswer.Refused(problem.get());
        }
        return saving(() -> scope.tx().write("customers.change", handle -> {
            Customer before = visible(handle, id);
            boolean mayBind = scope.actor().isStaff() && given.externalId().isPresent();
            NewCustomer after =
                    mayBind ? given : new NewCustomer(before.externalId(), given.email(), given.phone(), given.name());
            boolean changed = store.update(handle, scope.storeId(), id.value(), version, after);
            Customer now = visible(handle, id);
            return changed ? new CustomerAnswer.Saved(now) : new CustomerAnswer.Stale(now);
        }));
    }

    /** The address book of a customer; throws if there is none that the actor may see. */
    public AddressBook addresses(CustomerId id) {
        Given.value("id", id);
        find(id);
        return new AddressBook(scope, id, addresses, world);
    }

    private interface Saving {
        CustomerAnswer run();
    }

    /** The unique keys decide, also between two who sign up at once. */
    private static CustomerAnswer saving(Saving work) {
        try {
            return work.run();
        } catch (RuntimeException e) {
            if (!SqlErrors.isDuplicate(e)) {
                throw e;
            }
            return new CustomerAnswer.Refused(Refusal.of(
                    "customer-exists",
                    "email",
                    "There is an account with this e-mail address or id already. Sign in instead."));
        }
    }

    private Customer visible(Handle handle, CustomerId id) {
        Optional<Customer> found = scope.actor().may(Permission.CUSTOMERS)
                ? store.find(handle, scope.storeId(), id.value())
                : own(handle).filter(it -> it.id().equals(id));
        return found.orElseThrow(() -> CommerceException.notFound("customer"));
    }

    /** A customer actor carries either the host's id of the person or ours. */
    private Optional<Customer> own(Handle handle) {
        if (scope.actor().kind() != Actor.Kind.CUSTOMER) {
            return Optional.empty();
        }
        String name = scope.actor().name();
        return store.byExternalId(handle, scope.storeId(), name)
                .or(() -> ours(name)
                        .flatMap(id -> store.find(handle, scope.storeId(), id))
                        .filter(it -> it.externalId().isEmpty()));
    }

    private static Optional<UUID> ours(String name) {
        try {
            return name.length() == 36 ? Optional.of(UUID.fromString(name)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
