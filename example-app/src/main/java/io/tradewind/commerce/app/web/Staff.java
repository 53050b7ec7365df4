package io.tradewind.commerce.app.web;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may use the console: whoever has followed a one-time link. Links and sessions live as long as the process; there
 * is no password to guess. Safe for many threads.
 */
public final class Staff {
    private static final Duration SHIFT = Duration.ofHours(12);

    private final Map<String, Instant> links = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    private record Session(Actor actor, Instant until) {}

    /** The secret part of a link that signs in once, within the next day. */
    public String newLink() {
        String token = Tokens.fresh();
        links.put(Tokens.hash(token), Instant.now().plus(Duration.ofDays(1)));
        return token;
    }

    /** Uses a link up; a session token, or nothing for a link that is unknown, used or old. */
    Optional<String> enter(String link) {
        Instant until = links.remove(Tokens.hash(link));
        if (until == null || until.isBefore(Instant.now())) {
            return Optional.empty();
        }
        String token = Tokens.fresh();
        Actor actor = Actor.staff("owner", Role.ADMIN);
        sessions.put(Tokens.hash(token), new Session(actor, Instant.now().plus(SHIFT)));
        return Optional.of(token);
    }

    /** Who holds that session. */
    Optional<Actor> of(String token) {
        return Optional.ofNullable(sessions.get(Tokens.hash(token)))
                .filter(session -> session.until().isAfter(Instant.now()))
                .map(Session::actor);
    }

    void leave(String token) {
        sessions.remove(Tokens.hash(token));
    }
}
