package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.health.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How the machine fares: health, jobs, events that did not arrive, and the check of the data. */
final class SystemPages {
    private static final String SYSTEM = "/admin/system";

    private final Desk desk;

    SystemPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(SYSTEM, Access.of(Permission.OPERATIONS), this::system);
        routes.post(SYSTEM + "/check", Access.of(Permission.OPERATIONS), this::check);
        routes.post(SYSTEM + "/letters/retry", Access.of(Permission.OPERATIONS), context -> letter(context, true));
        routes.post(SYSTEM + "/letters/skip", Access.of(Permission.OPERATIONS), context -> letter(context, false));
    }

    private void system(Context context) {
        show(context, Optional.empty());
    }

    private void show(Context context, Optional<List<Violation>> checked) {
        Shop shop = desk.shop(context);
        Map<String, Object> model = new HashMap<>();
        model.put("health", desk.web().commerce().health());
        model.put("jobs", desk.web().commerce().jobs().status());
        model.put("inbox", desk.web().commerce().webhooks().waiting());
        model.put("letters", shop.events().deadLetters());
        model.put("checked", checked);
        model.put("rules", desk.web().commerce().invariants().ids().size());
        desk.show(context, "system", "system", "Health", model);
    }

    /** Reads only, so it may answer at once. */
    private void check(Context context) {
        desk.shop(context);
        try (Connection connection = desk.web().commerce().dataSource().getConnection()) {
            show(context, Optional.of(desk.web().commerce().invariants().check(connection, StoreClock.now())));
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    private void letter(Context context, boolean retry) {
        Form form = new Form(context);
        desk.act(context, SYSTEM, shop -> {
            DeadLetter letter = shop.events().deadLetters().stream()
                    .filter(it ->
                            it.event().equals(event(form)) && it.subscriber().equals(form.text("subscriber")))
                    .findFirst()
                    .orElseThrow(() -> new Declined("That one is not waiting any more."));
            if (retry) {
                shop.events().requeue(letter);
                return "It is delivered again; what waits behind it follows.";
            }
            shop.events().skip(letter, form.words("reason", "The reason", 400));
            return "It is skipped; what waits behind it passes.";
        });
    }

    private static UUID event(Form form) {
        try {
            return UUID.fromString(form.text("event"));
        } catch (IllegalArgumentException e) {
            throw new Declined("That one is not waiting any more.");
        }
    }
}
