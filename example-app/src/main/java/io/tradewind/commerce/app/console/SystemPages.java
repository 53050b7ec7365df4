package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.DeadLetter;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.plugin.PluginReport;
import io.tradewind.commerce.plugin.StoredWebhook;
import io.tradewind.commerce.spi.Health;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How the machine fares: plugins, health, jobs, events that did not arrive, and the check of the data. */
final class SystemPages {
    private static final String SYSTEM = "/admin/system";
    private static final String PLUGINS = "/admin/plugins";

    private final Desk desk;

    SystemPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(PLUGINS, Access.of(Permission.OPERATIONS), this::plugins);
        routes.get(PLUGINS + "/{account}", Access.of(Permission.OPERATIONS), this::account);
        routes.post(SYSTEM + "/webhooks/replay", Access.of(Permission.OPERATIONS), this::replay);
        routes.post(PLUGINS + "/{account}/test", Access.of(Permission.OPERATIONS), this::test);
        routes.get(SYSTEM, Access.of(Permission.OPERATIONS), this::system);
        routes.post(SYSTEM + "/check", Access.of(Permission.OPERATIONS), this::check);
        routes.post(SYSTEM + "/letters/retry", Access.of(Permission.OPERATIONS), context -> letter(context, true));
        routes.post(SYSTEM + "/letters/skip", Access.of(Permission.OPERATIONS), context -> letter(context, false));
    }

    private void plugins(Context context) {
        desk.show(
                context,
                "plugins",
                "plugins",
                "Plugins",
                Map.of("report", desk.web().commerce().plugins().report()));
    }

    private void account(Context context) {
        String name = context.pathParam("account");
        PluginReport.Account account = desk.web().commerce().plugins().report().accounts().stream()
                .filter(it -> it.account().equals(name))
                .findFirst()
                .orElseThrow(() -> CommerceException.notFound("account"));
        desk.show(
                context,
                "plugin",
                "plugins",
                name,
                Map.of(
                        "account", account,
                        "stats", CallStats.of(desk.web().commerce().plugins().calls(name)),
                        "hook",
                                desk.web()
                                        .base(context)
                                        .resolve("/webhooks/" + name)
                                        .toString(),
                        "live",
                                desk.web()
                                        .commerce()
                                        .plugins()
                                        .report()
                                        .environment()
                                        .name()
                                        .equals("LIVE")));
    }

    private void replay(Context context) {
        Form form = new Form(context);
        desk.act(context, SYSTEM, shop -> {
            desk.web().commerce().webhooks().replay(form.text("account"), form.words("key", "The message", 200));
            return "It is applied once more; what has counted already does not count twice.";
        });
    }

    private void test(Context context) {
        String account = context.pathParam("account");
        String back = account.matches("[a-z0-9-]{1,30}") ? PLUGINS + "/" + account : PLUGINS;
        desk.act(context, back, shop -> {
            PluginReport report = desk.web().commerce().plugins().report();
            if (report.accounts().stream().noneMatch(it -> it.account().equals(account))) {
                throw new Declined("There is no account of that name.");
            }
            Health health = desk.web().commerce().plugins().health(account);
            String notes = health.notes().isEmpty() ? "" : " It says: " + String.join("; ", health.notes()) + ".";
            String time = " in " + health.latency().toMillis() + " ms.";
            if (health.status() == Health.Status.DOWN) {
                throw new Declined("“" + account + "” does not work" + time + notes);
            }
            return "“" + account + "” "
                    + (health.status() == Health.Status.UP
                            ? "works"
                            : "answered with: " + Words.plain(health.status()).toLowerCase(java.util.Locale.ROOT))
                    + time + notes;
        });
    }

    private void system(Context context) {
        show(context, Optional.empty());
    }

    private void show(Context context, Optional<List<Violation>> checked) {
        Shop shop = desk.shop(context);
        Map<String, Object> model = new HashMap<>();
        model.put("health", desk.web().commerce().health());
        model.put("jobs", desk.web().commerce().jobs().status());
        List<StoredWebhook> inbox = new ArrayList<>();
        for (InboxState state : List.of(InboxState.DEAD, InboxState.UNMATCHED, InboxState.RECEIVED)) {
            inbox.addAll(desk.web().commerce().webhooks().list(state));
        }
        model.put("inbox", inbox);
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
