package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.testkit.TestClock;
import java.net.URI;

/** What the bench lends to one account. */
record TckContext(
        String account, Environment environment, Settings settings, HttpPort http, TestClock clock, System.Logger log)
        implements ProviderContext {
    @Override
    public URI webhookUrl() {
        return URI.create("https://shop.example/webhooks/" + account);
    }

    /** Names the account only: a plugin may print its context. */
    @Override
    public String toString() {
        return "TckContext[" + account + "]";
    }
}
