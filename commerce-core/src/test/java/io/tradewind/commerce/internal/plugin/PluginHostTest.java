package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.testing.PluginJar;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {
    @TempDir
    private Path folder;

    private final World world = new World(null, null, Runnable::run, null);
    private final List<ProviderContext> created = new ArrayList<>();

    /** A gateway whose answer tells which library it was built with. */
    private static PluginJar gateway(String name, String library) {
        String source = """
                package vendor.%1$s;

                import io.tradewind.commerce.spi.*;
                import io.tradewind.commerce.spi.payment.*;
                import java.net.URI;
                import java.util.List;

                public final class Entry implements CommercePlugin {
                    @Override public PluginInfo info() {
                        return new PluginInfo("%1$s", "1.0.0", "Vendor", "MIT", URI.create("https://vendor.example"));
                    }
                    @Override public List<ProviderFactory<PaymentGateway>> payments() {
                        return List.of(ProviderFactory.of("%1$s", List.of(), context -> new Gateway()));
                    }
                    static final class Gateway implements PaymentGateway {
                        @Override public PaymentProfile profile() { return PaymentProfiles.purchase("EUR"); }
                        @Override public PaymentResult authorize(AuthorizeRequest request) {
                            return PaymentResult.unsupported(shared.Library.version());
                        }
                        @Override public StatusReport query(StatusQuery query) {
                            return new StatusReport.Unavailable(shared.Library.version() + " "
                                + Thread.currentThread().getContextClassLoader().getName());
                        }
                    }
                }
                """.formatted(name);
        return new PluginJar()
                .source("vendor." + name + ".Entry", source)
                .source("shared.Library", """
                        package shared;
                        public final class Library { public static String version() { return "%s"; } }
                        """.formatted(library))
                .service("vendor." + name + ".Entry")
                .resource("META-INF/tradewind-plugin.properties", "id=" + name + "\nversion=1.0.0\nspi=1.0\n");
    }

    @Test
    void two_plugins_with_clashing_libraries_run_side_by_side() {
        gateway("alpha", "library 1").writeTo(folder, "alpha");
        gateway("beta", "library 2").writeTo(folder, "beta");

        try (PluginHost host = open(account("a", "alpha"), account("b", "beta"))) {
            assertThat(host.broken()).isEmpty();
            assertThat(host.offered()).extracting(it -> it.info().id()).containsExactly("alpha", "beta");
            assertThat(host.accounts())
                    .extracting(it -> ((PaymentGateway) it.provider().orElseThrow())
                            .getClass()
                            .getClassLoader()
                            .getName())
                    .containsExactly("plugin-alpha", "plugin-beta");
            assertThat(host.accounts()).allMatch(it -> it.down().isEmpty());
        }
    }

    @Test
    void a_lock_lets_in_the_jars_it_names_and_no_others() throws Exception {
        gateway("alpha", "library 1").writeTo(folder, "alpha");
        gateway("beta", "library 2").writeTo(folder, "beta");
        String alpha = sum(folder.resolve("alpha"));
        String beta = sum(folder.resolve("beta"));
        Path lock = folder.resolve("plugins.lock");

        Files.writeString(lock, "# ours\n" + alpha + beta);
        try (PluginHost host = open(account("a", "alpha"))) {
            assertThat(host.broken()).isEmpty();
        }
        Files.writeString(lock, alpha + beta.replaceFirst("^.", beta.startsWith("0") ? "1" : "0"));
        assertRefused("beta.jar is not the jar that plugins.lock names");
        Files.writeString(lock, alpha);
        assertRefused("beta.jar is not in plugins.lock");
        Files.writeString(lock, alpha + beta + beta.replace("beta.jar", "gone.jar"));
        assertRefused("plugins.lock names beta/gone.jar, not there");
        Files.writeString(lock, alpha + "beta.jar\n");
        try (PluginHost host = open()) {
            assertThat(host.offered()).isEmpty();
            assertThat(host.broken())
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).contains("line 2", "sha256sum"));
        }
    }

    /** A line as sha256sum writes it. */
    private static String sum(Path plugin) throws Exception {
        try (var files = Files.list(plugin)) {
            Path jar = files.findFirst().orElseThrow();
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(sum) + "  " + plugin.getFileName() + "/" + jar.getFileName() + "\n";
        }
    }

    private void assertRefused(String why) {
        try (PluginHost host = open(account("a", "alpha"), account("b", "beta"))) {
            assertThat(host.offered()).extracting(it -> it.info().id()).containsExactly("alpha");
            assertThat(host.broken())
                    .singleElement()
                    .satisfies(
                            it -> assertThat(it.reason()).startsWith("TW-3002").contains(why, "Fix: "));
            assertThat(host.accounts())
                    .anyMatch(it -> it.name().equals("b") && it.down().contains("plugins.lock"));
        }
    }

    @Test
    void a_jar_that_is_there_twice_is_refused_by_name_where_it_is_used() throws IOException {
        Path jar = gateway("alpha", "library 1").writeTo(folder, "alpha");
        Files.copy(jar, Files.createDirectories(folder.resolve("copy")).resolve("alpha.jar"));

        assertThatThrownBy(() -> open(account("card", "alpha")).close())
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("account 'card' (alpha): the code is offered by")
                .hasMessageContaining(folder.resolve("alpha").toString())
                .hasMessageContaining(folder.resolve("copy").toString())
                .hasMessageContaining("Fix: keep one of them");
        try (PluginHost unused = open()) {
            assertThat(unused.broken()).isEmpty();
        }
    }

    /** Compiled once against the first version of the interface, and never again. */
    @Test
    void yesterdays_jar_is_found_and_switched_on() throws IOException {
        Path jar = Path.of("..", "commerce-testkit", "src", "test", "golden", "golden.jar");
        Files.copy(jar, Files.createDirectories(folder.resolve("golden")).resolve("golden.jar"));

        try (PluginHost host =
                open(new AccountSettings(ProviderKind.PAYMENT, "old", "golden", Map.of("key", "test-1"), Set.of()))) {
            assertThat(host.broken()).isEmpty();
            assertThat(host.accounts()).singleElement().satisfies(it -> {
                assertThat(it.down()).isEmpty();
                assertThat(((PaymentGateway) it.provider().orElseThrow())
                                .profile()
                                .currencies())
                        .hasSize(3);
            });
        }
    }

    @Test
    void a_broken_jar_is_listed_with_its_reason_and_stops_nobody() throws IOException {
        gateway("alpha", "library 1").writeTo(folder, "alpha");
        Files.writeString(Files.createDirectories(folder.resolve("scrap")).resolve("scrap.jar"), "this is no jar");
        new PluginJar()
                .resource("META-INF/tradewind-plugin.properties", "id=silent\nspi=1.0\n")
                .writeTo(folder, "silent");
        new PluginJar().service("vendor.Missing").writeTo(folder, "missing");
        new PluginJar()
                .source("vendor.Throwing", """
                        package vendor;
                        public final class Throwing implements io.tradewind.commerce.spi.CommercePlugin {
                            static { if (true) throw new IllegalStateException("no licence found"); }
                            @Override public io.tradewind.commerce.spi.PluginInfo info() { return null; }
                        }
                        """)
                .service("vendor.Throwing")
                .writeTo(folder, "throwing");
        gateway("newer", "library 3")
                .resource("META-INF/tradewind-plugin.properties", "id=newer\nspi=1.9\n")
                .writeTo(folder, "newer");
        Files.createDirectories(folder.resolve("empty"));

        try (PluginHost host = open(account("card", "alpha"), account("late", "newer"))) {
            assertThat(host.broken())
                    .hasSize(6)
                    .anyMatch(it ->
                            it.source().endsWith("scrap.jar") && it.reason().contains("cannot be read"))
                    .anyMatch(
                            it -> it.source().contains("silent") && it.reason().contains("marker file but no"))
                    .anyMatch(
                            it -> it.source().contains("missing") && it.reason().contains("vendor.Missing"))
                    .anyMatch(it ->
                            it.source().contains("throwing") && it.reason().contains("no licence found"))
                    .anyMatch(it -> it.source().contains("newer")
                            && it.reason().contains("TW-3005")
                            && it.reason().contains("1.9"))
                    .anyMatch(it -> it.source().endsWith("empty"));
            assertThat(host.accounts())
                    .anyMatch(it -> it.name().equals("card") && it.down().isEmpty())
                    .anyMatch(it -> it.name().equals("late") && it.down().contains("1.9"));
        }
    }

    @Test
    void strict_plugins_refuse_the_start_instead() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("scrap")).resolve("scrap.jar"), "this is no jar");

        assertThatThrownBy(() -> PluginHost.open(settings(true, List.of(), Map.of()), world))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("TW-3002")
                .hasMessageContaining("scrap.jar");
    }

    @Test
    void every_mistake_of_every_account_is_named_at_once_without_any_value() {
        CommerceException problem = problem(
                new AccountSettings(
                        ProviderKind.PAYMENT,
                        "card",
                        "strict",
                        Map.of("limit", "many euros", "colour", "blue", "apiKey", "live_123456"),
                        Set.of("apiKey")),
                account("card", "strict"),
                account("other", "unheard-of"),
                account("Card EU", "strict"));

        assertThat(problem)
                .hasMessageContaining("6 problems")
                .hasMessageContaining("account 'card' (strict): setting 'limit' is not an amount")
                .hasMessageContaining("setting 'colour' is not a setting of this plugin")
                .hasMessageContaining("setting 'apiKey' does not have the form of a TEST value")
                .hasMessageContaining("TW-3003")
                .hasMessageContaining("TW-3001")
                .hasMessageContaining("unheard-of")
                .hasMessageContaining("found: [house, strict]")
                .hasMessageContaining("bad name")
                .hasMessageNotContainingAny("live_123456", "many euros");
        assertThat(created).isEmpty();
    }

    @Test
    void a_missing_secret_says_where_to_set_it() {
        assertThat(problem(account("card-eu", "strict")))
                .hasMessageStartingWith("TW-3004 Plugin account 'card-eu' (strict): setting 'apiKey' is missing."
                        + " Fix: set it with .secret(\"apiKey\", …) or TW_CARD_EU_API_KEY.");
        assertThat(problem(account("card-eu", "strict")).code()).isEqualTo(ErrorCode.PLUGIN_SETTING);
    }

    @Test
    void values_come_from_code_variables_and_files() throws IOException {
        Path file = Files.writeString(folder.resolve("limit.txt"), "EUR 12.50\n");
        AccountSettings account = new AccountSettings(
                ProviderKind.PAYMENT, "card", "strict", Map.of("limit", "${file:" + file + "}"), Set.of());
        AccountSettings second = new AccountSettings(
                ProviderKind.PAYMENT, "spare", "strict", Map.of("apiKey", "test_${env:KEY}"), Set.of());

        PluginHost.open(
                        settings(
                                false,
                                List.of(account, second),
                                Map.of("TW_CARD_API_KEY", "test_111111", "KEY", "222222")),
                        world)
                .close();

        assertThat(created.get(0).settings().money("limit")).hasToString("EUR 12.50");
        assertThat(created.get(0).settings().secret("apiKey").reveal()).isEqualTo("test_111111");
        assertThat(created.get(1).settings().secret("apiKey").reveal()).isEqualTo("test_222222");
        assertThat(created.get(1).webhookUrl()).hasToString("https://shop.example/webhooks/spare");
        assertThat(created.get(1).environment()).isEqualTo(Environment.TEST);
    }

    @Test
    void a_variable_or_file_that_is_not_there_is_named() {
        assertThat(problem(new AccountSettings(
                        ProviderKind.PAYMENT,
                        "card",
                        "strict",
                        Map.of("apiKey", "${env:NOWHERE}", "limit", "${file:/no/such/file}"),
                        Set.of())))
                .hasMessageContaining("refers to the environment variable NOWHERE, which is not set")
                .hasMessageContaining("refers to the file /no/such/file, which cannot be read");
    }

    @Test
    void a_plugins_own_objection_names_its_field() {
        assertThat(problem(new AccountSettings(
                        ProviderKind.PAYMENT,
                        "card",
                        "strict",
                        Map.of("apiKey", "test_odd", "limit", "EUR 13"),
                        Set.of())))
                .hasMessageContaining("setting 'limit' brings bad luck. Fix: choose another.")
                .hasMessageNotContaining("test_odd");
    }

    @Test
    void an_account_whose_provider_cannot_be_made_is_down_and_the_start_goes_on() {
        try (PluginHost host = PluginHost.open(settings(false, List.of(account("card", "house")), Map.of()), world)) {
            assertThat(host.accounts())
                    .singleElement()
                    .satisfies(it -> assertThat(it.down())
                            .contains("NoClassDefFoundError")
                            .contains("gone"));
        }
    }

    private CommerceException problem(AccountSettings... accounts) {
        try (PluginHost host = PluginHost.open(settings(false, List.of(accounts), Map.of()), world)) {
            throw new AssertionError("it started: " + host.accounts());
        } catch (CommerceException e) {
            return e;
        }
    }

    private PluginHost open(AccountSettings... accounts) {
        return PluginHost.open(
                new HostSettings(
                        Environment.TEST,
                        List.of(accounts),
                        List.of(),
                        List.of(folder),
                        false,
                        false,
                        URI.create("https://shop.example/"),
                        Map.of()),
                world);
    }

    private HostSettings settings(boolean strict, List<AccountSettings> accounts, Map<String, String> variables) {
        return new HostSettings(
                Environment.TEST,
                accounts,
                List.of(new Strict()),
                List.of(folder),
                false,
                strict,
                URI.create("https://shop.example/"),
                variables);
    }

    private static AccountSettings account(String name, String code) {
        return new AccountSettings(ProviderKind.PAYMENT, name, code, Map.of(), Set.of());
    }

    /** Takes a key of a certain form and a limit that is not thirteen; its other gateway cannot be linked. */
    private final class Strict implements CommercePlugin {
        @Override
        public PluginInfo info() {
            return new PluginInfo("strict", "1.0.0", "tests", "MIT", URI.create("https://example.org"));
        }

        @Override
        public List<ProviderFactory<PaymentGateway>> payments() {
            return List.of(
                    ProviderFactory.of(
                            "strict",
                            List.of(
                                    ConfigField.secret("apiKey").withPatterns("test_\\w+", "live_\\w+"),
                                    ConfigField.optional("limit", FieldKind.MONEY, "EUR 10.00")),
                            this::create),
                    ProviderFactory.of("house", List.of(), context -> {
                        throw new NoClassDefFoundError("gone");
                    }));
        }

        private PaymentGateway create(ProviderContext context) {
            if (context.settings().money("limit").getAmountMajorInt() == 13) {
                throw new ConfigurationException("limit", "brings bad luck", "choose another");
            }
            created.add(context);
            return new Down.Gateway();
        }
    }
}
