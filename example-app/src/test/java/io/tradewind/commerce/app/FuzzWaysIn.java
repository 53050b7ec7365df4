package io.tradewind.commerce.app;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.StaffRoom;
import java.net.http.HttpResponse;
import java.util.Set;

/**
 * Keys of both interfaces and an administrator who is signed in. Some of what is sent ends keys and sessions or takes
 * rights away; then there are others, so that the next requests are not those of strangers.
 */
final class FuzzWaysIn {
    private final ApiStore store;
    private int people = 0;
    private Member hand;
    private volatile String session;
    private volatile String staffKey;
    private volatile String shopKey;

    FuzzWaysIn(ApiStore store) {
        this.store = store;
        hand = hire();
        session = signIn();
        staffKey = store.key(Role.ADMIN);
        shopKey = store.app.keys().publishable(JuniperAndJet.STORE);
    }

    /** The token of a session, for cookie and header. */
    String session() {
        return session;
    }

    String key(boolean staff) {
        return staff ? staffKey : shopKey;
    }

    /** A session of the same person as before while that account stands: to make one costs as much as twenty requests. */
    private String signIn() {
        StaffRoom room = store.app.staff();
        hand = room.find(hand.id())
                .filter(it -> it.active() && it.roles().contains(Role.ADMIN))
                .orElseGet(this::hire);
        if (room.factor().isMissing(hand)) {
            room.requireFactor(hand, Set.of());
        }
        return room.open(hand, "fuzz");
    }

    private Member hire() {
        people++;
        StaffRoom room = store.app.staff();
        return room.accept(room.terminalLink(), "odd" + people, "Odd Hand", "four unrelated words")
                .orElseThrow();
    }

    /** True if who asked was let in. */
    synchronized boolean opened(FuzzRequests.Wish wish, HttpResponse<String> answer) {
        String body = answer.body();
        String where = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() == 401 && body.contains("\"key-missing\"")) {
            if (wish.key().equals(staffKey)) {
                staffKey = store.key(Role.ADMIN);
            } else if (wish.key().equals(shopKey)) {
                shopKey = store.app.keys().publishable(JuniperAndJet.STORE);
            }
            return false;
        }
        boolean shut = where.startsWith("/admin/sign-in")
                || where.startsWith("/admin/me/factor")
                || body.contains("\"session-over\"")
                || body.contains("\"factor-missing\"")
                || body.contains("\"proof-needed\"")
                || answer.statusCode() == 403 && body.contains("Your roles lack");
        if (shut && wish.session().equals(session)) {
            session = signIn();
        }
        return !shut;
    }
}
