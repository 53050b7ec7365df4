package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.message.MessagePreview;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.spi.phone.Channel;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the store is set up, what it would promise to an address, what its messages say, and the keys of programs. */
final class SettingsPages {
    private static final String SETTINGS = "/admin/settings";
    private static final String PART = SETTINGS + "/messages/{template}";
    private static final Access OPERATE = Access.of(Permission.OPERATIONS);
    private static final int LONGEST = 20;
    private static final int LONGEST_NAME = 80;

    private final Desk desk;
    private final ApiKeys keys;

    SettingsPages(Desk desk, ApiKeys keys) {
        this.desk = desk;
        this.keys = keys;
    }

    void routes(Routes routes) {
        routes.get(SETTINGS, OPERATE, context -> page(context, ""));
        routes.get(PART, OPERATE, this::message);
        routes.post(SETTINGS + "/keys", OPERATE, this::make);
        routes.post(SETTINGS + "/keys/{id}/end", OPERATE, this::end);
    }

    private void page(Context context, String fresh) {
        Shop shop = desk.shop(context);
        String country = Form.asked(context, "country");
        String postcode = Form.asked(context, "postcode");
        Map<String, Object> model = new HashMap<>();
        model.put("store", shop.store());
        model.put("country", country.isEmpty() ? shop.store().country() : country);
        model.put("postcode", postcode.length() > LONGEST ? postcode.substring(0, LONGEST) : postcode);
        model.put(
                "tried",
                postcode.isEmpty()
                        ? List.of()
                        : tried(shop, country.isEmpty() ? shop.store().country() : country, postcode));
        model.put("keys", keys.list(shop.store().code()));
        model.put("fresh", fresh);
        model.put("proved", desk.proved(context));
        desk.show(context, "settings", "settings", "Settings", model);
    }

    private static List<Tried> tried(Shop shop, String country, String postcode) {
        Optional<Sku> sample = shop.catalog().list(ProductQuery.all()).items().stream()
                .max(Comparator.comparing(ProductCard::express))
                .flatMap(it -> shop.catalog().find(it.id()))
                .map(it -> it.variants().get(0).sku());
        return sample.map(sku -> List.of(
                        new Tried("Parcel", shop.delivery().promiseFor(sku, country, postcode)),
                        new Tried("24 hours", shop.delivery().expressFor(sku, postcode))))
                .orElse(List.of());
    }

    private void message(Context context) {
        Shop shop = desk.shop(context);
        Template template =
                Form.choice(Template.class, context.pathParam("template")).orElseThrow(NotFoundResponse::new);
        Channel channel = Form.asked(context, "by").equals("sms") ? Channel.SMS : Channel.EMAIL;
        String asked = Form.asked(context, "in").isEmpty()
                ? desk.web().deskLang(context).tag()
                : Form.asked(context, "in");
        Locale language = asked.equals("de") ? Locale.GERMAN : Locale.ENGLISH;
        MessagePreview preview = shop.messages().preview(template, channel, language);
        desk.show(
                context,
                "message",
                "settings",
                Words.plain(template),
                Map.of("preview", preview, "template", template));
    }

    private void make(Context context) {
        desk.shown(context, SETTINGS, () -> issued(context), text -> page(context, text));
    }

    private String issued(Context context) {
        Form form = new Form(context);
        ApiKeys.Kind kind = form.choice("kind", ApiKeys.Kind.class);
        String name = form.words("name", "Who uses the key", LONGEST_NAME);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        form.all("role").forEach(it -> Form.choice(Role.class, it).ifPresent(roles::add));
        if (kind == ApiKeys.Kind.STAFF && roles.isEmpty()) {
            throw new Declined("Choose what the key may do: at least one role.");
        } else if (kind == ApiKeys.Kind.SHOP) {
            roles.clear();
        }
        desk.prove(context);
        String text =
                keys.issue(kind, desk.shop(context).store().code(), name, roles).text();
        desk.noted(context, "A key for " + name + (roles.isEmpty() ? ", for the shop" : " as " + Words.roles(roles)));
        return text;
    }

    private void end(Context context) {
        Form form = new Form(context);
        desk.act(context, SETTINGS, shop -> {
            desk.prove(context);
            if (!keys.revoke(shop.store().code(), form.id("id"))) {
                throw new Declined("That key has ended already.");
            }
            return "The key stops working within ten seconds.";
        });
    }
}
