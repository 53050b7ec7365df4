package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.Session;
import io.tradewind.commerce.app.staff.StaffRoom;
import java.util.Optional;

/**
 * Who of the staff asks: reads and writes the cookie of the console, which is another than the shopper's. Safe for many
 * threads.
 */
public final class StaffDoor {
    private static final String COOKIE = "tw_staff";
    private static final String SESSION = "staff.session";
    private static final String TOKEN = "staff.token";

    private final StaffRoom room;
    private final Cookies cookies;

    /** Staff who work here; their cookie is bound to TLS wherever it is spoken. */
    StaffDoor(StaffRoom room, Cookies cookies) {
        this.room = room;
        this.cookies = cookies;
    }

    /** The accounts. */
    public StaffRoom room() {
        return room;
    }

    /** True for the console's pages, except those that are there for people who are not signed in. */
    static boolean isBehind(String path) {
        return (path.equals("/admin") || path.startsWith("/admin/")) && !isOpen(path);
    }

    private static boolean isOpen(String path) {
        return path.equals("/admin/sign-in") || path.equals("/admin/sign-in/code") || path.startsWith("/admin/setup/");
    }

    /** The session of this request; whoever has none is asked to sign in. */
    public Session session(Context context) {
        return find(context).orElseThrow(UnauthorizedResponse::new);
    }

    /** The session of this request, if there is one. */
    public Optional<Session> find(Context context) {
        Session known = context.attribute(SESSION);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Session> session =
                Optional.of(token(context)).filter(it -> !it.isEmpty()).flatMap(room::session);
        session.ifPresent(it -> context.attribute(SESSION, it));
        return session;
    }

    /** Signs a person in, under a new token whatever the browser had before. */
    public void enter(Context context, Member member) {
        leave(context);
        write(
                context,
                room.open(member, Optional.ofNullable(context.userAgent()).orElse("")));
    }

    /** Puts a token into the browser; it lasts until the browser is closed, at most as long as its session. */
    public void write(Context context, String token) {
        put(context, token, -1);
        context.attribute(TOKEN, token);
        context.attribute(SESSION, null);
    }

    private void put(Context context, String token, int seconds) {
        cookies.put(context, cookies.ownName(context, COOKIE), token, seconds);
    }

    /** Ends the session of this request. */
    public void leave(Context context) {
        String token = token(context);
        if (!token.isEmpty()) {
            room.leave(token);
        }
        put(context, "", 0);
        context.attribute(SESSION, null);
    }

    /** The token the browser sent; empty for none. */
    String token(Context context) {
        String written = context.attribute(TOKEN);
        return written != null
                ? written
                : Optional.ofNullable(context.cookie(cookies.ownName(context, COOKIE)))
                        .orElse("");
    }
}
