package io.tradewind.commerce.testkit;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a provider is given by its host, for tests of one provider without a shop: settings from a map, checked as a host
 * checks them, and a clock to turn. Safe for many threads.
 *
 * @param account the shop's name for the account
 * @param clock the host's clock
 */
public record TestContext(
        String account, Environment environment, Settings settings, HttpPort http, TestClock clock, System.Logger log)
        implements ProviderContext {
    /** A context of the test environment without a network: every call is answered as not sent. */
    public TestContext(List<ConfigField> fields, Map<String, String> values) {
        this(fields, values, Environment.TEST);
    }

    /** A context of that environment without a network; its clock stands at noon UTC of 2 January 2026. */
    public TestContext(List<ConfigField> fields, Map<String, String> values, Environment environment) {
        this(
                "test-account",
                environment,
                Settings.of(fields, values),
                call -> new HttpReply.NotSent("no network in this test"),
                new TestClock(Instant.parse("2026-01-02T12:00:00Z")),
                System.getLogger("test"));
    }

    @Override
    public URI webhookUrl() {
        return URI.create("https://shop.example/webhooks/" + account);
    }

    /** Names the account only: a plugin may print its context. */
    @Override
    public String toString() {
        return "TestContext[" + account + "]";
    }
}
