package io.tradewind.commerce.launch;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Launches of one store and the people who wait for them. Safe for many threads. */
public final class Launches {
    private final Scope scope;

    @Inject
    Launches(@Assisted Scope scope) {
        this.scope = scope;
    }

    /** The launch under that slug; shoppers do not find drafts. */
    public Optional<Launch> find(String slug) {
        throw new UnsupportedOperationException("launch " + scope.storeId());
    }

    /** All launches that the actor may see, the next to open first; at most 200. */
    public List<Launch> list() {
        throw new UnsupportedOperationException("launch");
    }

    /** Plans a launch; staff only. Fails if the slug is taken. */
    public Launch create(NewLaunch launch) {
        throw new UnsupportedOperationException("launch");
    }

    /** Shows it to shoppers, who can sign up from now on; staff only. */
    public LaunchAnswer announce(LaunchId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** Starts selling to those who are invited; staff only. */
    public LaunchAnswer open(LaunchId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** Ends it; staff only. */
    public LaunchAnswer end(LaunchId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** Calls it off; every live sign-up is withdrawn with an event of its own. Staff only. */
    public LaunchAnswer cancel(LaunchId id, String reason) {
        throw new UnsupportedOperationException("launch");
    }

    /** Signs somebody up with a phone number or an e-mail address; a second time gives the first sign-up. */
    public SignUpAnswer signUp(String slug, String contact) {
        throw new UnsupportedOperationException("launch");
    }

    /** Confirms a phone number that has been verified for this sign-up; gives the place in line. */
    public SignUpAnswer confirm(SignUpId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** Confirms an e-mail address by the token of the link sent to it; gives the place in line. */
    public SignUpAnswer confirm(SignUpId id, String linkToken) {
        throw new UnsupportedOperationException("launch");
    }

    /** The sign-up, for its owner and staff. */
    public Optional<SignUp> signUp(SignUpId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** Leaves the line; its owner or staff only. */
    public SignUpAnswer withdraw(SignUpId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** Who a link's token invites; tells also that an invitation has run out. */
    public SignUpAnswer invitation(String token) {
        throw new UnsupportedOperationException("launch");
    }

    /** Invites the next so many in line for that long; never more than the quota can serve. Staff only. */
    public InviteAnswer invite(LaunchId id, int people, Duration window) {
        throw new UnsupportedOperationException("launch");
    }

    /** How many sign-ups are in each state; staff only. */
    public Map<SignUpState, Integer> count(LaunchId id) {
        throw new UnsupportedOperationException("launch");
    }

    /** The sign-ups in the order they came; staff only. At most 100 on a page. */
    public Page<SignUp> signUps(LaunchId id, Optional<String> after) {
        throw new UnsupportedOperationException("launch");
    }
}
