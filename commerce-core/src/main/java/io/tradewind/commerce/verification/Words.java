package io.tradewind.commerce.verification;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.store.Store;

/** What people read. A block never says why, and known and unknown numbers read the same. */
final class Words {
    static final Refusal BLOCKED = Refusal.of(
            "cannot-send",
            "phone",
            "We can't send a code to this number right now. Try again later, or use another number.");
    static final Refusal TOO_SOON = Refusal.of(
            "resend-too-soon", "phone", "A code was sent a moment ago. Wait a little before asking for another one.");
    static final Refusal COUNTRY =
            Refusal.of("phone-country", "phone", "We don't deliver to the country of this number. Use another number.");
    static final Refusal NOT_MOBILE =
            Refusal.of("phone-not-mobile", "phone", "This number can't take text messages. Use a mobile number.");
    static final Refusal VERIFIED_ALREADY =
            Refusal.of("already-verified", "phone", "This number is verified already; no further code is needed.");
    static final Refusal NO_CODE = Refusal.of("no-code", "code", "No code was asked for. Ask for one first.");
    static final Refusal MALFORMED = Refusal.of("code-malformed", "code", "A code has six digits.");
    static final Refusal ON_ITS_WAY =
            Refusal.of("code-on-its-way", "code", "The code is being sent. Try again in a few seconds.");
    static final Refusal EXPIRED = Refusal.of("code-expired", "code", "This code has expired. Ask for a new one.");
    static final Refusal USED_UP =
            Refusal.of("code-used-up", "code", "The code was entered wrongly too often. Ask for a new one.");
    static final Refusal NOT_CHECKED = Refusal.of(
            "code-not-checked",
            "code",
            "We could not check the code just now. This try does not count; enter it again.");

    private static final int LONGEST_BRAND = 40;

    private Words() {}

    /** The message: who sends it, the code, and the line that lets phones fill it in on this host only. */
    static String message(Store store, String code, int longest) {
        String ending = ": your code is " + code + "\n\n@" + store.policy().webHost() + " #" + code;
        String brand = store.policy().brand().replaceAll("\\s+", " ").strip();
        int room = Math.min(LONGEST_BRAND, longest > 0 ? Math.max(0, longest - ending.length()) : LONGEST_BRAND);
        return (brand.length() <= room ? brand : brand.substring(0, room)) + ending;
    }
}
