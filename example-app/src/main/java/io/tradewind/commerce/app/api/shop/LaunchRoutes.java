package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Said;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.launch.SignUpAnswer;
import io.tradewind.commerce.launch.SignUpId;
import io.tradewind.commerce.launch.SignUpState;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waiting for things that are not out yet. */
final class LaunchRoutes {
    private static final String GROUP = "Launches";
    private static final Parameter SLUG =
            new Parameter("slug", "Its name in addresses", true, "^[a-z0-9-]{1,120}$", false, List.of(), "leipzig-tee");

    private LaunchRoutes() {}

    record LaunchShape(
            @Field("Its name in addresses") String slug,
            @Said(Said.Kind.NAME) String title,
            @Said(Said.Kind.NAME) String text,
            @Field("Of the variant it sells") String sku,
            Instant opensAt,
            @Field("Units one person may have") int perPerson,
            LaunchState state) {
        static LaunchShape of(Launch it) {
            return new LaunchShape(
                    it.slug(), it.title(), it.text(), it.sku().value(), it.opensAt(), it.perPerson(), it.state());
        }
    }

    record LaunchList(List<LaunchShape> items) {}

    record SignUp(
            @Field(id = IdKind.SIGN_UP) String id,
            SignUpState state,

            @Field("Place in the line, once the number is confirmed")
            Optional<Integer> place,

            @Field("So long the invitation can be used: POST /carts/{cart}/invitations")
            Optional<Instant> invitedUntil,

            @Field("The code that was sent, if the number is not confirmed yet")
            Optional<PhoneShapes.SentCode> sent) {
        static SignUp of(io.tradewind.commerce.launch.SignUp it, Optional<PhoneShapes.SentCode> sent) {
            return new SignUp(
                    IdKind.SIGN_UP.of(it.id().value()),
                    it.state(),
                    it.place().isPresent() ? Optional.of(it.place().getAsInt()) : Optional.empty(),
                    Optional.of(it.invitedUntil()).filter(until -> until.isAfter(Instant.EPOCH)),
                    sent);
        }
    }

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/launches")
                        .called("listLaunches", GROUP, "Launches to sign up for, the next to open first")
                        .open(Access.SHOP)
                        .answers(LaunchList.class)
                        .by(call -> ApiReply.of(new LaunchList(
                                ApiCall.each(call.shop().launches().list(), LaunchShape::of)))),
                ApiRoute.get("/launches/{slug}")
                        .called("getLaunch", GROUP, "One launch")
                        .open(Access.SHOP)
                        .with(SLUG)
                        .answers(LaunchShape.class)
                        .by(call -> ApiReply.of(LaunchShape.of(launch(call)))),
                ApiRoute.post("/launches/{slug}/sign-ups")
                        .called("signUp", GROUP, "Takes a place in the line; a code goes to the number")
                        .note("A second time gives the first sign-up.")
                        .open(Access.SHOPPER)
                        .tight()
                        .once(KeyRule.CLAIMED)
                        .with(SLUG)
                        .body(PhoneShapes.StartPhone.class, "{\"phone\": \"+49 151 23456780\"}")
                        .refuses("phone-malformed, phone-country, phone-not-mobile, resend-too-soon, launch-over")
                        .creates(SignUp.class)
                        .by(LaunchRoutes::join),
                ApiRoute.get("/sign-ups/{id}")
                        .called("getSignUp", GROUP, "One's own place in the line")
                        .open(Access.SHOPPER)
                        .id("id", IdKind.SIGN_UP)
                        .answers(SignUp.class)
                        .by(call -> ApiReply.of(SignUp.of(find(call), Optional.empty()))),
                ApiRoute.post("/sign-ups/{id}/confirmations")
                        .called("confirmSignUp", GROUP, "Confirms the number with the code")
                        .note("Who signed up with it on another device gets that sign-up, with its own id, place and"
                                + " invitation, on this one.")
                        .open(Access.SHOPPER)
                        .tight()
                        .id("id", IdKind.SIGN_UP)
                        .body(PhoneShapes.CheckCode.class, "{\"code\": \"000000\"}")
                        .refuses("code-wrong, no-code, code-malformed, code-expired, code-used-up")
                        .answers(SignUp.class)
                        .by(LaunchRoutes::confirm),
                ApiRoute.delete("/sign-ups/{id}")
                        .called("withdrawSignUp", GROUP, "Leaves the line; the number is forgotten")
                        .open(Access.SHOPPER)
                        .id("id", IdKind.SIGN_UP)
                        .answersNothing()
                        .by(call -> {
                            accepted(call.shop().launches().withdraw(find(call).id()));
                            return ApiReply.done();
                        }));
    }

    private static Launch launch(ApiCall call) {
        return call.shop().launches().find(call.path("slug")).orElseThrow(() -> ApiFault.notFound("launch"));
    }

    private static io.tradewind.commerce.launch.SignUp find(ApiCall call) {
        return call.shop()
                .launches()
                .signUp(new SignUpId(call.id("id", IdKind.SIGN_UP)))
                .orElseThrow(() -> ApiFault.notFound("sign-up"));
    }

    private static ApiReply join(ApiCall call) {
        PhoneNumber number =
                PhoneRoutes.number(call, call.body(PhoneShapes.StartPhone.class).phone());
        io.tradewind.commerce.launch.SignUp signUp =
                accepted(call.shop().launches().signUp(launch(call).slug(), number.e164()));
        Optional<PhoneShapes.SentCode> sent = signUp.state() == SignUpState.UNCONFIRMED
                ? Optional.of(PhoneShapes.SentCode.of(PhoneRoutes.sent(call, signUp.id(), number)))
                : Optional.empty();
        return ApiReply.of(SignUp.of(signUp, sent));
    }

    private static ApiReply confirm(ApiCall call) {
        SignUpId id = find(call).id();
        CheckAnswer answer = call.shop()
                .verifications()
                .check(id, call.body(PhoneShapes.CheckCode.class).code());
        if (answer instanceof CheckAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        } else if (answer instanceof CheckAnswer.Wrong wrong) {
            throw ApiFault.invalid("/code", "code-wrong", "is not the code; " + wrong.triesLeft() + " tries are left");
        }
        return ApiReply.of(SignUp.of(accepted(call.shop().launches().confirm(id)), Optional.empty()));
    }

    private static io.tradewind.commerce.launch.SignUp accepted(SignUpAnswer answer) {
        if (answer instanceof SignUpAnswer.Refused refused) {
            throw ApiFault.refused(refused.reason());
        }
        return answer.orThrow();
    }
}
