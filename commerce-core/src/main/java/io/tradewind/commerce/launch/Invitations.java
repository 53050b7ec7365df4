package io.tradewind.commerce.launch;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.LaunchPromises;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What carts, checkouts and orders need to know of launches, in their own transaction. An invitation is good for one
 * order: a checkout claims it when it starts to pay and uses it when its order is placed. A claim whose time is over
 * can be taken by another checkout. Safe for many threads.
 */
@Internal
@Singleton
public final class Invitations {
    private final LaunchStore launches;
    private final SignUpStore signUps;
    private final LaunchPromises promises;
    private final Line line;
    private final World world;

    @Inject
    Invitations(LaunchStore launches, SignUpStore signUps, LaunchPromises promises, Line line, World world) {
        this.launches = launches;
        this.signUps = signUps;
        this.promises = promises;
        this.line = line;
        this.world = world;
    }

    /** Whom a link's token invites, or why it invites nobody now. */
    public sealed interface Bearer {
        /** Somebody who may buy. */
        record Invited(UUID invitation) implements Bearer {}

        /** Nobody, and why. */
        record Refused(Refusal refusal) implements Bearer {}
    }

    /**
     * What a checkout is about to buy with an invitation.
     *
     * @param launch the launch that sells the article
     * @param units of that article
     * @param phone the buyer's verified number in E.164; empty if none was verified
     */
    public record Use(UUID invitation, UUID launch, UUID checkout, int units, String phone) {}

    /** What {@link #seen} reads. */
    public static final String COLUMNS = """
            u.id as invited_id, u.launch_id as invited_launch, u.version as invited_version
            """;

    /** Behind a cart {@code c}: the invitation that its shopper has followed. */
    public static final String JOIN = """
            left join commerce.sign_up u on u.store_id = c.store_id and u.id = c.invitation
            """;

    /** An invitation as it was seen, which spares whoever orders with it reading it again. */
    public record Seen(UUID invitation, UUID launch, int version) {}

