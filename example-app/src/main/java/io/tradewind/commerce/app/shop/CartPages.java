package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.AddToCart;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartLine;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.delivery.PromiseAnswer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The basket. */
final class CartPages {
    static final String UNDO = "tw_undo";
    private static final String CHANGED_ELSEWHERE = "basket.elsewhere";

    private final Front front;
    private final ProductPages products;
    private final InfluencerPages influencers;

    CartPages(Front front, ProductPages products, InfluencerPages influencers) {
        this.front = front;
        this.products = products;
        this.influencers = influencers;
    }

    void routes(ShopRoutes routes) {
        routes.get("/cart", context -> show(context, Optional.empty(), ""));
        routes.post("/cart/add", this::add);
        routes.post("/cart/change", this::change);
        routes.post("/cart/remove", this::remove);
        routes.post("/cart/undo", this::undo);
        routes.post("/cart/code", this::code);
        routes.post("/cart/code/remove", this::removeCode);
        routes.post("/cart/prices", this::prices);
    }

    private void show(Context context, Optional<Refusal> codeRefusal, String code) {
        Optional<Cart> cart = front.shop(context).carts().mine();
        Optional<PromiseAnswer> express = cart.filter(it -> !it.isEmpty())
                .map(it -> front.shop(context).delivery().express(it.id(), postcode(context)));
        String undo = Removed.read(front.web().remembered(context, UNDO))
                .map(Removed::title)
                .orElse("");
        Map<String, Object> model = Map.of(
                "cart",
                cart,
                "zone",
                front.shop(context).store().zone(),
                "undo",
                undo,
                "codeRefusal",
                codeRefusal,
                "code",
                code,
                "postage",
                cart.filter(it -> express.isPresent() && isSent(express.get()))
                        .map(it -> Postage.of(it.totals().goods())),
                "express",
                express.filter(PromiseAnswer.Promised.class::isInstance)
                        .map(it -> PromiseBox.express(front.say(context), it)),
                "postcode",
                postcode(context),
                "instead",
                cart.isEmpty() || cart.get().isEmpty()
                        ? ProductRail.express(
                                front.say(context), front.shop(context).catalog())
                        : ProductRail.NONE);
        if (codeRefusal.isPresent()) {
            front.refuse(context, "cart.jte", front.say(context).t("basket"), model);
        } else {
            front.show(context, "cart.jte", front.say(context).t("basket"), model);
        }
    }

    private String postcode(Context context) {
        String known = front.web().remembered(context, ProductPages.ZIP);
        return known.matches("\\d{5}") ? known : PromiseBox.HOME;
    }

    /** False if nothing in it has to be sent. */
    private static boolean isSent(PromiseAnswer express) {
        return !(express instanceof PromiseAnswer.NotOffered not
                && not.refusal().code().equals("cart-empty"));
    }

    private void add(Context context) {
        Sku sku;
        try {
            sku = Sku.of(Front.field(context, "sku"));
        } catch (CommerceException notANumber) {
            throw CommerceException.notFound("product");
        }
        Shop shop = front.shop(context);
        Product product = shop.catalog().find(sku).orElseThrow(() -> CommerceException.notFound("product"));
        Typed typed = Typed.sent(context, product);
        Optional<Integer> quantity = Front.number(typed.quantity());
        if (quantity.isEmpty()) {
            products.refused(
                    context,
                    sku,
                    Refusal.of("quantity", "quantity", front.say(context).t("basket.quantity")));
            return;
        }
        AddToCart wish = AddToCart.of(sku, quantity.get()).with(typed.wish());
        String key = Optional.ofNullable(context.queryParam("key")).orElse("");
        if (key.matches("[A-Za-z0-9-]{8,80}")) {
            wish = wish.once(key);
        }
        CartChange change = shop.carts().add(front.web().cart(context).id(), wish);
        if (change instanceof CartChange.Refused refused) {
            products.refused(context, sku, refused.refusal());
            return;
        }
        front.web().remember(context, UNDO, "", 0);
        String said = front.say(context).t("basket.added", front.say(context).name(product.title()));
        if (change instanceof CartChange.Changed changed) {
            Cart cart = influencers.applyRemembered(context, changed.cart());
            if (slidesIn(context)) {
                drawer(context, cart, said, "", "");
                return;
            }
        }
        answer(context, change, said);
    }

