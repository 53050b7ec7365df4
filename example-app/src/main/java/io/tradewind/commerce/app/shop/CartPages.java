package io.tradewind.commerce.app.shop;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Web;
import io.tradewind.commerce.cart.AddToCart;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartLine;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The basket. */
final class CartPages {
    private static final String UNDO = "tw_undo";
    private static final String CHANGED_ELSEWHERE =
            "Your basket was changed elsewhere meanwhile. This is how it is now.";

    private final Front front;
    private final ProductPages products;
    private final InfluencerPages influencers;

    CartPages(Front front, ProductPages products, InfluencerPages influencers) {
        this.front = front;
        this.products = products;
        this.influencers = influencers;
    }

    void routes(RoutesConfig routes) {
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
                code);
        if (codeRefusal.isPresent()) {
            front.refuse(context, "cart.jte", "Basket", model);
        } else {
            front.show(context, "cart.jte", "Basket", model);
        }
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
                    context, sku, Refusal.of("quantity", "quantity", "Enter how many you want, from 1 to 999."));
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
        if (change instanceof CartChange.Changed changed) {
            influencers.applyRemembered(context, changed.cart());
        }
        answer(context, change, "“" + product.title() + "” is in your basket.");
    }

    private void change(Context context) {
        Optional<Cart> cart = front.shop(context).carts().mine();
        Optional<UUID> line = uuid(Front.field(context, "line"));
        Optional<Integer> quantity = Front.number(Front.field(context, "quantity"));
        if (cart.isEmpty() || line.isEmpty()) {
            front.web().redirect(context, "/cart", CHANGED_ELSEWHERE);
        } else if (quantity.isEmpty()) {
            front.web().redirect(context, "/cart", "Enter how many you want, from 1 to 999.");
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
            front.web().redirect(context, "/cart", CHANGED_ELSEWHERE);
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
        answer(context, change, "");
    }

    private void undo(Context context) {
        Optional<Removed> removed = Removed.read(front.web().remembered(context, UNDO));
        front.web().remember(context, UNDO, "", 0);
        if (removed.isEmpty()) {
            front.web().redirect(context, "/cart", CHANGED_ELSEWHERE);
            return;
        }
        Removed it = removed.get();
        CartChange change = front.shop(context)
                .carts()
                .add(
                        front.web().cart(context).id(),
                        AddToCart.of(Sku.of(it.sku()), it.quantity()).with(it.wish()));
        answer(context, change, "“" + it.title() + "” is back.");
    }

    private void code(Context context) {
        String text = Front.field(context, "code");
        CartChange change =
                front.shop(context).carts().code(front.web().cart(context).id(), text);
        if (change instanceof CartChange.Refused refused) {
            show(context, Optional.of(refused.refusal()), text);
        } else {
            String back =
                    Web.localPath(Optional.ofNullable(context.formParam("back")).orElse("/cart"));
            front.web().redirect(context, back, "Code applied.");
        }
    }

    private void removeCode(Context context) {
        answer(
                context,
                front.shop(context).carts().removeCode(front.web().cart(context).id()),
                "Code taken off.");
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
        String said = notice;
        if (change instanceof CartChange.Refused refused) {
            said = refused.message();
        } else if (!(change instanceof CartChange.Changed)) {
            said = CHANGED_ELSEWHERE;
        }
        front.web().redirect(context, "/cart", said);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
