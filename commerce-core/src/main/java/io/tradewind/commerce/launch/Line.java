package io.tradewind.commerce.launch;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.LaunchSignedUp;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.VerifiedPhones;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The line of people who wait for a launch. Every move but the first happens under the lock of the launch's row. */
@Singleton
final class Line {
    private static final Duration BETWEEN_LINKS = Duration.ofMinutes(1);

    private final LaunchStore launches;
    private final SignUpStore signUps;
    private final VerifiedPhones phones;
    private final Outbox outbox;
    private final World world;

    @Inject
    Line(LaunchStore launches, SignUpStore signUps, VerifiedPhones phones, Outbox outbox, World world) {
        this.launches = launches;
        this.signUps = signUps;
        this.phones = phones;
        this.outbox = outbox;
        this.world = world;
    }

    /**
     * One place per contact: whoever comes second, at the same moment or later, gets the first one's. Somebody else with
     * the same number is told nothing of it and proves the number under an id of their own.
     */
    SignUpAnswer join(Handle handle, Scope scope, LaunchId id, Contact contact) {
        Launch launch = launches.find(handle, scope, id).orElseThrow(() -> CommerceException.notFound("launch"));
        if (launch.state() != LaunchState.ANNOUNCED && launch.state() != LaunchState.SELLING) {
            return refused("launch-over", "'" + launch.title() + "' is over: nobody can sign up any more.");
        }
        Instant now = world.now();
        String token = world.token();
        Registration fresh = new Registration(
                new SignUpId(world.id()),
                launch.id(),
                contact,
                scope.actor().ownerKey(),
                SignUpState.UNCONFIRMED,
                OptionalInt.empty(),
                Secrets.hash(token),
                now,
                Optional.empty(),
                now,
                1);
        if (!signUps.insert(handle, scope, fresh)) {
            return known(handle, scope, fresh);
        }
        LaunchSignedUp event = new LaunchSignedUp(
                scope.store().code(),
                launch.id().value(),
                fresh.id().value(),
                now,
                scope.actor().label());
        record(handle, scope, fresh, "", event);
        return new SignUpAnswer.Accepted(fresh.seenBy(scope), contact.kind() == Contact.Kind.EMAIL ? token : "");
    }

    private SignUpAnswer known(Handle handle, Scope scope, Registration fresh) {
        Contact contact = fresh.contact();
        Registration first = signUps.find(handle, scope, fresh.launch(), contact)
                .orElseThrow(() -> CommerceException.notFound("sign-up"));
        if (contact.kind() == Contact.Kind.PHONE && !first.belongsTo(scope)) {
            return new SignUpAnswer.Accepted(beside(handle, scope, fresh).seenBy(scope), "");
        }
        Instant now = world.now();
        String token = world.token();
        boolean another = contact.kind() == Contact.Kind.EMAIL
                && signUps.newLink(handle, scope, first.id(), token, now, now.minus(BETWEEN_LINKS));
        return new SignUpAnswer.Accepted(first.seenBy(scope), another ? token : "");
    }

    private Registration beside(Handle handle, Scope scope, Registration fresh) {
        Optional<Registration> before = signUps.mine(handle, scope, fresh.launch())
                .filter(it ->
                        it.state() == SignUpState.UNCONFIRMED && it.contact().equals(fresh.contact()));
        if (before.isEmpty()) {
            signUps.insertBeside(handle, scope, fresh);
            record(handle, scope, fresh, "", null);
        }
        return before.orElse(fresh);
    }

    /** Confirms by the link's token, or without one by the phone number that the actor has verified. */
    SignUpAnswer confirm(Handle handle, Scope scope, SignUpId id, @Nullable String linkToken) {
        Registration seen = signUps.find(handle, scope, id).orElseThrow(() -> CommerceException.notFound("sign-up"));
        LaunchStore.Row launch = lock(handle, scope, seen.launch());
        Registration asked = signUps.find(handle, scope, id).orElseThrow(() -> CommerceException.notFound("sign-up"));
        if (linkToken == null) {
            return phones.of(handle, scope, id.value())
                            .filter(number ->
                                    number.e164().equals(asked.contact().value()))
                            .isPresent()
                    ? confirm(handle, scope, launch, handedOver(handle, scope, first(handle, scope, asked)))
                    : unproven(handle, scope, asked);
        }
        return asked.contact().kind() == Contact.Kind.EMAIL && Secrets.matches(linkToken, asked.linkHash())
                ? confirm(handle, scope, launch, asked)
                : unproven(handle, scope, asked);
    }

    /** Nothing is proven now; who has a place has it, also under the id it was asked for beside the first. */
    private SignUpAnswer unproven(Handle handle, Scope scope, Registration asked) {
        Registration placed = asked.place().isPresent()
                ? asked
                : signUps.mine(handle, scope, asked.launch()).orElse(asked);
        return asked.belongsTo(scope) && placed.place().isPresent()
                ? new SignUpAnswer.Accepted(placed.seenBy(scope), "")
                : refused("not-verified", "This contact is not confirmed yet: enter the code or follow the link.");
    }

    private SignUpAnswer confirm(Handle handle, Scope scope, LaunchStore.Row launch, Registration it) {
        if (it.state() == SignUpState.WITHDRAWN || it.state() == SignUpState.LAPSED) {
            return cannot(SignUpMove.CONFIRM, it);
        }
        if (it.state() != SignUpState.UNCONFIRMED) {
            return new SignUpAnswer.Accepted(it.seenBy(scope), "");
        }
        LaunchState state = launch.launch().state();
        if (state != LaunchState.ANNOUNCED && state != LaunchState.SELLING) {
            return refused("launch-over", "'" + launch.launch().title() + "' is over.");
        }
        int place = launch.lastPlace() + 1;
        launches.takePlace(handle, scope, it.launch());
        signUps.confirm(handle, scope, it.id(), place);
        Registration now = it.in(SignUpState.REGISTERED).at(place, scope.actor().ownerKey());
        record(handle, scope, now, it.state().name(), null);
        return new SignUpAnswer.Accepted(now.seenBy(scope), "");
    }

