package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.web.Accounts;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.cart.Merged;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import io.tradewind.commerce.verification.VerificationSubject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing in by a code to a mobile number, and out. Known and unknown numbers look alike, since the first sign-in makes
 * the account.
 */
final class SignInRoutes {
    private static final String GROUP = "Account";

    private SignInRoutes() {}

    /** What a number is verified for: one sign-in. */
    private record Wish(UUID value) implements VerificationSubject {}

    record SignInCode(
            @Field(id = IdKind.SIGN_IN) String id,

            @Field("The number but for its last three digits")
            String phone,

            @Field("From when another one may be asked for") Instant resendAt,
            @Field("Until when it can be entered") Instant expiresAt) {}

    record SignedIn(
            @Field("False if the code was wrong") boolean signedIn,
            @Field("Tries that are left, if it was wrong") Optional<Integer> triesLeft,

            @Field("Of the account: send it as Shopper-Token from now on and forget the guest's. Told this once.")
            Optional<String> token,

            @Field("So long it works unless somebody signs out")
            Optional<Instant> until,

            @Field(value = "What was the guest's is in it now", id = IdKind.CART)
            Optional<String> cart,

            @Field("What did not fit into that cart") Optional<List<Shapes.Reason>> leftOut) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.post("/sign-ins")
                        .called("startSignIn", GROUP, "Sends a code with which its holder signs in")
                        .note("Take a new Idempotency-Key to have another code sent.")
                        .open(Access.SHOPPER)
                        .tight()
                        .once(KeyRule.KNOWN)
                        .body(PhoneShapes.StartPhone.class, "{\"phone\": \"+49 151 23456789\"}")
                        .refuses("signed-in, phone-malformed, phone-country, phone-not-mobile, resend-too-soon")
                        .creates(SignInCode.class)
                        .by(SignInRoutes::send),
                ApiRoute.post("/sign-ins/{signin}/confirmations")
                        .called("confirmSignIn", GROUP, "Signs in with the code; the first time makes the account")
                        .note(
                                "The guest's cart comes along, and so do orders that were placed with this number before.")
                        .open(Access.SHOPPER)
                        .tight()
                        .once(KeyRule.CLAIMED)
                        .id("signin", IdKind.SIGN_IN)
                        .body(PhoneShapes.CheckCode.class, "{\"code\": \"000000\"}")
                        .refuses("signed-in, no-code, code-malformed, code-expired, code-used-up")
                        .answers(SignedIn.class)
                        .by(SignInRoutes::confirm),
                ApiRoute.delete("/account/session")
                        .called("signOut", GROUP, "The token does not work any more")
                        .open(Access.ACCOUNT)
                        .answersNothing()
                        .by(call -> {
                            call.accounts().leave(call.accountToken());
                            return ApiReply.done();
                        }),
                ApiRoute.delete("/account/sessions")
                        .called("signOutEverywhere", GROUP, "Signs out on every browser and in every app")
                        .open(Access.ACCOUNT)
                        .answersNothing()
                        .by(call -> {
                            call.accounts().leaveAll(call.shop().actor().name());
                            return ApiReply.done();
                        }));
    }

    /** A request that is sent again is about the same sign-in. */
    private static ApiReply send(ApiCall call) {
        requireGuest(call);
        PhoneNumber number =
                PhoneRoutes.number(call, call.body(PhoneShapes.StartPhone.class).phone());
        String name = call.shop().actor().ownerKey() + "|" + call.wish();
        Wish wish = new Wish(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        SendAnswer.Sent sent = PhoneRoutes.sent(call, wish, number);
        return ApiReply.of(new SignInCode(
                        IdKind.SIGN_IN.of(wish.value()), sent.masked(), sent.resendAt(), sent.expiresAt()))
                .replayed(sent.repeated());
    }

    private static void requireGuest(ApiCall call) {
        if (!call.accountToken().isEmpty()) {
            throw ApiFault.of(409, "signed-in", "You are signed in already: sign out first.");
        }
    }

    /** Once somebody is in, the code belongs to their account: the guest who sent it cannot use it again. */
    private static ApiReply confirm(ApiCall call) {
        requireGuest(call);
        Wish wish = new Wish(call.id("signin", IdKind.SIGN_IN));
        CheckAnswer answer = call.shop()
                .verifications()
                .check(wish, call.body(PhoneShapes.CheckCode.class).code());
        if (answer instanceof CheckAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        } else if (answer instanceof CheckAnswer.Wrong wrong) {
            return ApiReply.of(new SignedIn(
                    false,
                    Optional.of(wrong.triesLeft()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return entered(call, wish, ((CheckAnswer.Verified) answer).number());
    }

    private static ApiReply entered(ApiCall call, Wish wish, PhoneNumber number) {
        String customer = Accounts.name(number);
        Shop shop = call.commerce().shop(call.store(), Actor.customer(customer));
        Merged merged = Accounts.join(shop, call.shop().actor().name(), wish, number);
        return ApiReply.of(new SignedIn(
                true,
                Optional.empty(),
                Optional.of(ApiCall.ACCOUNT + call.accounts().open(customer)),
                Optional.of(StoreClock.now().plus(Accounts.LIFE)),
                Optional.of(IdKind.CART.of(merged.cart().id().value())),
                merged.leftOut().isEmpty()
                        ? Optional.empty()
                        : Optional.of(ApiCall.each(merged.leftOut(), Shapes.Reason::of))));
    }
}