    /** True if the page slides the basket in instead of leaving for it. */
    private static boolean slidesIn(Context context) {
        return context.header("HX-Request") != null;
    }

    private void drawer(Context context, Cart cart, String said, String refused, String undo) {
        front.web()
                .render(
                        context,
                        "shop/drawer.jte",
                        front.web().page(context, front.say(context).t("basket")),
                        Map.of(
                                "cart", cart,
                                "zone", front.shop(context).store().zone(),
                                "said", said,
                                "refused", refused,
                                "undo", undo));
    }

    private void change(Context context) {
        Optional<Cart> cart = front.shop(context).carts().mine();
        Optional<UUID> line = uuid(Front.field(context, "line"));
        Optional<Integer> quantity = Front.number(Front.field(context, "quantity"));
        if (cart.isEmpty() || line.isEmpty()) {
            refuse(context, front.say(context).t(CHANGED_ELSEWHERE));
        } else if (quantity.isEmpty()) {
            refuse(context, front.say(context).t("basket.quantity"));
        } else if (quantity.get() == 0) {
            take(context, cart.get(), line.get());
        } else {
            answer(context, front.shop(context).carts().change(cart.get().id(), line.get(), quantity.get()), "");
        }
    }

    private void remove(Context context) {
        Optional<Cart> cart = front.shop(context).carts().mine();
        Optional<UUID> line = uuid(Front.field(context, "line"));
        if (cart.isEmpty() || line.isEmpty()) {
            refuse(context, front.say(context).t(CHANGED_ELSEWHERE));
        } else {
            take(context, cart.get(), line.get());
        }
    }

    private void take(Context context, Cart cart, UUID line) {
        Optional<CartLine> gone =
                cart.lines().stream().filter(it -> it.id().equals(line)).findFirst();
        CartChange change = front.shop(context).carts().remove(cart.id(), line);
        gone.map(Removed::of)
                .map(Removed::write)
                .filter(it -> it.length() < 2500)
                .ifPresent(it -> front.web().remember(context, UNDO, it, 600));
        if (slidesIn(context) && change instanceof CartChange.Changed changed) {
            drawer(context, changed.cart(), "", "", gone.map(CartLine::title).orElse(""));
        } else {
            answer(context, change, "");
        }
    }

    private void undo(Context context) {
        Optional<Removed> removed = Removed.read(front.web().remembered(context, UNDO));
        front.web().remember(context, UNDO, "", 0);
        if (removed.isEmpty()) {
            refuse(context, front.say(context).t(CHANGED_ELSEWHERE));
            return;
        }
        Removed it = removed.get();
        CartChange change = front.shop(context)
                .carts()
                .add(
                        front.web().cart(context).id(),
                        AddToCart.of(Sku.of(it.sku()), it.quantity()).with(it.wish()));
        answer(
                context,
                change,
                front.say(context).t("basket.back", front.say(context).name(it.title())));
    }

    private void code(Context context) {
        String text = Front.field(context, "code");
        CartChange change = front.code(context, front.web().cart(context).id(), text);
        if (change instanceof CartChange.Refused refused) {
            show(context, Optional.of(refused.refusal()), text);
        } else {
            front.web().redirect(context, "/cart", front.say(context).t("basket.code.on"));
        }
    }

    private void removeCode(Context context) {
        answer(
                context,
                front.shop(context).carts().removeCode(front.web().cart(context).id()),
                front.say(context).t("basket.code.off"));
    }

    private void prices(Context context) {
        answer(
                context,
                front.shop(context)
                        .carts()
                        .acceptPrices(front.web().cart(context).id()),
                "");
    }

    private void answer(Context context, CartChange change, String notice) {
        if (change instanceof CartChange.Refused refused) {
            refuse(context, front.say(context).core(refused.message()));
        } else if (!(change instanceof CartChange.Changed changed)) {
            refuse(context, front.say(context).t(CHANGED_ELSEWHERE));
        } else if (slidesIn(context)) {
            drawer(context, changed.cart(), notice, "", "");
        } else {
            front.web().redirect(context, "/cart", notice);
        }
    }

    private void refuse(Context context, String why) {
        if (slidesIn(context)) {
            drawer(context, front.web().cart(context), "", why, "");
        } else {
            front.web().refuse(context, "/cart", why);
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
