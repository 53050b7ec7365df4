package io.tradewind.commerce.launch;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a checkout needs to know of launches, in its own transaction. Safe for many threads. */
@Internal
@Singleton
public final class Invitations {
    private final LaunchStore launches;
    private final SignUpStore signUps;
    private final Line line;
    private final World world;

    @Inject
    Invitations(LaunchStore launches, SignUpStore signUps, Line line, World world) {
        this.launches = launches;
        this.signUps = signUps;
        this.line = line;
        this.world = world;
    }

    /**
     * An invitation that stands.
     *
     * @param sku what may be bought
     * @param units most units of it
     */
    public record Standing(SignUpId id, Sku sku, int units) {}

    /** What the bearer of that token may buy now; empty if the invitation is unknown, used or over. */
    public Optional<Standing> standing(Handle handle, Scope scope, String token) {
        return signUps.invited(handle, scope, token)
                .filter(it -> it.state() == SignUpState.INVITED)
                .filter(it -> it.invitedUntil()
                        .filter(until -> until.isAfter(world.now()))
                        .isPresent())
                .flatMap(it -> launches.find(handle, scope, it.launch())
                        .filter(launch -> launch.state() == LaunchState.SELLING)
                        .map(launch -> new Standing(it.id(), launch.sku(), launch.perPerson())));
    }

    /** The order is placed; false if the invitation does not stand any more. A payment may outlast its window. */
    public boolean ordered(Handle handle, Scope scope, SignUpId id, UUID orderId) {
        Optional<Registration> seen = signUps.find(handle, scope, id);
        if (seen.isEmpty()) {
            return false;
        }
        line.lock(handle, scope, seen.orElseThrow().launch());
        Registration it = signUps.find(handle, scope, id).orElseThrow();
        if (!signUps.order(handle, scope, id, orderId)) {
            return false;
        }
        line.record(handle, scope, it.in(SignUpState.ORDERED), it.state().name(), null);
        return true;
    }

    /** The order is cancelled: inside the window the invitation stands again. */
    public void reopened(Handle handle, Scope scope, UUID orderId) {
        signUps.ordered(handle, scope, orderId).ifPresent(seen -> {
            line.lock(handle, scope, seen.launch());
            Registration it = signUps.find(handle, scope, seen.id()).orElseThrow();
            if (signUps.reopen(handle, scope, seen.id(), world.now())) {
                line.record(
                        handle, scope, it.in(SignUpState.INVITED), it.state().name(), null);
            }
        });
    }
}