    /** The sign-up that counts for a number that was proven; one that was begun beside it ends. */
    private Registration first(Handle handle, Scope scope, Registration proven) {
        if (proven.state() != SignUpState.UNCONFIRMED) {
            return proven;
        }
        Optional<Registration> first = signUps.find(handle, scope, proven.launch(), proven.contact());
        if (first.isEmpty()) {
            signUps.countAsFirst(handle, scope, proven);
        } else if (!first.get().id().equals(proven.id())) {
            end(handle, scope, proven, SignUpMove.WITHDRAW, SignUpState.WITHDRAWN);
        }
        return first.orElse(proven);
    }

    /** A place belongs to whoever has proven its number last. */
    private Registration handedOver(Handle handle, Scope scope, Registration it) {
        if (it.belongsTo(scope) || it.place().isEmpty()) {
            return it;
        }
        signUps.handOver(handle, scope, it.id());
        return it.of(scope.actor().ownerKey());
    }

    /** Leaves the line; what it was promised goes to others, and its contact is forgotten. */
    SignUpAnswer leave(Handle handle, Scope scope, SignUpId id) {
        Registration seen = signUps.find(handle, scope, id)
                .filter(it -> it.belongsTo(scope))
                .orElseThrow(() -> CommerceException.notFound("sign-up"));
        lock(handle, scope, seen.launch());
        Registration it = signUps.find(handle, scope, id).orElseThrow(() -> CommerceException.notFound("sign-up"));
        if (it.state() == SignUpState.WITHDRAWN) {
            return new SignUpAnswer.Accepted(it.seenBy(scope), "");
        }
        if (!SignUpFlow.TABLE.allows(it.state(), SignUpMove.WITHDRAW)) {
            return cannot(SignUpMove.WITHDRAW, it);
        }
        end(handle, scope, it, SignUpMove.WITHDRAW, SignUpState.WITHDRAWN);
        Registration now = signUps.find(handle, scope, id).orElseThrow(() -> CommerceException.notFound("sign-up"));
        return new SignUpAnswer.Accepted(now.seenBy(scope), "");
    }

    /** The window is over: what was promised goes to the next wave. False if it is not INVITED any more. */
    boolean lapse(Handle handle, Scope scope, SignUpId id) {
        Optional<Registration> seen = signUps.find(handle, scope, id);
        if (seen.isEmpty()) {
            return false;
        }
        lock(handle, scope, seen.orElseThrow().launch());
        Optional<Registration> due = signUps.find(handle, scope, id)
                .filter(it -> it.state() == SignUpState.INVITED)
                .filter(it -> it.invitedUntil()
                        .filter(until -> !until.isAfter(world.now()))
                        .isPresent());
        due.ifPresent(it -> end(handle, scope, it, SignUpMove.LAPSE, SignUpState.LAPSED));
        return due.isPresent();
    }

    /** Nobody has confirmed it: its contact is forgotten. False if somebody has, or has asked for another link since. */
    boolean forget(Handle handle, Scope scope, SignUpId id, Instant before) {
        Optional<Registration> seen = signUps.find(handle, scope, id);
        if (seen.isEmpty()) {
            return false;
        }
        lock(handle, scope, seen.orElseThrow().launch());
        Optional<Registration> old = signUps.find(handle, scope, id)
                .filter(it -> it.state() == SignUpState.UNCONFIRMED)
                .filter(it -> !it.linkAt().isAfter(before));
        old.ifPresent(it -> end(handle, scope, it, SignUpMove.WITHDRAW, SignUpState.WITHDRAWN));
        return old.isPresent();
    }

    void end(Handle handle, Scope scope, Registration it, SignUpMove move, SignUpState to) {
        if (it.state() == SignUpState.INVITED || it.state() == SignUpState.ORDERED) {
            Launch launch = launches.find(handle, scope, it.launch()).orElseThrow();
            launches.promise(handle, scope, it.launch(), -launch.perPerson());
        }
        signUps.end(handle, scope, List.of(it), move, to, move == SignUpMove.WITHDRAW);
        record(handle, scope, it.in(to), it.state().name(), null);
    }

    LaunchStore.Row lock(Handle handle, Scope scope, LaunchId id) {
        return launches.lock(handle, scope, id).orElseThrow(() -> CommerceException.notFound("launch"));
    }

    void record(Handle handle, Scope scope, Registration now, String from, @Nullable CommerceEvent event) {
        outbox.record(handle, scope, List.of(change(now, from, event)));
    }

    static Change change(Registration now, String from, @Nullable CommerceEvent event) {
        return Change.of(
                SignUpFlow.TABLE.machine(),
                now.id().value(),
                now.version(),
                from,
                now.state().name(),
                now.launch().value(),
                event);
    }

    static SignUpAnswer cannot(SignUpMove move, Registration it) {
        return refused(
                "cannot-" + move.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "The sign-up is " + it.state() + ": cannot " + move + "; possible: "
                        + SignUpFlow.TABLE.moves(it.state()) + ".");
    }

    static SignUpAnswer refused(String code, String message) {
        return new SignUpAnswer.Refused(Refusal.of(code, message));
    }
}
