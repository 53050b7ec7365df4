package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A host for one provider: plain settings, a clock to push, no network. */
final class TestContext implements ProviderContext {
    final PushedClock clock = new PushedClock();
    private final Settings settings;
    private final Environment environment;

    TestContext(List<ConfigField> fields, Map<String, String> values) {
        this(fields, values, Environment.TEST);
    }

    TestContext(List<ConfigField> fields, Map<String, String> values, Environment environment) {
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

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public System.Logger log() {
        return System.getLogger("test");
    }

    /** Starts at a fixed noon and moves when pushed. */
    static final class PushedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-02T12:00:00Z");

        void push(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
