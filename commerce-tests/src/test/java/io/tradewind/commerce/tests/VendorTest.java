package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.payment.PaymentMethod;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.testdb.BothDatabases;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.joda.money.Money;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vendor's view: one source file and one line of text, which know nothing but {@code commerce-spi}, become a way to
 * pay in a running shop.
 */
class VendorTest {
    private static final String SERVICE = "META-INF/services/" + CommercePlugin.class.getName();
    private static final Path HOME = Path.of("src", "test", "resources", "vendor", "house-account");
    private static final Path SOURCE = HOME.resolve("HouseAccountPlugin.java");

    @Test
    void the_whole_plugin_has_at_most_sixty_lines() throws IOException {
        assertThat(Files.readAllLines(SOURCE)).hasSizeLessThanOrEqualTo(60);
    }

    @BothDatabases(fresh = true)
    void a_plugin_built_against_the_interface_alone_takes_payments(DataSource dataSource, @TempDir Path folder)
            throws IOException {
        Path plugins = folder.resolve("plugins");
        pack(compile(folder.resolve("classes")), plugins.resolve("house-account"));

        try (Mugs mugs = Mugs.on(
                dataSource,
                it -> it.plugins(more -> more.folder(plugins)
                        .payment("account", "house-account", account -> account.set("limit", "EUR 100.00"))))) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 100);
            Shop shop = mugs.guest("regular");
            assertThat(shop.payments().methods("DE", Money.parse("EUR 10")))
                    .extracting(PaymentMethod::account)
                    .contains("account");

            PlacedOrder placed = buy(mugs, shop, 2).orThrow();

            Order order = shop.orders().find(placed.id()).orElseThrow();
            assertThat(order.total()).isEqualTo(Money.parse("EUR 29.90"));
            assertThat(order.account()).isEqualTo("account");
            assertThat(order.payment()).isEqualTo(PaymentStatus.PAID);

            Placement tooMuch = buy(mugs, shop, 9);

            assertThat(tooMuch)
                    .isInstanceOfSatisfying(
                            Placement.Refused.class,
                            it -> assertThat(it.message())
                                    .startsWith("The account does not have enough room for this sum.")
                                    .contains("Nothing was charged"));
            assertThat(shop.orders().list(OrderQuery.newest()).orders()).hasSize(1);
            mugs.checkInvariants();
        }
    }

    private static Placement buy(Mugs mugs, Shop shop, int quantity) {
        CartId cart = mugs.cart(shop, Mugs.MUG, quantity);
        return shop.checkout().place(cart, mugs.facts(shop, cart, "").payWith("account"), "key " + quantity);
    }

    /** Compiles against the plugin interface and the two libraries in its signatures, and nothing else. */
    private static Path compile(Path classes) throws IOException {
        Files.createDirectories(classes);
        String classPath = Stream.of(CommercePlugin.class, Money.class, NullMarked.class)
                .map(VendorTest::origin)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = List.of(
                "--release", "17", "-proc:none", "-classpath", classPath, "-d", classes.toString(), SOURCE.toString());
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        assertThat(messages.toString(StandardCharsets.UTF_8))
                .as("compiler messages")
                .isEmpty();
        return classes;
    }

    private static void pack(Path classes, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream file = Files.newOutputStream(folder.resolve("house-account-1.0.0.jar"));
                JarOutputStream jar = new JarOutputStream(file);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path path : compiled.filter(Files::isRegularFile).toList()) {
                add(jar, classes.relativize(path).toString().replace(File.separatorChar, '/'), path);
            }
            add(jar, SERVICE, HOME.resolve(SERVICE));
        }
    }

    private static void add(JarOutputStream jar, String name, Path content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        Files.copy(content, jar);
        jar.closeEntry();
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
