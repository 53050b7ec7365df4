package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import java.util.Map;
import java.util.Optional;

/** The first step of the checkout: a mobile number and the code sent to it. */
final class PhonePages {
    static final String PHONE = "tw_phone";
    private static final int REMEMBERED = 900;

    private final CheckoutFront checkout;

    PhonePages(CheckoutFront checkout) {
        this.checkout = checkout;
    }

    void routes(ShopRoutes routes) {
        routes.get("/checkout/phone", this::phone);
        routes.post("/checkout/phone", this::send);
        routes.post("/checkout/phone/code", this::check);
        routes.post("/checkout/phone/again", this::again);
    }

    private void phone(Context context) {
        checkout.at(context, "phone").ifPresent(view -> show(context, view, "", Optional.empty()));
    }

    private void show(Context context, CheckoutView view, String typed, Optional<Refusal> refusal) {
        Optional<CodeField> sent = context.queryParam("change") != null || typedWrong(refusal)
                ? Optional.empty()
                : checkout.shop(context)
                        .verifications()
                        .status(view.cart().id())
                        .flatMap(CodeField::of);
        if (refusal.isPresent()) {
            context.status(422);
        }
        checkout.show(context, "phone", view, Map.of("sent", sent, "typed", typed, "refusal", refusal, "test", true));
    }

    private static boolean typedWrong(Optional<Refusal> refusal) {
        return refusal.filter(it -> it.field().equals("phone") && !it.code().equals("resend-too-soon"))
                .isPresent();
    }

    private void send(Context context) {
        Optional<CheckoutView> view = checkout.at(context, "phone");
        if (view.isEmpty()) {
            return;
        }
        String typed = Front.field(context, "phone");
        CartId cart = view.get().cart().id();
        Optional<PhoneNumber> number =
                PhoneNumber.parse(typed, checkout.shop(context).store().country());
        if (number.isEmpty()) {
            show(
                    context,
                    view.get(),
                    typed,
                    Optional.of(Refusal.of(
                            "phone-malformed",
                            "phone",
                            checkout.front().say(context).t("phone.malformed"))));
            return;
        }
        checkout.front().web().remember(context, PHONE, number.get().e164(), REMEMBERED);
        send(context, view.get(), cart, number.get(), typed);
    }

    /** The same number once more; it is kept in the shopper's own browser for a while. */
    private void again(Context context) {
        Optional<CheckoutView> view = checkout.at(context, "phone");
        if (view.isEmpty()) {
            return;
        }
        String known = checkout.front().web().remembered(context, PHONE);
        Optional<PhoneNumber> number =
                PhoneNumber.parse(known, checkout.shop(context).store().country());
        if (number.isEmpty()) {
            checkout.front().web().redirect(context, "/checkout/phone?change=1", "");
        } else {
            send(context, view.get(), view.get().cart().id(), number.get(), known);
        }
    }

    private void send(Context context, CheckoutView view, CartId cart, PhoneNumber number, String typed) {
        SendAnswer answer = checkout.shop(context).verifications().send(cart, number, Visitors.origin(context));
        if (answer instanceof SendAnswer.Refused refused) {
            if (refused.refusal().code().equals("already-verified")) {
                checkout.front().web().redirect(context, "/checkout/address", "");
            } else {
                show(context, view, typed, Optional.of(refused.refusal()));
            }
            return;
        }
        checkout.front().web().redirect(context, "/checkout/phone", "");
    }

    private void check(Context context) {
        Optional<CheckoutView> view = checkout.at(context, "phone");
        if (view.isEmpty()) {
            return;
        }
        CheckAnswer answer =
                checkout.shop(context).verifications().check(view.get().cart().id(), Front.field(context, "code"));
        if (answer instanceof CheckAnswer.Verified) {
            CheckoutView now =
                    checkout.shop(context).checkout().open(view.get().cart().id());
            checkout.front().web().redirect(context, "/checkout/" + CheckoutFront.due(now), "");
        } else if (answer instanceof CheckAnswer.Wrong wrong) {
            show(
                    context,
                    view.get(),
                    "",
                    Optional.of(Refusal.of(
                            "code-wrong",
                            "code",
                            checkout.front().say(context).t("phone.nomatch", wrong.triesLeft()))));
        } else {
            show(context, view.get(), "", Optional.of(((CheckAnswer.Refused) answer).refusal()));
        }
    }
}
