package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.plugin.InboxState;
import io.tradewind.commerce.plugin.PluginReport;
import io.tradewind.commerce.plugin.WebhookPage;
import io.tradewind.commerce.plugin.Webhooks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What providers sent: where each item stands, why, and once more. */
final class WebhookPages {
    private static final String WEBHOOKS = "/admin/webhooks";
    private static final Access OPERATE = Access.of(Permission.OPERATIONS);

    private final Desk desk;

    WebhookPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(WEBHOOKS, OPERATE, this::list);
        routes.post(WEBHOOKS + "/replay", OPERATE, this::replay);
    }

    private Webhooks library() {
        return desk.web().commerce().webhooks();
    }

    private void list(Context context) {
        desk.shop(context);
        Optional<InboxState> state = Form.choice(InboxState.class, Form.asked(context, "state"));
        Optional<String> account = filled(Form.asked(context, "account")).filter(WebhookPages::isName);
        WebhookPage page;
        try {
            page = library().page(state, account, filled(Form.asked(context, "after")));
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, WEBHOOKS, "That page of the list is gone; here is the first.");
            return;
        }
        List<PluginReport.Account> accounts =
                desk.web().commerce().plugins().report().accounts();
        desk.show(
                context,
                "webhooks",
                "webhooks",
                "Webhooks",
                Map.of(
                        "items", page.items(),
                        "next", page.next().orElse(""),
                        "waiting", library().waiting(),
                        "state", state.map(Enum::name).orElse(""),
                        "account", account.orElse(""),
                        "accounts", accounts));
    }

    private void replay(Context context) {
        Form form = new Form(context);
        String state = Form.choice(InboxState.class, form.text("state"))
                .map(it -> "?state=" + it.name())
                .orElse("");
        desk.act(context, WEBHOOKS + state, shop -> {
            String key = form.words("key", "The message", 200);
            try {
                if (!isName(form.text("account")) || key.chars().anyMatch(it -> it < ' ')) {
                    throw CommerceException.notFound("message");
                }
                library().replay(form.text("account"), key);
            } catch (CommerceException gone) {
                throw new Declined("There is no such message any more.");
            }
            return "It is applied once more; what has counted already does not count twice.";
        });
    }

    private static boolean isName(String account) {
        return account.matches("[a-z0-9-]{1,30}");
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