    /** The invitation of a row that carries {@link #COLUMNS}. */
    public static Optional<Seen> seen(ResultSet row) throws SQLException {
        UUID id = row.getObject("invited_id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new Seen(id, row.getObject("invited_launch", UUID.class), row.getInt("invited_version")));
    }

    /** The owner of the sign-up, whose own device needs no link; anybody else is told that it is unknown. */
    public Bearer owner(Handle handle, Scope scope, SignUpId id) {
        return judged(signUps.find(handle, scope, id).filter(it -> it.belongsTo(scope)));
    }

    /** Who bears the token; a link that is unknown, late or used is refused with which of these it is. */
    public Bearer bearer(Handle handle, Scope scope, String token) {
        return judged(signUps.invited(handle, scope, token));
    }

    private Bearer judged(Optional<Registration> found) {
        if (found.isEmpty()) {
            return new Bearer.Refused(
                    refuse("invitation-unknown", "This invitation is unknown here: use the link you were sent."));
        }
        Registration it = found.get();
        return unusable(it)
                .<Bearer>map(Bearer.Refused::new)
                .orElseGet(() -> new Bearer.Invited(it.id().value()));
    }

    /** Claims the invitation for the checkout until then; else why not, and nothing has changed. */
    public Optional<Refusal> claim(Handle handle, Scope scope, Use use, Instant until) {
        return signUps.claim(handle, scope, use, until, world.now())
                ? Optional.empty()
                : Optional.of(why(handle, scope, use));
    }

    private Refusal why(Handle handle, Scope scope, Use use) {
        Optional<Registration> found = signUps.find(handle, scope, new SignUpId(use.invitation()));
        Optional<Launch> launch = launches.find(handle, scope, new LaunchId(use.launch()));
        if (found.isEmpty() || launch.isEmpty()) {
            return refuse("invitation-unknown", "This invitation is unknown here: use the link you were sent.");
        }
        Registration it = found.get();
        Launch selling = launch.get();
        Optional<Refusal> unusable = unusable(it);
        if (!it.launch().equals(selling.id())) {
            return refuse(
                    "invitation-foreign",
                    "This invitation is for another launch, not for '" + selling.title()
                            + "': take that article out or use its own invitation.");
        } else if (unusable.isPresent()) {
            return unusable.get();
        } else if (selling.state() != LaunchState.SELLING) {
            return refuse("launch-not-open", "'" + selling.title() + "' is sold from " + selling.opensAt() + " on.");
        } else if (use.units() > selling.perPerson()) {
            return refuse(
                    "per-person",
                    "One person may buy " + selling.perPerson() + " of '" + selling.title() + "', not " + use.units()
                            + ".");
        } else if (!use.phone().isEmpty()
                && it.contact().kind() == Contact.Kind.PHONE
                && !it.contact().value().equals(use.phone())) {
            return refuse(
                    "invitation-foreign",
                    "This invitation was sent to " + it.contact().masked() + ": verify that number to use it.");
        }
        return refuse(
                "invitation-in-use", "Another checkout is paying with this invitation; finish it or try again later.");
    }

    private Optional<Refusal> unusable(Registration it) {
        if (it.state() == SignUpState.ORDERED) {
            return Optional.of(refuse(
                    "invitation-used", "This invitation has been used: each is good for one order and no second."));
        }
        if (it.state() == SignUpState.UNCONFIRMED || it.state() == SignUpState.REGISTERED) {
            return Optional.of(refuse(
                    "not-invited", "You are not invited yet; a message says so when it is your turn in the line."));
        }
        boolean inside =
                it.invitedUntil().filter(until -> until.isAfter(world.now())).isPresent();
        if (it.state() == SignUpState.INVITED && inside) {
            return Optional.empty();
        } else if (it.state() == SignUpState.WITHDRAWN) {
            return Optional.of(
                    refuse("invitation-withdrawn", "This invitation was given back or its launch called off."));
        }
        return Optional.of(refuse(
                "invitation-late",
                "This invitation ran out at "
                        + it.invitedUntil().map(Instant::toString).orElse("its time") + "."));
    }

    private static Refusal refuse(String code, String message) {
        return Refusal.of(code, "invitation", message);
    }

    /** The payment is not decided yet: the claim stands until then, never shorter than before. */
    public void prolong(Handle handle, Scope scope, UUID invitation, UUID checkout, Instant until) {
        signUps.prolong(handle, scope, new SignUpId(invitation), checkout, until);
    }

    /**
     * The order is placed with it. A payment that began inside the window may end after it.
     *
     * @return what to record; empty if somebody else has used it or it was withdrawn, and nothing can be placed with it
     */
    public Optional<Change> ordered(Handle handle, Scope scope, UUID invitation, UUID checkout) {
        SignUpId id = new SignUpId(invitation);
        return signUps.lock(handle, scope, id)
                .filter(it -> signUps.order(handle, scope, id, checkout, world.now()))
                .map(it -> Line.change(it.in(SignUpState.ORDERED), it.state().name(), null));
    }

    /** The same for somebody who has seen the invitation; if it has changed since, it is read. */
    public Optional<Change> ordered(Handle handle, Scope scope, Seen seen, UUID checkout) {
        SignUpId id = new SignUpId(seen.invitation());
        if (!signUps.orderAt(handle, scope, id, seen.version(), checkout, world.now())) {
            return ordered(handle, scope, seen.invitation(), checkout);
        }
        return Optional.of(Change.of(
                SignUpFlow.TABLE.machine(),
                seen.invitation(),
                seen.version() + 1,
                SignUpState.INVITED.name(),
                SignUpState.ORDERED.name(),
                seen.launch(),
                null));
    }

    /** Takes back what {@link #ordered} has just done in this transaction; its change is not to be recorded. */
    public void notOrdered(Handle handle, Scope scope, UUID invitation, UUID checkout) {
        signUps.unorder(handle, scope, new SignUpId(invitation), checkout);
    }

    /**
     * The order is about to be cancelled and its stock to be released: its units come back to the quota, and inside the
     * window the invitation stands again; after it somebody else can be invited.
     */
    public void reopen(Handle handle, Scope scope, UUID orderId) {
        Optional<Registration> seen =
                signUps.ordered(handle, scope, orderId).filter(it -> it.state() == SignUpState.ORDERED);
        if (seen.isEmpty()) {
            return;
        }
        Launch launch = line.lock(handle, scope, seen.get().launch()).launch();
        Registration it = signUps.find(handle, scope, seen.get().id()).orElseThrow();
        if (it.state() != SignUpState.ORDERED) {
            return;
        }
        if (launch.state() == LaunchState.ANNOUNCED || launch.state() == LaunchState.SELLING) {
            promises.restore(handle, scope, launch.sku(), orderId);
        }
        if (signUps.reopen(handle, scope, it.id(), world.now())) {
            line.record(handle, scope, it.in(SignUpState.INVITED), it.state().name(), null);
        } else {
            line.end(handle, scope, it, SignUpMove.LAPSE, SignUpState.LAPSED);
        }
    }
}
