package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PayBy;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.plugin.PluginSpec;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.payment.PaymentUpstream;
import io.tradewind.commerce.testkit.payment.PaymentWebhooks;
import io.tradewind.commerce.testkit.proxy.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A shop in memory that sells one mug and takes money through one plugin, with a {@link FaultProxy} on the line to the
 * provider of its {@link PaymentHarness}. Background work runs when time is told to {@linkplain #pass pass}, and only
 * then. Not safe for many threads.
 */
public final class PluginShop implements AutoCloseable {
    /** The shop's name for the account. */
    public static final String ACCOUNT = "tck";

    /** What is sold, and for how much. */
    public static final Sku MUG = Sku.of("MUG");

    private static final Money PRICE = Money.parse("EUR 12.50");
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");
    private static final Duration STEP = Duration.ofHours(1);

    private final TestClock clock = new TestClock(Instant.now());
    private final Watched watched;
    private final PaymentUpstream provider;
    private final @Nullable FaultProxy line;
    private final Commerce commerce;
    private int buyers;

    private PluginShop(PaymentHarness harness, @Nullable Path folder, int port) {
        this.provider = harness.open();
        this.line = provider.address().map(it -> FaultProxy.to(it, port)).orElse(null);
        this.watched = new Watched(harness.plugin(), harness.code());
        Map<String, String> settings = harness.settings(line == null ? NOWHERE : line.address());
        this.commerce = Commerce.builder()
                .inMemory()
                .clock(clock)
                .jobs(JobMode.MANUAL)
                .store(
                        "mugs",
                        it -> it.currency("EUR")
                                .country("DE")
                                .zone("Europe/Berlin")
                                .phone(PhoneRule.OPTIONAL))
                .plugins(it -> plugins(it, folder, harness.code(), settings))
                .strictPlugins()
                .start();
        staff().catalog().publish(NewProduct.named("Mug").variant(MUG, PRICE));
        staff().stock().receive(MUG, 1_000, "delivery note 1");
    }

    private void plugins(PluginSpec plugins, @Nullable Path folder, String code, Map<String, String> settings) {
        plugins.notFromClassPath().add(new FakeCarrier()).carrier("parcel", FakeCarrier.CODE);
        if (folder == null) {
            plugins.add(watched);
        } else {
            plugins.folder(folder);
        }
        plugins.payment(ACCOUNT, code, it -> settings.forEach(it::set));
    }

    /**
     * Opens a shop with the plugin of a harness.
     *
     * @throws io.tradewind.commerce.error.CommerceException if the plugin or its settings are such that a shop does not
     *     start with them
     */
    public static PluginShop open(PaymentHarness harness) {
        return new PluginShop(harness, null, 0);
    }

    /** The same with the line to the provider at that port, where other shops on this machine can send too. */
    static PluginShop open(PaymentHarness harness, int port) {
        return new PluginShop(harness, null, port);
    }

    /** The same with the plugin taken from a folder of plugins, where its jar is in a sub-folder. */
    public static PluginShop open(PaymentHarness harness, Path folder) {
        return new PluginShop(harness, folder, 0);
    }

    // ---- what there is ----

    /** The library behind the shop. */
    public Commerce commerce() {
        return commerce;
    }

    /** The front doors as an administrator sees them. */
    public Shop staff() {
        return commerce.shop("mugs", Actor.staff("staff", Role.ADMIN));
    }

    /** The front doors as that buyer sees them. */
    public Shop buyer(Attempt attempt) {
        return commerce.shop("mugs", attempt.buyer());
    }

    /** The shop's clock; begins now. {@link #pass} turns it and lets the background work run. */
    public TestClock clock() {
        return clock;
    }

    /** The provider behind the plugin. */
    public PaymentUpstream provider() {
        return provider;
    }

    /** The line to the provider; empty for one in the plugin's own process. */
    public Optional<FaultProxy> line() {
        return Optional.ofNullable(line);
    }

    /** How many mugs can be sold now: those of a payment under way are held. */
    public int sellable() {
        return staff().stock().level(MUG).available();
    }

    // ---- what happens ----

    /**
     * A buyer who has pressed "pay".
     *
     * @param checkout what the answers are asked under
     * @param answer what the buyer was told at first
     */
    public record Attempt(Actor buyer, CheckoutId checkout, Placement answer) {}

    /** A new buyer puts a mug into a basket and pays by that. */
    public Attempt buy(Instrument instrument) {
        buyers++;
        Actor buyer = Actor.guest("buyer-" + buyers);
        Shop shop = commerce.shop("mugs", buyer);
        CartId cart = shop.carts().open().id();
        shop.carts().add(cart, MUG, 1).orThrow();
        CheckoutId checkout = shop.checkout().open(cart).id();
        PlaceOrder order = PlaceOrder.to(HOME)
                .by(shop.delivery().options(cart, HOME).get(0))
                .payWith(ACCOUNT, payBy(instrument))
                .returnTo(URI.create("https://shop.example/return/" + checkout));
        Placement answer = shop.checkout().place(cart, order, "key-" + buyers);
        commerce.jobs().runDue();
        return new Attempt(buyer, checkout, answer);
    }

    private static PayBy payBy(Instrument instrument) {
        if (instrument instanceof Instrument.ClientToken it) {
            return PayBy.token(it.token().value());
        } else if (instrument instanceof Instrument.ProviderPage) {
            return PayBy.page();
        }
        throw new IllegalArgumentException("a new buyer has no saved instrument");
    }

    /** The operation that the plugin was asked for when that buyer paid; of plugins that are not from a folder. */
    public OperationId operation(Attempt attempt) {
        return watched.operation(attempt.checkout());
    }

    /** The provider's reference of that payment, as the plugin first said it; of plugins that are not from a folder. */
    public ProviderRef payment(Attempt attempt) {
        return watched.payment(operation(attempt));
    }

    /** The buyer's browser comes back from the provider with these parameters. */
    public Placement comesBack(Attempt attempt, Map<String, List<String>> parameters) {
        Placement answer = buyer(attempt).checkout().returned(attempt.checkout(), parameters);
        commerce.jobs().runDue();
        return answer;
    }

    /** What the buyer is told now. */
    public Placement status(Attempt attempt) {
        return buyer(attempt).checkout().status(attempt.checkout());
    }

    /** What the provider writes to tell by webhook how operations stand; nothing is sent. */
    public byte[] webhook(OperationId... operations) {
        return webhooks()
                .signed(
                        webhooks().body(List.of(operations)),
                        webhooks().secrets().get(0));
    }

    /** The shop gets a webhook, and works off what it says. */
    public Reply receive(byte[] webhook) {
        return receive(webhook, webhooks().secrets().get(0));
    }

    /** The same, sent by somebody who does not know the secret. */
    public Reply forged(byte[] webhook) {
        byte[] body = webhooks().tampered(webhook).orElse(webhook);
        return receive(body, webhooks().secrets().get(0).replaceAll("[a-z1-9]", "0"));
    }

    private Reply receive(byte[] body, String secret) {
        Reply reply = commerce.webhooks()
                .receive(
                        ACCOUNT,
                        new WebhookEnvelope(
                                "POST",
                                "/webhooks/" + ACCOUNT,
                                "",
                                webhooks().headers(body, secret, clock.instant()),
                                body,
                                clock.instant()));
        commerce.jobs().runDue();
        return reply;
    }

    private PaymentWebhooks webhooks() {
        return provider.webhooks().orElseThrow(() -> new IllegalStateException("the provider writes no webhooks"));
    }

    /** Time goes by, an hour at a step, and background work runs as it falls due. */
    public void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Duration left = Duration.between(clock.instant(), end);
            clock.pass(left.compareTo(STEP) < 0 ? left : STEP);
            commerce.jobs().runDue();
        }
    }

    @Override
    public void close() {
        commerce.close();
        if (line != null) {
            line.close();
        }
        provider.close();
    }
}
