package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.GoneResponse;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.Page;
import io.tradewind.commerce.app.web.TooMany;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Picture;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductOption;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variant;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.stock.AlertAnswer;
import io.tradewind.commerce.stock.StockLine;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.joda.money.Money;

/** A product, its variants, what can be done to it and when it arrives. */
final class ProductPages {
    static final String ZIP = "tw_zip";

    private final Front front;
    private final Tries tells = new Tries(20);

    ProductPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/p/{slug}", this::product);
        routes.post("/p/{slug}/tell", this::tell);
    }

    private void product(Context context) {
        Product product = find(context);
        String zip = Front.asked(context, "zip");
        if (zip.matches("\\d{5}")) {
            front.web().remember(context, ZIP, zip, 180 * 24 * 3600);
        }
        show(context, product, Front.asked(context, "sku"), Typed.asked(context, product), Optional.empty());
    }

    private Product find(Context context) {
        Catalog catalog = front.shop(context).catalog();
        String slug = context.pathParam("slug");
        return catalog.find(slug)
                .orElseThrow(() -> catalog.wasTaken(slug) ? new GoneResponse() : new NotFoundResponse());
    }

    /** Somebody wants to hear when a sold-out variant is back. */
    private void tell(Context context) {
        Product product = find(context);
        Variant variant = product.variants().stream()
                .filter(it -> it.sku().value().equals(Front.field(context, "sku")))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        if (!tells.another(Network.of(context))) {
            throw TooMany.tries();
        }
        String email = Front.field(context, "email");
        if (front.shop(context).stock().tellMe(variant.sku(), email) instanceof AlertAnswer.Refused refused) {
            context.status(422);
            Asking asking = new Asking(email, Optional.of(refused.refusal()));
            show(context, product, variant.sku().value(), Typed.sent(context, product), Optional.empty(), asking);
            return;
        }
        front.web()
                .redirect(
                        context,
                        "/p/" + product.slug() + "?sku="
                                + CatalogPages.encode(variant.sku().value()),
                        front.say(context).t("tell.done"));
    }

    /** What was typed to be told, and why it was not noted. */
    private record Asking(String email, Optional<Refusal> refusal) {
        static final Asking NOTHING = new Asking("", Optional.empty());

        @Override
        public String toString() {
            return "Asking[***]";
        }
    }

    /** The page again with the reason why something typed on it cannot be done. */
    void refused(Context context, Sku sku, Refusal refusal) {
        Product product = front.shop(context).catalog().find(sku).orElseThrow(NotFoundResponse::new);
        context.status(422);
        if (context.header("HX-Request") != null) { // the page stays as it is, with the reason
            context.header("HX-Retarget", "#why-slot");
            context.header("HX-Reselect", "#why-slot");
            context.header("HX-Reswap", "outerHTML");
        }
        show(context, product, sku.value(), Typed.sent(context, product), Optional.of(refusal));
    }

    private void show(Context context, Product product, String sku, Typed typed, Optional<Refusal> refusal) {
        show(context, product, sku, typed, refusal, Asking.NOTHING);
    }

    private void show(
            Context context, Product product, String sku, Typed typed, Optional<Refusal> refusal, Asking asking) {
        Shop shop = front.shop(context);
        Map<Sku, StockLine> stock =
                shop.stock().lines(product.variants().stream().map(Variant::sku).toList());
        Optional<Launch> launch = shop.launches().find(product.slug()).filter(LaunchPages::underWay);
        Predicate<Variant> had = it -> orderable(stock, it)
                || launch.filter(one -> one.sku().equals(it.sku())).isPresent();
        Variant chosen = product.variants().stream()
                .filter(it -> it.sku().value().equals(sku))
                .findFirst()
                .or(() -> product.variants().stream().filter(had).findFirst())
                .orElse(product.variants().get(0));
        String picture = picture(context, product, chosen);
        Lang say = front.say(context);
        Optional<Refusal> wrong =
                refusal.or(() -> typed.empty() ? Optional.empty() : shop.carts().check(chosen.sku(), typed.wish()));
        Typed cut = wrong.filter(it -> it.field().startsWith("engraving")).isPresent() ? typed.plain() : typed;
        boolean foreign = say != Lang.DEFAULT && !say.knows("about." + product.slug());
        ProductView view = new ProductView(
                product,
                chosen,
                choices(say, product, chosen, had),
                Format.picture(picture),
                product.engraving()
                        .flatMap(spec -> Art.engraved(picture, cut.engraving(), title(say, product, chosen, cut)))
                        .orElse(""),
                thumbs(say, product, chosen, picture),
                launched(
                        say,
                        launch,
                        stock(
                                say,
                                Optional.ofNullable(stock.get(chosen.sku())),
                                chosen,
                                shop.store().zone())),
                typed,
                PromiseBox.of(
                        say,
                        shop,
                        chosen,
                        typed.engraved(),
                        Front.asked(context, "zip"),
                        front.web().remembered(context, ZIP)),
                sum(product, chosen, typed),
                launch,
                related(say, shop, product),
                refusal,
                wrong,
                chosen.preorder().map(it -> say.day(it.shipsOn(), shop.store().zone())),
                say == Lang.DEFAULT || foreign ? product.descriptionHtml() : say.t("about." + product.slug()),
                foreign,
                LinkedData.of(front.web().base(context), product, stock),
                asking.email(),
                asking.refusal(),
                UUID.randomUUID().toString());
        Page page = front.web().page(context, say.name(product.title()));
        front.show(
                context,
                "product.jte",
                page,
                product.categories().stream().findFirst().orElse(""),
                Map.of("view", view));
    }

    private static boolean orderable(Map<Sku, StockLine> stock, Variant variant) {
        StockLine line = stock.get(variant.sku());
        return line != null && line.orderable();
    }

    private static String title(Lang say, Product product, Variant chosen, Typed typed) {
        String name = say.name(product.title()) + (chosen.name().isEmpty() ? "" : ", " + say.names(chosen.name()));
        return typed.engraved()
                ? name + ", "
                        + say.t(
                                "line.engraved",
                                String.join(" ", typed.engraving()).strip())
                : name;
    }

    private static String picture(Context context, Product product, Variant chosen) {
        String asked = Front.asked(context, "picture");
        return product.pictures().stream()
                .map(Picture::source)
                .filter(asked::equals)
                .findFirst()
                .orElseGet(() -> chosen.picture().isEmpty()
                        ? product.pictures().stream()
                                .map(Picture::source)
                                .findFirst()
                                .orElse("")
                        : chosen.picture());
    }

    private static List<ProductView.Choice> choices(Lang say, Product product, Variant chosen, Predicate<Variant> had) {
        List<ProductView.Choice> choices = new ArrayList<>();
        for (int i = 0; i < product.options().size(); i++) {
            ProductOption option = product.options().get(i);
            List<ProductView.Value> values = new ArrayList<>();
            for (String value : option.values()) {
                Variant other = variantWith(product, chosen, i, value);
                values.add(new ProductView.Value(
                        value,
                        say.to("/p/" + product.slug()) + "?sku="
                                + CatalogPages.encode(other.sku().value()),
                        Art.colour(value).orElse(""),
                        value.equals(chosen.options().get(i)),
                        !had.test(other)));
            }
            boolean colours = values.stream().noneMatch(it -> it.colour().isEmpty());
            choices.add(new ProductView.Choice(option.name(), chosen.options().get(i), colours, values));
        }
        return choices;
    }

    /** The variant with that value that keeps the other choices, or else any with that value. */
    private static Variant variantWith(Product product, Variant chosen, int option, String value) {
        List<String> wanted = new ArrayList<>(chosen.options());
        wanted.set(option, value);
        return product.variants().stream()
                .filter(it -> it.options().equals(wanted))
                .findFirst()
                .or(() -> product.variants().stream()
                        .filter(it -> it.options().get(option).equals(value))
                        .findFirst())
                .orElse(chosen);
    }

    private static List<ProductView.Thumb> thumbs(Lang say, Product product, Variant chosen, String picture) {
        if (product.pictures().size() < 2) {
            return List.of();
        }
        return product.pictures().stream()
                .map(it -> new ProductView.Thumb(
                        Format.picture(it.source()),
                        alt(say, product, it),
                        say.to("/p/" + product.slug()) + "?" + query(product, chosen, it.source()),
                        it.source().equals(picture)))
                .toList();
    }

    /** A picture is described as the catalog does; where that is in another language, by the colour it shows. */
    private static String alt(Lang say, Product product, Picture picture) {
        if (say == Lang.DEFAULT && !picture.alt().isEmpty()) {
            return picture.alt();
        }
        String colour = product.variants().stream()
                .filter(it -> it.picture().equals(picture.source()))
                .findFirst()
                .flatMap(it -> it.options().stream().findFirst())
                .orElse("");
        return say.name(product.title()) + (colour.isEmpty() ? "" : ", " + say.name(colour));
    }

    /** A picture of another variant chooses that variant. */
    private static String query(Product product, Variant chosen, String source) {
        Optional<Variant> shown = product.variants().stream()
                .filter(it -> it.picture().equals(source))
                .findFirst();
        boolean sameVariant = chosen.picture().equals(source) || shown.isEmpty();
        String sku = CatalogPages.encode((sameVariant ? chosen : variantLike(product, chosen, source, shown.get()))
                .sku()
                .value());
        return "sku=" + sku + (shown.isEmpty() ? "&picture=" + CatalogPages.encode(source) : "");
    }

    private static Variant variantLike(Product product, Variant chosen, String source, Variant otherwise) {
        return product.variants().stream()
                .filter(it -> it.picture().equals(source))
                .filter(it -> it.options()
                        .subList(1, it.options().size())
                        .equals(chosen.options().subList(1, chosen.options().size())))
                .findFirst()
                .orElse(otherwise);
    }

    /** What a launch sells is not sold out. */
    private static ProductView.StockText launched(Lang say, Optional<Launch> launch, ProductView.StockText stock) {
        return launch.filter(it -> !stock.orderable())
                .map(it ->
                        it.state() == LaunchState.ANNOUNCED ? say.word("launch", it.state()) : say.t("badge.invited"))
                .map(it -> new ProductView.StockText(it, "info", false))
                .orElse(stock);
    }

    private static ProductView.StockText stock(Lang say, Optional<StockLine> known, Variant chosen, ZoneId zone) {
        if (known.isEmpty()) {
            return new ProductView.StockText(say.t("stock.out"), "idle", false);
        }
        StockLine line = known.get();
        String when = line.from()
                .or(() -> chosen.preorder().map(it -> it.shipsOn()))
                .map(it -> say.day(it, zone))
                .orElse("");
        return switch (line.status()) {
            case IN_STOCK -> new ProductView.StockText(say.t("stock.in"), "ok", true);
            case LOW ->
                new ProductView.StockText(say.t("stock.left", line.left().orElse(1)), "warn", true);
            case PREORDER ->
                new ProductView.StockText(
                        when.isEmpty() ? say.t("badge.preorder") : say.t("stock.preorder", when), "info", true);
            case BACKORDER ->
                new ProductView.StockText(
                        when.isEmpty() ? say.t("stock.coming") : say.t("stock.coming.on", when), "info", true);
            case SOLD_OUT -> new ProductView.StockText(say.t("stock.out"), "idle", false);
        };
    }

    private static Money sum(Product product, Variant chosen, Typed typed) {
        Money sum = chosen.price();
        if (typed.engraved() && product.engraving().isPresent()) {
            sum = sum.plus(product.engraving().get().price());
        }
        if (typed.gift() && product.giftWrap().isPresent()) {
            sum = sum.plus(product.giftWrap().get().price());
        }
        return sum.multipliedBy(
                Front.number(typed.quantity()).filter(it -> it > 0 && it < 1000).orElse(1));
    }

    private static ProductRail related(Lang say, Shop shop, Product product) {
        ProductQuery query = product.categories().isEmpty()
                ? ProductQuery.all()
                : ProductQuery.all().inCategory(product.categories().get(0));
        return ProductRail.of(
                shop.catalog(),
                say.t("product.related"),
                "",
                shop.catalog().list(query.first(5)).items().stream()
                        .filter(it -> !it.slug().equals(product.slug()))
                        .limit(4)
                        .toList());
    }
}
