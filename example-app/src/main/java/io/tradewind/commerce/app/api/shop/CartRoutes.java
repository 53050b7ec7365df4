package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.staff.Secret;
import io.tradewind.commerce.cart.AddToCart;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.Carts;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.launch.SignUpId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Filling a cart. */
final class CartRoutes {
    private static final String GROUP = "Carts";
    private static final String ENGRAVED_LINE = "engraving line ";

    private CartRoutes() {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.post("/shoppers")
                        .called("createShopper", GROUP, "A token for somebody without an account")
                        .note("Nothing is stored until it opens a cart.")
                        .open(Access.SHOP)
                        .creates(CartShapes.Shopper.class)
                        .by(call -> ApiReply.of(new CartShapes.Shopper(Secret.fresh()))),
                ApiRoute.post("/carts")
                        .called("openCart", GROUP, "A new, empty cart")
                        .note(
                                "Without a Shopper-Token the cart is a new shopper's, whose token comes as the header of that name.")
                        .open(Access.NEWCOMER)
                        .tagged()
                        .creates(CartShapes.Cart.class)
                        .by(call -> shown(call.shop().carts().open())),
                ApiRoute.get("/carts")
                        .called("listCarts", GROUP, "The cart that is being filled, of whichever device; none before")
                        .note("There is at most one, the cart that was used last.")
                        .open(Access.SHOPPER)
                        .answers(CartShapes.Carts.class)
                        .by(call -> ApiReply.of(new CartShapes.Carts(call.shop().carts().mine().stream()
                                .map(CartShapes.Cart::of)
                                .toList()))),
                ApiRoute.get("/carts/{cart}")
                        .called("getCart", GROUP, "The cart, priced now")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .tagged()
                        .answers(CartShapes.Cart.class)
                        .by(call -> shown(
                                call.shop().carts().find(cart(call)).orElseThrow(() -> ApiFault.notFound("cart")))),
                ApiRoute.post("/personalisation-checks")
                        .called(
                                "checkPersonalisation",
                                GROUP,
                                "Whether a text can be engraved, or written on a gift's card")
                        .note("Ask while somebody types, before addLine; nothing is changed.")
                        .open(Access.SHOP)
                        .body(CartShapes.CheckPersonalisation.class, """
                                {"sku": "BOTTLE-MOSS-750ML", "personalisation": {"engraving": ["For Ada,", "always"]}}
                                """)
                        .refuses("unavailable")
                        .answers(CartShapes.PersonalisationChecked.class)
                        .by(CartRoutes::check),
                ApiRoute.post("/carts/{cart}/lines")
                        .called("addLine", GROUP, "Puts units of a variant in")
                        .note("Units of the same variant made in the same way are one line.")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .body(CartShapes.AddLine.class, """
                                {"sku": "BOTTLE-MOSS-750ML", "quantity": 1,
                                 "personalisation": {"engraving": ["For Ada,", "always"], "giftMessage": ""}}
                                """)
                        .refuses("unavailable, quantity, too-many-lines, the reasons why a text cannot be engraved")
                        .tagged()
                        .creates(CartShapes.Cart.class)
                        .by(CartRoutes::add),
                ApiRoute.patch("/carts/{cart}/lines/{line}")
                        .called("changeLine", GROUP, "Sets the units of a line")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .id("line", IdKind.LINE)
                        .body(CartShapes.SetQuantity.class, "{\"quantity\": 2}")
                        .answers(CartShapes.Cart.class)
                        .by(call -> changed(call.shop()
                                .carts()
                                .change(
                                        cart(call),
                                        line(call),
                                        call.body(CartShapes.SetQuantity.class).quantity(),
                                        call.version()))),
                ApiRoute.delete("/carts/{cart}/lines/{line}")
                        .called("removeLine", GROUP, "Takes a line out; one that is gone already is no fault")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .id("line", IdKind.LINE)
                        .answersNothing()
                        .by(call -> {
                            changed(call.shop().carts().remove(cart(call), line(call)));
                            return ApiReply.done();
                        }),
                ApiRoute.get("/carts/{cart}/express")
                        .called("estimateExpress", GROUP, "When everything in it would arrive by 24-hour delivery")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .query(Parameter.text("postcode", "Where it goes", 20, "04109")
                                .needed())
                        .answers(CatalogShapes.Estimate.class)
                        .by(call -> CatalogRoutes.estimate(call.shop()
                                .delivery()
                                .express(cart(call), call.query("postcode").orElseThrow()))),
                ApiRoute.post("/carts/{cart}/codes")
                        .called("useCode", GROUP, "Puts a discount code on the cart in the place of another one")
                        .open(Access.SHOPPER)
                        .tight()
                        .id("cart", IdKind.CART)
                        .body(CartShapes.UseCode.class, "{\"code\": \"WELCOME10\"}")
                        .refuses("the reason why the code does not work now")
                        .tagged()
                        .answers(CartShapes.Cart.class)
                        .by(call -> changed(call.shop()
                                .carts()
                                .code(
                                        cart(call),
                                        call.body(CartShapes.UseCode.class).code()))),
                ApiRoute.delete("/carts/{cart}/codes")
                        .called("dropCode", GROUP, "Takes the discount code off")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .answersNothing()
                        .by(call -> {
                            changed(call.shop().carts().removeCode(cart(call)));
                            return ApiReply.done();
                        }),
                ApiRoute.post("/carts/{cart}/invitations")
                        .called(
                                "useInvitation",
                                GROUP,
                                "Who is invited to a launch can buy what it sells with this cart")
                        .note("It takes the place of another invitation. Put the launch's sku in besides.")
                        .open(Access.SHOPPER)
                        .tight()
                        .id("cart", IdKind.CART)
                        .body(CartShapes.UseInvitation.class, "{\"signUp\": \"" + IdKind.SIGN_UP.example() + "\"}")
                        .refuses(
                                "not-invited, invitation-unknown, invitation-late, invitation-used, invitation-withdrawn")
                        .tagged()
                        .answers(CartShapes.Cart.class)
                        .by(CartRoutes::invited),
                ApiRoute.post("/carts/{cart}/price-acceptances")
                        .called("acceptPrices", GROUP, "The shopper has seen the prices as they are now")
                        .open(Access.SHOPPER)
                        .id("cart", IdKind.CART)
                        .tagged()
                        .answers(CartShapes.Cart.class)
                        .by(call -> changed(call.shop().carts().acceptPrices(cart(call)))));
    }

    private static ApiReply check(ApiCall call) {
        CartShapes.CheckPersonalisation asked = call.body(CartShapes.CheckPersonalisation.class);
        Personalisation wish = asked.personalisation().read();
        Optional<Refusal> why = call.shop().carts().check(CatalogRoutes.sku("/sku", asked.sku()), wish);
        if (why.filter(it -> it.field().equals("sku")).isPresent()) {
            throw ApiFault.refused(why.get());
        }
        return ApiReply.of(CartShapes.PersonalisationChecked.of(
                wish, why, why.map(it -> "/" + field(it.field()).replace('.', '/'))));
    }

    private static ApiReply add(ApiCall call) {
        CartShapes.AddLine wish = call.body(CartShapes.AddLine.class);
        AddToCart add = AddToCart.of(CatalogRoutes.sku("/sku", wish.sku()), wish.quantity());
        CartChange change = call.shop()
                .carts()
                .add(
                        cart(call),
                        wish.personalisation()
                                .map(Shapes.Personalisation::read)
                                .map(add::with)
                                .orElse(add));
        if (change instanceof CartChange.Refused refused) {
            Refusal why = refused.refusal();
            throw ApiFault.refused(Refusal.of(why.code(), field(why.field()), why.message()));
        }
        return changed(change);
    }

    /** Where in the body the library's field stands: it calls them as people do. */
    private static String field(String named) {
        if (named.startsWith("gift ")) {
            return "personalisation.giftMessage";
        } else if (named.startsWith(ENGRAVED_LINE)) {
            return "personalisation.engraving." + (Integer.parseInt(named.substring(ENGRAVED_LINE.length())) - 1);
        }
        return named.equals("engraving") ? "personalisation.engraving" : named;
    }

    private static ApiReply invited(ApiCall call) {
        CartShapes.UseInvitation wish = call.body(CartShapes.UseInvitation.class);
        if (wish.token().isPresent() == wish.signUp().isPresent()) {
            throw ApiFault.invalid("/token", "one-of", "send either token or signUp");
        }
        Carts carts = call.shop().carts();
        CartChange change = wish.signUp()
                .map(it -> carts.invitation(cart(call), new SignUpId(ApiCall.id("/signUp", IdKind.SIGN_UP, it))))
                .orElseGet(() -> carts.invitation(cart(call), wish.token().orElseThrow()));
        if (change instanceof CartChange.Refused refused) {
            throw ApiFault.of(409, refused.refusal().code(), refused.refusal().message());
        }
        return changed(change);
    }

    private static ApiReply changed(CartChange change) {
        if (change instanceof CartChange.Changed changed) {
            return shown(changed.cart());
        } else if (change instanceof CartChange.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        } else if (change instanceof CartChange.Stale stale) {
            throw ApiFault.stale(stale.current().version());
        }
        throw ApiFault.of(409, "cart-moved", "This cart went into another one at sign-in: use that one.");
    }

    private static ApiReply shown(Cart cart) {
        return ApiReply.of(CartShapes.Cart.of(cart)).version(cart.version());
    }

    static CartId cart(ApiCall call) {
        return new CartId(call.id("cart", IdKind.CART));
    }

    private static UUID line(ApiCall call) {
        return call.id("line", IdKind.LINE);
    }
}
