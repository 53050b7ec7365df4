package io.tradewind.commerce.cart;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartReading.Loaded;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.VerificationSubject;
import io.tradewind.commerce.verification.VerifiedPhones;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Moves the lines of a guest's carts into the cart of the customer the guest turned out to be. */
@Singleton
final class CartMerge {
    private final World world;
    private final CartStore store;
    private final CartLineStore lines;
    private final CartView view;
    private final VerifiedPhones phones;
    private final Outbox outbox;

    @Inject
    CartMerge(World world, CartStore store, CartLineStore lines, CartView view, VerifiedPhones phones, Outbox outbox) {
        this.world = world;
        this.store = store;
        this.lines = lines;
        this.view = view;
        this.phones = phones;
        this.outbox = outbox;
    }

    Merged into(Scope scope, String guestToken, Optional<VerificationSubject> proof) {
        Actor customer = scope.actor();
        if (customer.kind() != Actor.Kind.CUSTOMER) {
            throw CartException.merging(customer.label());
        }
        String guest = Actor.guest(guestToken).ownerKey();
        UUID fresh = world.id();
        return scope.tx().write("cart.merge", handle -> {
            List<Loaded> found = store.findAll(handle, scope, store.lockOf(handle, scope, guest, customer.ownerKey()));
            List<CartRow> carts = found.stream().map(Loaded::cart).toList();
            List<Change> changes = new ArrayList<>();
            CartRow mine = carts.stream()
                    .filter(it -> it.owner().equals(customer.ownerKey()))
                    .reduce((one, other) -> other)
                    .orElseGet(() -> {
                        store.open(handle, scope, fresh);
                        changes.add(Carts.opened(fresh));
                        return CartRow.fresh(fresh, customer.ownerKey());
                    });
            List<CartRow> guests =
                    carts.stream().filter(it -> it.owner().equals(guest)).toList();
            List<Refusal> leftOut = new ArrayList<>();
            if (!guests.isEmpty()) {
                store.claim(handle, scope, mine.id());
                mine = mine.with(mine.lines(), mine.code(), mine.version() + 1);
                mine = take(handle, scope, mine, guests, leftOut);
                for (CartRow cart : guests) {
                    store.merge(handle, scope, cart.id(), mine.id());
                    phones.moved(handle, scope, cart.id(), mine.id());
                    changes.add(Carts.moved(cart.id(), cart.version() + 1, CartState.ACTIVE, CartState.MERGED));
                }
            }
            UUID to = mine.id();
            proof.ifPresent(it -> phones.adopt(handle, scope, Actor.guest(guestToken), it.value(), to));
            outbox.record(handle, scope, changes);
            return new Merged(view.show(handle, scope, mine, Goods.of(found)), leftOut);
        });
    }

    private CartRow take(Handle handle, Scope scope, CartRow mine, List<CartRow> guests, List<Refusal> leftOut) {
        CartRow all = mine;
        List<UUID> gone = new ArrayList<>();
        for (CartRow.Line line :
                guests.stream().flatMap(it -> it.lines().stream()).toList()) {
            Optional<CartRow.Line> like = all.like(line.sku(), line.hash());
            if (like.isPresent()) {
                int units = like.get().quantity() + line.quantity();
                if (units > Carts.MAX_QUANTITY) {
                    leftOut.add(Refusal.of(
                            "quantity",
                            "quantity",
                            "'" + line.title() + "' is now in the basket " + Carts.MAX_QUANTITY
                                    + " times, the most there" + " can be, not " + units + "."));
                }
                all = all.with(like.get().with(Math.min(units, Carts.MAX_QUANTITY), line.shownPrice()));
                gone.add(line.id());
            } else if (all.lines().size() >= Carts.MAX_LINES) {
                leftOut.add(
                        Refusal.of("too-many-lines", "'" + line.title() + "' did not fit into the basket any more."));
                gone.add(line.id());
            } else {
                all = all.with(line);
            }
        }
        CartRow before = mine;
        lines.remove(handle, scope, gone);
        lines.set(
                handle,
                scope,
                mine.id(),
                all.lines().stream().filter(it -> !before.lines().contains(it)).toList());
        Optional<String> code = all.code()
                .or(() -> guests.stream().flatMap(it -> it.code().stream()).findFirst());
        if (!code.equals(mine.code())) {
            store.setCode(handle, scope, mine.id(), code);
        }
        CartRow merged = all.with(all.lines(), code, all.version());
        Optional<UUID> invitation = all.invitation().isPresent()
                ? Optional.empty()
                : guests.stream().flatMap(it -> it.invitation().stream()).findFirst();
        invitation.ifPresent(it -> store.setInvitation(handle, scope, mine.id(), it));
        return invitation.map(merged::invited).orElse(merged);
    }
}
