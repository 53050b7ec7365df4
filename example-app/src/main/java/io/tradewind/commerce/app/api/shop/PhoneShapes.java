package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.verification.SendAnswer;
import java.time.Instant;
import java.util.Optional;

/** Proof that a buyer holds a number. */
final class PhoneShapes {
    private PhoneShapes() {}

    record StartPhone(
            @Field(
                    value = "The number as a person writes it; without a country it is read in the store's",
                    min = 1,
                    max = 40)
            String phone) {}

    record SentCode(
            @Field("The number but for its last three digits")
            String phone,

            @Field("From when another one may be asked for") Instant resendAt,
            @Field("Until when it can be entered") Instant expiresAt) {
        static SentCode of(SendAnswer.Sent it) {
            return new SentCode(it.masked(), it.resendAt(), it.expiresAt());
        }
    }

    record CheckCode(
            @Field(value = "The six digits", min = 1, max = 20)
            String code) {}

    record Checked(
            boolean verified,

            @Field("The number but for its last three digits, if it is verified")
            Optional<String> phone,

            @Field("Tries that are left, if it was wrong") Optional<Integer> triesLeft) {}
}
