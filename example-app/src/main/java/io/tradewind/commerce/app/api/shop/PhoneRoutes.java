package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.verification.CheckAnswer;
import io.tradewind.commerce.verification.Origin;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import io.tradewind.commerce.verification.VerificationSubject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Verifying the buyer's number for a cart. */
final class PhoneRoutes {
    private static final String GROUP = "Phone";

    private PhoneRoutes() {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.post("/carts/{cart}/phone-verifications")
                        .called("sendCode", GROUP, "Sends a code of six digits to a number")
                        .open(Access.SHOPPER)
                        .tight()
                        .once(KeyRule.KNOWN)
                        .id("cart", IdKind.CART)
                        .body(PhoneShapes.StartPhone.class, "{\"phone\": \"+49 151 23456789\"}")
                        .refuses("phone-malformed, phone-country, phone-not-mobile, already-verified, resend-too-soon")
                        .creates(PhoneShapes.SentCode.class)
                        .by(PhoneRoutes::send),
                ApiRoute.post("/carts/{cart}/phone-checks")
                        .called("checkCode", GROUP, "Compares a code with those sent")
                        .open(Access.SHOPPER)
                        .tight()
                        .id("cart", IdKind.CART)
                        .body(PhoneShapes.CheckCode.class, "{\"code\": \"000000\"}")
                        .refuses("no-code, code-malformed, code-expired, code-used-up")
                        .answers(PhoneShapes.Checked.class)
                        .by(PhoneRoutes::check));
    }

    private static ApiReply send(ApiCall call) {
        requireMine(call);
        return send(
                call,
                CartRoutes.cart(call),
                call.body(PhoneShapes.StartPhone.class).phone());
    }

    static ApiReply send(ApiCall call, VerificationSubject subject, String phone) {
        SendAnswer.Sent sent = sent(call, subject, number(call, phone));
        return ApiReply.of(PhoneShapes.SentCode.of(sent)).replayed(sent.repeated());
    }

    static PhoneNumber number(ApiCall call, String phone) {
        return PhoneNumber.parse(phone, call.shop().store().country())
                .orElseThrow(() -> ApiFault.invalid(
                        "/phone", "phone-malformed", "is no number: write it with its country, as +49 1512 3456789"));
    }

    static SendAnswer.Sent sent(ApiCall call, VerificationSubject subject, PhoneNumber number) {
        SendAnswer answer = call.shop().verifications().send(subject, number, origin(call), call.wish());
        if (answer instanceof SendAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        return answer.orThrow();
    }

    /** A code answers to whoever asked for it, so whose cart it is has to be looked at only where there is none. */
    private static ApiReply check(ApiCall call) {
        CheckAnswer answer = call.shop()
                .verifications()
                .check(
                        CartRoutes.cart(call),
                        call.body(PhoneShapes.CheckCode.class).code());
        if (answer instanceof CheckAnswer.Refused refused) {
            requireMine(call);
            throw ApiFault.refused(refused.refusal());
        } else if (answer instanceof CheckAnswer.Wrong wrong) {
            return ApiReply.of(new PhoneShapes.Checked(false, Optional.empty(), Optional.of(wrong.triesLeft())));
        }
        return ApiReply.of(
                new PhoneShapes.Checked(true, Optional.of(answer.orThrow().masked()), Optional.empty()));
    }

    private static void requireMine(ApiCall call) {
        if (!call.shop().carts().has(CartRoutes.cart(call))) {
            throw ApiFault.notFound("cart");
        }
    }

    private static Origin origin(ApiCall call) {
        try {
            return Origin.of(InetAddress.getByName(call.ip()));
        } catch (UnknownHostException e) {
            return Origin.UNKNOWN;
        }
    }
}
