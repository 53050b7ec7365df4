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
 * checks them, a clock to turn, and no network (every call is answered as not sent). Safe for many threads.
 */
public final class TestContext implements ProviderContext {
    private final TestClock clock = new TestClock(Instant.parse("2026-01-02T12:00:00Z"));
    private final Settings settings;
    private final Environment environment;

    /** A context of the test environment. */
    public TestContext(List<ConfigField> fields, Map<String, String> values) {
        this(fields, values, Environment.TEST);
    }

    /** A context of that environment. */
    public TestContext(List<ConfigField> fields, Map<String, String> values, Environment environment) {
        this.settings = Settings.of(fields, values);
        this.environment = environment;
    }

    @Override
    public String account() {
        return "test-account";
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public HttpPort http() {
        return call -> new HttpReply.NotSent("no network in this test");
    }

    @Override
    public URI webhookUrl() {
        return URI.create("https://shop.example/webhooks/test-account");
    }

    /** Stands at noon UTC of 2 January 2026 until it is turned. */
    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public System.Logger log() {
        return System.getLogger("test");
    }
}
