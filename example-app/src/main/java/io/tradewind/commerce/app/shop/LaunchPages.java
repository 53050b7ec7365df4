package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.launch.SignUp;
import io.tradewind.commerce.launch.SignUpAnswer;
import io.tradewind.commerce.launch.SignUpState;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A launch: what comes, when, and a place in line for a phone number that was verified. Whoever verifies the number on
 * another device has the place, and the invitation, on that one.
 */
final class LaunchPages {
    private final Front front;

    LaunchPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/launch/{slug}", context -> {
            Launch launch = launch(context);
            show(context, launch, signUp(context, launch), "", Optional.empty());
        });
        routes.post("/launch/{slug}", this::join);
        routes.post("/launch/{slug}/code", this::check);
        routes.post("/launch/{slug}/buy", this::buy);
        routes.post("/launch/{slug}/leave", this::leave);
    }

    private void show(
            Context context, Launch launch, Optional<SignUp> signUp, String typed, Optional<Refusal> refusal) {
        Shop shop = front.shop(context);
        Optional<SignUp> mine = signUp.filter(it -> it.state() != SignUpState.WITHDRAWN);
        Optional<CodeField> sent = mine.filter(it -> it.state() == SignUpState.UNCONFIRMED)
                .filter(it -> typed.isEmpty() && context.queryParam("change") == null)
                .flatMap(it -> sent(shop, it));
        Optional<Product> product = shop.catalog().find(launch.sku());
        if (refusal.isPresent()) {
            context.status(422);
        }
        front.show(
                context,
                "launch.jte",
                front.say(context).name(launch.title()),
                Map.of(
                        "launch",
                        launch,
                        "mine",
                        mine.filter(it -> it.state() != SignUpState.UNCONFIRMED),
                        "sent",
                        sent,
                        "picture",
                        Teaser.picture(product),
                        "slug",
                        product.map(Product::slug).orElse(""),
                        "zone",
                        shop.store().zone(),
                        "typed",
                        typed,
                        "refusal",
                        refusal));
    }

    private static Optional<CodeField> sent(Shop shop, SignUp signUp) {
        return shop.verifications().status(signUp.id()).flatMap(CodeField::of);
    }

    /** True from its announcement to its end. */
    static boolean underWay(Launch launch) {
        return launch.state() == LaunchState.ANNOUNCED || launch.state() == LaunchState.SELLING;
    }

    private Launch launch(Context context) {
        return front.shop(context).launches().find(context.pathParam("slug")).orElseThrow(NotFoundResponse::new);
    }

    private Optional<SignUp> signUp(Context context, Launch launch) {
        return front.shop(context).launches().mine(launch.slug());
    }

    /** Whoever has signed up on this device; anybody else is shown the launch. */
    private void mine(Context context, BiConsumer<Launch, SignUp> then) {
        Launch launch = launch(context);
        signUp(context, launch).ifPresentOrElse(it -> then.accept(launch, it), () -> back(context, launch, ""));
    }

    private void back(Context context, Launch launch, String message) {
        front.web().redirect(context, "/launch/" + launch.slug(), message);
    }

    private void join(Context context) {
        Shop shop = front.shop(context);
        Launch launch = launch(context);
        String typed = Front.field(context, "phone");
        Optional<PhoneNumber> number = PhoneNumber.parse(typed, shop.store().country());
        if (number.isEmpty()) {
            show(
                    context,
                    launch,
                    signUp(context, launch),
                    typed,
                    Optional.of(Refusal.of(
                            "phone-malformed", "phone", front.say(context).t("phone.malformed"))));
            return;
        }
        SignUpAnswer answer = shop.launches().signUp(launch.slug(), number.get().e164());
        if (answer instanceof SignUpAnswer.Refused refused) {
            show(context, launch, signUp(context, launch), typed, Optional.of(refused.reason()));
            return;
        }
        SignUp signUp = answer.orThrow();
        if (signUp.state() == SignUpState.UNCONFIRMED
                && shop.verifications().send(signUp.id(), number.get(), Visitors.origin(context))
                        instanceof SendAnswer.Refused refused
                && (!refused.refusal().code().equals("resend-too-soon")
                        || sent(shop, signUp).isEmpty())) {
            show(context, launch, Optional.of(signUp), typed, Optional.of(refused.refusal()));
            return;
        }
        back(context, launch, "");
    }

    private void check(Context context) {
        mine(context, (launch, mine) -> {
            Shop shop = front.shop(context);
            CheckAnswer answer = shop.verifications().check(mine.id(), Front.field(context, "code"));
            if (answer instanceof CheckAnswer.Wrong wrong) {
                String told = front.say(context).t("phone.nomatch", wrong.triesLeft());
                show(context, launch, Optional.of(mine), "", Optional.of(Refusal.of("code-wrong", "code", told)));
            } else if (answer instanceof CheckAnswer.Refused refused) {
                show(context, launch, Optional.of(mine), "", Optional.of(refused.refusal()));
            } else if (shop.launches().confirm(mine.id()) instanceof SignUpAnswer.Refused refused) {
                show(context, launch, Optional.of(mine), "", Optional.of(refused.reason()));
            } else {
                back(context, launch, front.say(context).t("signup.done"));
            }
        });
    }

    /** Who is invited has the piece in the basket by one press; what cannot be bought now is said. */
    private void buy(Context context) {
        mine(context, (launch, mine) -> {
            Shop shop = front.shop(context);
            Cart cart = front.web().cart(context);
            CartChange change = shop.carts().invitation(cart.id(), mine.id());
            if (!(change instanceof CartChange.Refused)
                    && cart.lines().stream().noneMatch(it -> it.sku().equals(launch.sku()))) {
                change = shop.carts().add(cart.id(), launch.sku(), 1);
            }
            if (change instanceof CartChange.Refused refused) {
                show(context, launch, Optional.of(mine), "", Optional.of(refused.refusal()));
            } else {
                String name = front.say(context).name(launch.title());
                front.web().redirect(context, "/cart", front.say(context).t("basket.added", name));
            }
        });
    }

    private void leave(Context context) {
        mine(context, (launch, mine) -> {
            front.shop(context).launches().withdraw(mine.id());
            back(context, launch, front.say(context).t("signup.left"));
        });
    }
}
