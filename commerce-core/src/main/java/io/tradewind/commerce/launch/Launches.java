package io.tradewind.commerce.launch;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Launches of one store and the people who wait for them. Safe for many threads. */
public final class Launches {
    private static final int PAGE = 100;
    private static final int BIGGEST_WAVE = 1000;
    private static final UUID FIRST = new UUID(0, 0);
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,119}");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cntrl}\\p{Cs}&&[^\\n\\t]]");

    private final Scope scope;
    private final LaunchStore launches;
    private final SignUpStore signUps;
    private final LaunchMoves moves;
    private final Line line;
    private final World world;

    @Inject
    Launches(
            @Assisted Scope scope,
            LaunchStore launches,
            SignUpStore signUps,
            LaunchMoves moves,
            Line line,
            World world) {
        this.scope = scope;
        this.launches = launches;
        this.signUps = signUps;
        this.moves = moves;
        this.line = line;
        this.world = world;
    }

    /** The launch under that slug; shoppers do not find drafts. */
    public Optional<Launch> find(String slug) {
        Given.value("slug", slug);
        if (!SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return scope.tx()
                .read("launches.find", handle -> launches.find(handle, scope, slug))
                .filter(it -> it.state() != LaunchState.DRAFT || scope.actor().isStaff());
    }

    /** The next to open first, at most 200: for shoppers those that they can sign up for, for staff all. */
    public List<Launch> list() {
        List<LaunchState> states = scope.actor().isStaff()
                ? List.of(LaunchState.values())
                : List.of(LaunchState.ANNOUNCED, LaunchState.SELLING);
        return scope.tx().read("launches.list", handle -> launches.all(handle, scope, states));
    }

    /** Plans a launch; staff only. Fails if the slug is taken or no variant has the number. */
    public Launch create(NewLaunch launch) {
        scope.require(Permission.LAUNCHES);
        NewLaunch checked = checked(launch);
        LaunchId id = new LaunchId(world.id());
        return scope.tx().write("launches.create", handle -> moves.create(handle, scope, id, checked));
    }

    private static NewLaunch checked(NewLaunch it) {
        if (!SLUG.matcher(it.slug()).matches()) {
            throw CommerceException.badArgument("slug", it.slug(), "1 to 120 of a-z, 0-9 and -");
        }
        String title = it.title().strip();
        if (title.isEmpty() || title.length() > 200 || NO_TEXT.matcher(title).find()) {
            throw CommerceException.badArgument("title", title, "1 to 200 characters, no control characters");
        }
        String text = it.text().strip().replace("\r\n", "\n");
        if (text.length() > 4000 || NO_TEXT.matcher(text).find()) {
            throw CommerceException.badArgument("text", text, "at most 4000 characters, no control characters");
        }
        if (it.perPerson() < 1 || it.perPerson() > 100) {
            throw CommerceException.badArgument("perPerson", it.perPerson(), "1 to 100");
        }
        if (it.quota() < it.perPerson() || it.quota() > 1_000_000) {
            throw CommerceException.badArgument("quota", it.quota(), it.perPerson() + " to 1000000");
        }
        Instant opensAt = it.opensAt().truncatedTo(ChronoUnit.MICROS);
        return new NewLaunch(it.slug(), title, text, it.sku(), opensAt, it.quota(), it.perPerson());
    }

    /** Shows it to shoppers, who can sign up from now on, and sets the quota aside. Staff only. */
    public LaunchAnswer announce(LaunchId id) {
        Given.value("id", id);
        return move(id, LaunchMove.ANNOUNCE, LaunchState.ANNOUNCED, "");
    }

    /** Starts selling to those who are invited, before its time if need be. Staff only. */
    public LaunchAnswer open(LaunchId id) {
        Given.value("id", id);
        return move(id, LaunchMove.OPEN, LaunchState.SELLING, "");
    }

    /** Ends it; what is left of the quota is free again. Staff only. */
    public LaunchAnswer end(LaunchId id) {
        Given.value("id", id);
        return move(id, LaunchMove.END, LaunchState.ENDED, "");
    }

    /** Calls it off; every live sign-up is withdrawn with an event of its own. Staff only. */
    public LaunchAnswer cancel(LaunchId id, String reason) {
        Given.value("id", id);
        String note = Given.value("reason", reason).strip();
        if (note.length() > 400 || NO_TEXT.matcher(note).find()) {
            throw CommerceException.badArgument("reason", note, "at most 400 characters, no control characters");
        }
        return move(id, LaunchMove.CANCEL, LaunchState.CANCELLED, note);
    }

    private LaunchAnswer move(LaunchId id, LaunchMove move, LaunchState to, String note) {
        scope.require(Permission.LAUNCHES);
        return scope.tx().write("launches.move", handle -> moves.move(handle, scope, id, move, to, note));
    }

    /**
     * Signs somebody up with a phone number or an e-mail address; a second time gives the first sign-up. A phone number
     * is then verified under the sign-up's id, an address by the link that the answer's token goes into. Whether somebody
     * else has signed up with that number is not told: {@link #confirm(SignUpId)} finds out.
     */
    public SignUpAnswer signUp(String slug, String contact) {
        Given.value("contact", contact);
        Launch launch = find(slug).orElseThrow(() -> CommerceException.notFound("launch"));
        Optional<Contact> parsed = Contact.parse(contact, scope.store().country());
        if (parsed.isEmpty()) {
            return new SignUpAnswer.Refused(
                    Refusal.of("invalid-contact", "contact", "That is neither a phone number nor an e-mail address."));
        }
        return scope.tx()
                .write("launches.signUp", handle -> line.join(handle, scope, launch.id(), parsed.orElseThrow()));
    }

    /**
     * Confirms a phone number that this actor has verified for the sign-up; gives the place in line. Whoever signed up
     * with the number on another device gets that first sign-up, under its own id, with its place and its invitation: it
     * belongs to this actor from now on, and no longer to the other device.
     */
    public SignUpAnswer confirm(SignUpId id) {
        Given.value("id", id);
        return scope.tx().write("launches.confirm", handle -> line.confirm(handle, scope, id, null));
    }

    /** Confirms an e-mail address by the token of the link sent to it; gives the place in line. */
    public SignUpAnswer confirm(SignUpId id, String linkToken) {
        Given.value("id", id);
        Given.value("linkToken", linkToken);
        return scope.tx().write("launches.confirm", handle -> line.confirm(handle, scope, id, linkToken));
    }

    /** The sign-up, for its owner and staff. */
    public Optional<SignUp> signUp(SignUpId id) {
        Given.value("id", id);
        return scope.tx()
                .read("launches.find", handle -> signUps.find(handle, scope, id))
                .filter(it -> it.belongsTo(scope))
                .map(it -> it.seenBy(scope));
    }

    /** The actor's own latest sign-up for that launch. */
    public Optional<SignUp> mine(String slug) {
        return find(slug)
                .flatMap(launch -> scope.tx().read("launches.mine", handle -> signUps.mine(handle, scope, launch.id())))
                .map(it -> it.seenBy(scope));
    }

    /** Leaves the line, and the contact is forgotten; its owner or staff only. */
    public SignUpAnswer withdraw(SignUpId id) {
        Given.value("id", id);
        return scope.tx().write("launches.withdraw", handle -> line.leave(handle, scope, id));
    }

    /** Whom a link's token invites, whoever bears it; says so if the invitation has run out. */
    public SignUpAnswer invitation(String token) {
        Registration it = scope.tx()
                .read("launches.invitation", handle -> signUps.invited(handle, scope, token))
                .orElseThrow(() -> CommerceException.notFound("invitation"));
        boolean over =
                it.invitedUntil().filter(until -> until.isAfter(world.now())).isEmpty();
        if (it.state() == SignUpState.WITHDRAWN || (over && it.state() != SignUpState.ORDERED)) {
            String when = it.invitedUntil().map(Instant::toString).orElse("");
            return Line.refused("invitation-over", "This invitation ran out at " + when + " or was given back.");
        }
        return new SignUpAnswer.Accepted(it.seenByBearer(), "");
    }

    /** Invites the next so many in line for that long; never more than the quota can serve. Staff only. */
    public InviteAnswer invite(LaunchId id, int people, Duration window) {
        Given.value("id", id);
        scope.require(Permission.LAUNCHES);
        if (people < 1 || people > BIGGEST_WAVE) {
            throw CommerceException.badArgument("people", people, "1 to " + BIGGEST_WAVE);
        }
        if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(90)) > 0) {
            throw CommerceException.badArgument("window", window, "1 minute to 90 days");
        }
        Instant until = world.now().plus(window).truncatedTo(ChronoUnit.MICROS);
        return scope.tx().write("launches.invite", handle -> moves.invite(handle, scope, id, people, until));
    }

    /** How many sign-ups are in each state; staff only. */
    public Map<SignUpState, Integer> count(LaunchId id) {
        Given.value("id", id);
        scope.require(Permission.LAUNCHES);
        return scope.tx().read("launches.count", handle -> signUps.counts(handle, scope, id));
    }

    /** The sign-ups in the order they came; staff only. At most 100 on a page. */
    public Page<SignUp> signUps(LaunchId id, Optional<String> after) {
        Given.value("id", id);
        scope.require(Permission.LAUNCHES);
        UUID last = after.map(Launches::token).orElse(FIRST);
        List<SignUp> found =
                scope.tx().read("launches.signUps", handle -> signUps.page(handle, scope, id, last, PAGE + 1)).stream()
                        .map(it -> it.seenBy(scope))
                        .toList();
        if (found.size() <= PAGE) {
            return new Page<>(found, Optional.empty());
        }
        return new Page<>(
                found.subList(0, PAGE), Optional.of(found.get(PAGE - 1).id().toString()));
    }

    private static UUID token(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw CommerceException.badArgument("after", text, "not a token that a page handed out");
        }
    }
}
