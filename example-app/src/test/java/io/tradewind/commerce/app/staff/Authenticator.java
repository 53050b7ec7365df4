package io.tradewind.commerce.app.staff;

import io.tradewind.commerce.app.web.StoreClock;

/** The app on the phone of somebody who works here. */
public final class Authenticator {
    private Authenticator() {}

    /** The code it shows now, or some steps of half a minute later. */
    public static String code(String secret, int later) {
        return Totp.code(secret, StoreClock.now().getEpochSecond() / 30 + later);
    }
}
