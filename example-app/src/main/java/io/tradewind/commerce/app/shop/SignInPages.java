package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Accounts;
import io.tradewind.commerce.app.web.Site;
import io.tradewind.commerce.cart.Merged;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import io.tradewind.commerce.verification.VerificationSubject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing in by a code to a mobile number, and out. Each sign-in is verified anew, whatever this browser has verified
 * before; known and unknown numbers look alike, since the first sign-in makes the account.
 */
final class SignInPages {
    private static final String WISH = "tw_sign_in";
    private static final int REMEMBERED = 900;
    private static final String HERE = "/account/sign-in";

    private final Front front;

    SignInPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get(HERE, context -> show(context, "", Optional.empty()));
        routes.post(HERE, this::send);
        routes.post(HERE + "/code", this::check);
        routes.post(HERE + "/again", this::again);
        routes.post("/account/sign-out", this::leave);
    }

    /**
     * A sign-in under way, kept in the browser that began it.
     *
     * @param subject what the number is verified for
     */
    private record Wish(UUID subject, PhoneNumber number) implements VerificationSubject {
        static Wish of(PhoneNumber number) {
            return new Wish(UUID.randomUUID(), number);
        }

        static Optional<Wish> read(String text) {
            return text.matches("[0-9a-f-]{36} \\+\\d{5,15}")
                    ? Optional.of(new Wish(UUID.fromString(text.substring(0, 36)), PhoneNumber.of(text.substring(37))))
                    : Optional.empty();
        }

        String write() {
            return subject + " " + number.e164();
        }

        @Override
        public UUID value() {
            return subject;
        }

        @Override
        public String toString() {
            return "Wish[" + subject + "]";
        }
    }

    private Optional<Wish> wish(Context context) {
        return Wish.read(front.web().remembered(context, WISH));
    }

    private void show(Context context, String typed, Optional<Refusal> refusal) {
        if (front.web().shopper().customer(context).isPresent()) {
            front.web().redirect(context, "/account", "");
            return;
        }
        boolean other = context.queryParam("change") != null
                || refusal.filter(it -> it.field().equals("phone")).isPresent();
        Optional<CodeField> sent = other
                ? Optional.empty()
                : wish(context)
                        .flatMap(it -> front.shop(context).verifications().status(it))
                        .flatMap(CodeField::of);
        if (refusal.isPresent()) {
            context.status(422);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("sent", sent);
        model.put("typed", typed);
        model.put("refusal", refusal);
        front.show(context, "sign-in.jte", front.say(context).t("signin.title"), model);
    }

    private void send(Context context) {
        String typed = Front.field(context, "phone");
        Optional<PhoneNumber> number =
                PhoneNumber.parse(typed, front.shop(context).store().country());
        if (number.isEmpty()) {
            String why = front.say(context).t("phone.malformed");
            show(context, typed, Optional.of(Refusal.of("phone-malformed", "phone", why)));
            return;
        }
        Wish wish = wish(context).filter(it -> it.number().equals(number.get())).orElseGet(() -> Wish.of(number.get()));
        send(context, wish, typed);
    }

    private void again(Context context) {
        Optional<Wish> wish = wish(context);
        if (wish.isEmpty()) {
            front.web().redirect(context, HERE, "");
        } else {
            send(context, wish.get(), wish.get().number().e164());
        }
    }

    private void send(Context context, Wish wanted, String typed) {
        Wish wish = wanted;
        SendAnswer answer = send(context, wish);
        if (isRefused(answer, "already-verified")) { // entered, but cut short before it became a sign-in
            wish = Wish.of(wanted.number());
            answer = send(context, wish);
        }
        if (answer instanceof SendAnswer.Refused refused && !isRefused(answer, "resend-too-soon")) {
            show(context, typed, Optional.of(refused.refusal()));
            return;
        }
        boolean waits = front.shop(context).verifications().status(wish).isPresent();
        if (answer instanceof SendAnswer.Refused refused && !waits) { // a code for something else went there just now
            show(context, typed, Optional.of(refused.refusal()));
            return;
        }
        front.web().remember(context, WISH, wish.write(), REMEMBERED);
        front.web().redirect(context, HERE, "");
    }

    private SendAnswer send(Context context, Wish wish) {
        return front.shop(context).verifications().send(wish, wish.number(), Visitors.origin(context));
    }

    private static boolean isRefused(SendAnswer answer, String code) {
        return answer instanceof SendAnswer.Refused it && it.refusal().code().equals(code);
    }

    private void check(Context context) {
        Optional<Wish> wish = wish(context);
        if (wish.isEmpty() || front.web().shopper().customer(context).isPresent()) {
            front.web().redirect(context, HERE, "");
            return;
        }
        CheckAnswer answer = front.shop(context).verifications().check(wish.get(), Front.field(context, "code"));
        if (answer instanceof CheckAnswer.Verified verified) {
            enter(context, wish.get(), verified.number());
        } else if (answer instanceof CheckAnswer.Wrong wrong) {
            String why = front.say(context).t("phone.nomatch", wrong.triesLeft());
            show(context, "", Optional.of(Refusal.of("code-wrong", "code", why)));
        } else {
            show(context, "", Optional.of(((CheckAnswer.Refused) answer).refusal()));
        }
    }

    /** The basket comes along, and so do orders that were placed with this number before. */
    private void enter(Context context, Wish wish, PhoneNumber number) {
        String customer = Accounts.name(number);
        Merged merged =
                Accounts.join(front.web().shop(customer), front.web().shopper().guest(context), wish, number);
        front.web().shopper().enter(context, customer);
        front.web().remember(context, WISH, "", 0);
        String said = merged.leftOut().stream()
                .findFirst()
                .map(it -> front.say(context).core(it))
                .orElseGet(() -> front.say(context).t("signin.done"));
        front.web().redirect(context, Site.localPath(back(context)), said);
    }

    private static String back(Context context) {
        String back = Front.field(context, "back");
        return back.isEmpty() ? "/account" : back;
    }

    private void leave(Context context) {
        front.web().shopper().leave(context);
        List.of(PhonePages.PHONE, CartPages.UNDO, ProductPages.ZIP)
                .forEach(it -> front.web().remember(context, it, "", 0));
        front.web().redirect(context, "/", front.say(context).t("signout.done"));
    }
}
