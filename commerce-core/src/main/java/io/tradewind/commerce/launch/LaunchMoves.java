package io.tradewind.commerce.launch;

import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.stock.LaunchPromises;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What staff and the clock do with launches. */
@Singleton
final class LaunchMoves {
    private final LaunchStore launches;
    private final SignUpStore signUps;
    private final LaunchPromises promises;
    private final Variants variants;
    private final Line line;
    private final Outbox outbox;
    private final World world;

    @Inject
    LaunchMoves(
            LaunchStore launches,
            SignUpStore signUps,
            LaunchPromises promises,
            Variants variants,
            Line line,
            Outbox outbox,
            World world) {
        this.launches = launches;
        this.signUps = signUps;
        this.promises = promises;
        this.variants = variants;
        this.line = line;
        this.outbox = outbox;
        this.world = world;
    }

    Launch create(Handle handle, Scope scope, LaunchId id, NewLaunch wanted) {
        if (variants.known(handle, scope, List.of(wanted.sku())).isEmpty()) {
            throw CommerceException.badArgument("sku", wanted.sku(), "no variant has this number");
        }
        if (!launches.insert(handle, scope, id, wanted)) {
            throw CommerceException.badArgument("slug", wanted.slug(), "another launch has it");
        }
        Launch launch = launches.find(handle, scope, id).orElseThrow();
        record(handle, scope, launch, "", "");
        return launch;
    }

    /** Makes the move under the lock of the row; made before, it is answered as if it were now. */
    LaunchAnswer move(Handle handle, Scope scope, LaunchId id, LaunchMove move, LaunchState to, String note) {
        Launch before = line.lock(handle, scope, id).launch();
        if (before.state() == to) {
            return new LaunchAnswer.Moved(before);
        }
        if (!LaunchFlow.TABLE.allows(before.state(), move, to)) {
            return new LaunchAnswer.Refused(Refusal.of(
                    "cannot-" + move.name().toLowerCase(Locale.ROOT),
                    "Launch '" + before.slug() + "' is " + before.state() + ": cannot " + move + "; possible: "
                            + LaunchFlow.TABLE.moves(before.state()) + "."));
        }
        if (!launches.move(handle, scope, id, move, to)) {
            return new LaunchAnswer.Refused(Refusal.of(
                    "article-taken",
                    "sku",
                    "Another launch of " + before.sku() + " is under way: end or cancel it first."));
        }
        Launch after = launches.find(handle, scope, id).orElseThrow();
        record(handle, scope, after, before.state().name(), note);
        if (to == LaunchState.ANNOUNCED) {
            promises.open(handle, scope, after.sku(), after.quota());
            variants.launched(handle, scope, after.sku(), Optional.of(id.value()));
        } else if (to != LaunchState.SELLING && before.state() != LaunchState.DRAFT) {
            promises.end(handle, scope, after.sku());
            variants.launched(handle, scope, after.sku(), Optional.empty());
        }
        if (to == LaunchState.CANCELLED) {
            dismiss(handle, scope, id);
        }
        return new LaunchAnswer.Moved(launches.find(handle, scope, id).orElseThrow());
    }

    /** Everybody who waits is told by an event of their own; contacts are kept until then. */
    private void dismiss(Handle handle, Scope scope, LaunchId id) {
        List<Registration> live = signUps.live(handle, scope, id);
        signUps.end(handle, scope, live, SignUpMove.WITHDRAW, SignUpState.WITHDRAWN, false);
        List<Change> changes = new ArrayList<>();
        live.forEach(it ->
                changes.add(Line.change(it.in(SignUpState.WITHDRAWN), it.state().name(), null)
                        .noting("the launch was cancelled")));
        outbox.record(handle, scope, changes);
    }

    /** Never invites more people than the quota can serve, so no invitee finds it sold out. */
    InviteAnswer invite(Handle handle, Scope scope, LaunchId id, int people, Instant until) {
        Launch launch = line.lock(handle, scope, id).launch();
        if (launch.state() != LaunchState.ANNOUNCED && launch.state() != LaunchState.SELLING) {
            return new InviteAnswer.Refused(Refusal.of(
                    "launch-over", "Launch '" + launch.slug() + "' is " + launch.state() + ": nobody can be invited."));
        }
        List<Registration> next = signUps.nextInLine(handle, scope, id, people);
        int room = (launch.quota() - launch.promised()) / launch.perPerson();
        int units = Math.multiplyExact(next.size(), launch.perPerson());
        if (!launches.promise(handle, scope, id, units)) {
            return new InviteAnswer.Refused(Refusal.of(
                    "quota",
                    "people",
                    "What is left of the quota serves " + room + " people: invite no more than that."));
        }
        Map<SignUpId, String> tokens = new LinkedHashMap<>();
        next.forEach(it -> tokens.put(it.id(), world.token()));
        signUps.invite(handle, scope, tokens, until);
        List<Change> changes = new ArrayList<>();
        List<Invitation> invitations = new ArrayList<>();
        for (Registration it : next) {
            Registration now = it.in(SignUpState.INVITED).until(until);
            changes.add(Line.change(now, it.state().name(), null));
            invitations.add(new Invitation(now.seenBy(scope), tokens.getOrDefault(it.id(), ""), until));
        }
        outbox.record(handle, scope, changes);
        return new InviteAnswer.Invited(invitations);
    }

    private void record(Handle handle, Scope scope, Launch now, String from, String note) {
        Change change = Change.of(
                LaunchFlow.TABLE.machine(),
                now.id().value(),
                now.version(),
                from,
                now.state().name(),
                now.id().value(),
                null);
        outbox.record(handle, scope, List.of(change.noting(note)));
    }
}
