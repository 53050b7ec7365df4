package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.launch.Invitation;
import io.tradewind.commerce.launch.InviteAnswer;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchAnswer;
import io.tradewind.commerce.launch.LaunchId;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.launch.SignUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Launches and the people who wait for them. */
final class LaunchPages {
    private static final String LAUNCHES = "/admin/launches";

    private final Desk desk;

    LaunchPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get(LAUNCHES, Access.of(Permission.LAUNCHES), this::list);
        routes.post(LAUNCHES, Access.of(Permission.LAUNCHES), this::create);
        routes.get(LAUNCHES + "/{slug}", Access.of(Permission.LAUNCHES), this::page);
        routes.post(LAUNCHES + "/{slug}/invite", Access.of(Permission.LAUNCHES), this::invite);
        move(
                routes,
                "announce",
                "It is announced. People can sign up.",
                (shop, id) -> shop.launches().announce(id));
        move(
                routes,
                "open",
                "It is open for those who are invited.",
                (shop, id) -> shop.launches().open(id));
        move(
                routes,
                "end",
                "It has ended. What is left is free again.",
                (shop, id) -> shop.launches().end(id));
    }

    private void move(Routes routes, String name, String words, BiFunction<Shop, LaunchId, LaunchAnswer> how) {
        routes.post(
                LAUNCHES + "/{slug}/" + name,
                Access.of(Permission.LAUNCHES),
                context -> desk.act(context, path(context), shop -> {
                    Answers.done(how.apply(shop, launch(shop, context).id()));
                    return words;
                }));
    }

    private void list(Context context) {
        desk.show(
                context,
                "launches",
                "launches",
                "Launches",
                Map.of("launches", desk.shop(context).launches().list()));
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Launch launch = launch(shop, context);
        Page<SignUp> people = shop.launches().signUps(launch.id(), Optional.empty());
        desk.show(
                context,
                "launch",
                "launches",
                launch.title(),
                Map.of(
                        "launch", launch,
                        "counts", shop.launches().count(launch.id()),
                        "people", people.items()));
    }

    private static Launch launch(Shop shop, Context context) {
        return shop.launches().find(context.pathParam("slug")).orElseThrow(() -> CommerceException.notFound("launch"));
    }

    private static String path(Context context) {
        String slug = context.pathParam("slug");
        return slug.matches("[a-z0-9-]+") ? LAUNCHES + "/" + slug : LAUNCHES;
    }

    private void create(Context context) {
        Form form = new Form(context);
        desk.go(context, LAUNCHES, shop -> {
            String slug = form.text("slug");
            if (!slug.matches("[a-z0-9][a-z0-9-]{0,119}")) {
                throw Declined.at("slug", "The name in the address: a-z, 0-9 and -, like winter-tee.");
            }
            Sku sku = Sku.of(form.words("sku", "The article number", Sku.MAX));
            if (shop.catalog().find(sku).isEmpty()) {
                throw Declined.at("sku", "There is no article “" + sku + "”.");
            }
            if (shop.launches().find(slug).isPresent()) {
                throw Declined.at("slug", "There is a launch at /launch/" + slug + " already.");
            }
            NewLaunch wanted = NewLaunch.of(
                            slug,
                            form.words("title", "The title", 200),
                            sku,
                            moment(form.text("opens"), shop),
                            form.number("quota", "Pieces in all", 1, 1_000_000))
                    .text(form.text("text"))
                    .perPerson(form.number("each", "Pieces per person", 1, 100, 1));
            shop.launches().create(wanted);
            return new Desk.Went(LAUNCHES + "/" + slug, "The launch is planned. Only staff see it so far.");
        });
    }

    private static Instant moment(String text, Shop shop) {
        try {
            return LocalDateTime.parse(text).atZone(shop.store().zone()).toInstant();
        } catch (DateTimeParseException e) {
            throw Declined.at("opens", "When it opens: write it like 2026-12-24T10:00.");
        }
    }

    private void invite(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            InviteAnswer answer = shop.launches()
                    .invite(
                            launch(shop, context).id(),
                            form.number("people", "How many people", 1, 1000),
                            Duration.ofHours(form.number("hours", "Hours to buy", 1, 24 * 90)));
            if (answer instanceof InviteAnswer.Refused refused) {
                throw new Declined(Words.sentence(refused.reason()));
            }
            List<Invitation> sent = ((InviteAnswer.Invited) answer).invitations();
            return sent.isEmpty()
                    ? "Nobody is in line, so nobody is invited."
                    : sent.size() + (sent.size() == 1 ? " person is invited." : " people are invited.");
        });
    }
}
