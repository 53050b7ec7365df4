package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.verification.Origin;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where requests come from. */
final class Visitors {
    private Visitors() {}

    /** For limits on codes; unknown if it cannot be told. */
    static Origin origin(Context context) {
        try {
            return Origin.of(InetAddress.getByName(context.ip()));
        } catch (UnknownHostException e) {
            return Origin.UNKNOWN;
        }
    }
}
