package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.staff.StaffException;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.PluginReport;
import io.tradewind.commerce.plugin.Plugins;
import io.tradewind.commerce.plugin.SettingsTrial;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Plugins: what was found and refused; and each account's calls, guard, connection and settings. */
final class PluginPages {
    private static final String PLUGINS = "/admin/plugins";
    private static final Access OPERATE = Access.of(Permission.OPERATIONS);

    private final Desk desk;
    private final PluginSettings settings;
    private final Map<String, Tested> tests = new ConcurrentHashMap<>();

    PluginPages(Desk desk, PluginSettings settings) {
        this.desk = desk;
        this.settings = settings;
    }

    /** What a test of the connection found, until the next one or a restart. */
    record Tested(Instant at, Health health) {}

    void routes(Routes routes) {
        routes.get(PLUGINS, OPERATE, this::plugins);
        routes.get(PLUGINS + "/{account}", OPERATE, this::account);
        routes.post(PLUGINS + "/{account}/test", OPERATE, this::test);
        routes.post(PLUGINS + "/{account}/breaker", OPERATE, this::breaker);
        routes.get(PLUGINS + "/{account}/settings", OPERATE, this::form);
        routes.post(PLUGINS + "/{account}/settings", OPERATE, this::save);
    }

    private Plugins library() {
        return desk.web().commerce().plugins();
    }

    private void plugins(Context context) {
        desk.show(
                context,
                "plugins",
                "plugins",
                "Plugins",
                Map.of("report", library().report()));
    }

    private PluginReport.Account found(PluginReport report, Context context) {
        String name = context.pathParam("account");
        return report.accounts().stream()
                .filter(it -> it.account().equals(name))
                .findFirst()
                .orElseThrow(() -> CommerceException.notFound("account"));
    }

    private void account(Context context) {
        PluginReport report = library().report();
        PluginReport.Account account = found(report, context);
        String name = account.account();
        Map<String, Object> model = new HashMap<>();
        model.put("account", account);
        model.put("stats", CallStats.of(library().calls(name)));
        model.put("hook", desk.web().base(context).resolve("/webhooks/" + name).toString());
        model.put("live", report.environment() == Environment.LIVE);
        model.put("form", library().form(name));
        model.put("health", Optional.ofNullable(tests.get(name)).map(Tested::health));
        model.put("tested", Optional.ofNullable(tests.get(name)).map(Tested::at));
        desk.show(context, "plugin", "plugins", name, model);
    }

    private void test(Context context) {
        String account = context.pathParam("account");
        desk.act(context, back(account), shop -> {
            require(account);
            Health health = library().health(account);
            tests.put(account, new Tested(StoreClock.now(), health));
            if (health.status() == Health.Status.DOWN) {
                throw new Declined("“" + account + "” does not work." + PluginSettings.said(health));
            }
            return "“" + account + "” "
                    + (health.status() == Health.Status.UP
                            ? "works."
                            : "answered with: " + Words.plain(health.status()).toLowerCase(Locale.ROOT) + ".")
                    + PluginSettings.said(health);
        });
    }

    private void breaker(Context context) {
        String account = context.pathParam("account");
        desk.act(context, back(account), shop -> {
            require(account);
            library().closeBreaker(account);
            return "Calls go through to “" + account + "” again. If they fail, they are kept back again.";
        });
    }

    private void form(Context context) {
        PluginReport.Account account = found(library().report(), context);
        show(context, SettingsSheet.of(library().form(account.account())));
    }

    private void show(Context context, SettingsSheet sheet) {
        desk.show(
                context,
                "plugin-settings",
                "plugins",
                "Settings of " + sheet.account(),
                Map.of(
                        "sheet",
                        sheet,
                        "live",
                        library().report().environment() == Environment.LIVE,
                        "proved",
                        desk.proved(context)));
    }

    private void save(Context context) {
        String name = found(library().report(), context).account();
        String page = PLUGINS + "/" + name + "/settings";
        SettingsTyped typed = new SettingsTyped(new Form(context));
        String missing = proof(context);
        if (!missing.isEmpty()) {
            refuse(context, name, typed, List.of(new SettingsTrial.Problem("", missing, "")), false);
            return;
        }
        PluginSettings.Answer answer = settings.save(name, typed::wish);
        if (answer instanceof PluginSettings.Answer.Refused refused) {
            refuse(context, name, typed, refused.problems(), refused.mayInsist());
        } else if (answer instanceof PluginSettings.Answer.Saved saved) {
            tests.put(name, new Tested(StoreClock.now(), saved.health()));
            String changed =
                    saved.wish().changed().stream().map(SettingsSheet::label).collect(Collectors.joining(", "));
            desk.go(
                    context,
                    page,
                    shop -> new Desk.Went(
                            back(name),
                            "Saved, and in force from now on: " + changed + "." + PluginSettings.said(saved.health())));
        } else {
            desk.act(context, page, shop -> "Nothing was changed.");
        }
    }

    /** Why somebody has to show who they are; empty if they have. */
    private String proof(Context context) {
        try {
            desk.prove(context);
            return "";
        } catch (Declined e) {
            return String.valueOf(e.getMessage());
        } catch (StaffException e) {
            return e.words();
        }
    }

    private void refuse(
            Context context,
            String name,
            SettingsTyped typed,
            List<SettingsTrial.Problem> problems,
            boolean mayInsist) {
        AccountForm now = settings.form(name);
        SettingsSheet sheet = SettingsSheet.of(now, typed.shown(now), problems, mayInsist);
        context.status(422);
        desk.refused(context, sheet.complaint());
        show(context, sheet);
    }

    private static String back(String account) {
        return account.matches("[a-z0-9-]{1,30}") ? PLUGINS + "/" + account : PLUGINS;
    }

    private void require(String account) {
        if (library().report().accounts().stream().noneMatch(it -> it.account().equals(account))) {
            throw new Declined("There is no account of that name.");
        }
    }
}
