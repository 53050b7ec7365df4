package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What needs somebody now. */
final class TodayPages {
    private static final Duration FRESH = Duration.ofSeconds(4);

    private final Desk desk;
    private final LiveNews live;
    private final Map<Set<Role>, Looked> looked = new ConcurrentHashMap<>();
    private volatile boolean setUp;

    TodayPages(Desk desk, LiveNews live) {
        this.desk = desk;
        this.live = live;
    }

    void routes(Routes routes) {
        routes.get("/admin", Access.staff(), this::page);
        routes.get("/admin/events", Access.staff(), this::events);
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Member me = desk.me(context);
        TodaySheet sheet = TodaySheet.of(shop, me);
        looked.put(me.roles(), new Looked(StoreClock.now(), sheet.state()));
        Optional<Figures> figures = me.may(Permission.ORDERS_READ)
                ? Optional.of(Figures.of(shop, Form.asked(context, "span"), StoreClock.now()))
                : Optional.empty();
        Optional<Promises> promises = figures.map(it -> Promises.of(shop, it.days(), StoreClock.now()));
        Optional<Sources> sources = figures.map(it -> Sources.of(shop, it.from(), it.until()));
        desk.show(
                context,
                "today",
                "today",
                "Today",
                Map.of(
                        "sheet", sheet,
                        "figures", figures,
                        "promises", promises,
                        "sources", sources,
                        "setUp", setUp(shop, me),
                        "me", me,
                        "now", StoreClock.now()));
    }

    /** What a new store still needs, for those who can do it; once it has all, nobody asks any more. */
    private Optional<SetUp> setUp(Shop shop, Member me) {
        if (setUp || !me.may(Permission.OPERATIONS)) {
            return Optional.empty();
        }
        SetUp now = SetUp.of(shop, desk.web().commerce().plugins().report());
        setUp = now.next().isEmpty();
        return setUp ? Optional.empty() : Optional.of(now);
    }

    private record Looked(Instant at, String state) {}

    /** Tells an open page that it would look different now; all with the same roles share one look. */
    private void events(Context context) {
        Shop shop = desk.shop(context);
        Member me = desk.me(context);
        live.open(context, me.handle(), () -> state(shop, me));
    }

    private String state(Shop shop, Member me) {
        Instant now = StoreClock.now();
        return looked.compute(
                        me.roles(),
                        (roles, last) -> last != null && last.at().plus(FRESH).isAfter(now)
                                ? last
                                : new Looked(now, TodaySheet.of(shop, me).state()))
                .state();
    }
}
