package io.tradewind.commerce.testkit.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.internal.plugin.FolderLoader;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The jar that was compiled against the first version of the plugin interface keeps the contract of today. */
class GoldenPluginTest extends PaymentGatewayTck {
    private static final Path JAR = Path.of("src", "test", "golden", "golden.jar");
    /** Open to the end: the report is written after everything else. */
    private static final FolderLoader LOADER = loader();

    private static FolderLoader loader() {
        try {
            return new FolderLoader("golden", new URL[] {JAR.toUri().toURL()}, CommercePlugin.class.getClassLoader());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static CommercePlugin golden() {
        return ServiceLoader.load(CommercePlugin.class, LOADER).stream()
                .filter(it -> it.type().getClassLoader() == LOADER)
                .findFirst()
                .orElseThrow()
                .get();
    }

    @Test
    void it_is_the_jar_that_runs_and_nothing_compiled_today() {
        CommercePlugin plugin = golden();

        assertThat(plugin.getClass().getClassLoader()).isSameAs(LOADER);
        assertThat(plugin.info().id()).isEqualTo("golden");
    }

    @Override
    protected Path reports() {
        return Path.of("target", "golden");
    }

    @Override
    protected PaymentHarness harness() {
        return new Harness();
    }

    private static final class Harness implements PaymentHarness {
        @Override
        public CommercePlugin plugin() {
            return golden();
        }

        @Override
        public PaymentUpstream open() {
            return new PaymentUpstream() {
                @Override
                public boolean counts() {
                    return false;
                }
            };
        }

        @Override
        public Map<String, String> settings(URI endpoint) {
            return Map.of("key", "test-1");
        }

        @Override
        public Optional<Map<String, String>> live(URI endpoint) {
            return Optional.of(Map.of("key", "live-1"));
        }

        private static Instrument token(String word) {
            return new Instrument.ClientToken(new Token(word));
        }

        @Override
        public Instrument approved() {
            return token("ok");
        }

        @Override
        public Optional<Instrument> action() {
            return Optional.of(token("page"));
        }

        @Override
        public List<ScriptedDecline> declines() {
            return List.of(
                    new ScriptedDecline(token("no"), DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, "empty"));
        }

        @Override
        public List<Path> jars() {
            return List.of(JAR);
        }

        @Override
        public String upstream() {
            return "IN PROCESS";
        }
    }
}
