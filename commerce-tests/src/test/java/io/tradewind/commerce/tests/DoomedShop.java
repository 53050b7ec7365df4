package io.tradewind.commerce.tests;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.PlacedOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.RefundAnswer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;

/**
 * A shop in a process of its own, busy until somebody kills it. Each answer it gets is a line on its output before the
 * next thing is done: what was read there was acknowledged.
 *
 * <p>It ends by itself only when its input ends, that is, when its parent is gone.
 */
final class DoomedShop {
    static final int DELIVERY = 5;

    private static final String GOODWILL = "EUR 1.00";
    private static final int PAUSE_MS = 50;

    /** What shoppers do; some of it never ends well. */
    private static final List<String> SCRIPTS = List.of(
            "approve",
            "approve",
            "approve",
            "approve",
            "approve",
            "approve",
            "cod",
            "cod",
            "cod",
            "decline",
            "unknown",
            "unknown-before",
            "throw-after",
            "pending",
            "3ds");

    private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

    private final Commerce commerce;
    private final Random random;
    private final BlockingQueue<UUID> placed = new LinkedBlockingQueue<>();

    private DoomedShop(Commerce commerce, Random random) {
        this.commerce = commerce;
        this.random = random;
    }

    /** Takes the premises, the number of buyers, the seed, and by how many seconds the clock is ahead. */
    public static void main(String[] arguments) throws IOException {
        int buyers = Integer.parseInt(arguments[4]);
        long seed = Long.parseLong(arguments[5]);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(arguments[6])));
        say("opening");
        Commerce commerce = Premises.read(arguments).open(clock, JobMode.ON);
        say("open");
        DoomedShop shop = new DoomedShop(commerce, new Random(seed));
        for (int i = 0; i < buyers; i++) {
            String name = "buyer-" + seed + "-" + i;
            shop.begin(name, turn -> shop.buy(name + "-" + turn));
        }
        if (buyers > 0) {
            shop.begin("staff", shop::serve);
        }
        int end = System.in.read();
        System.exit(end < 0 ? 0 : end);
    }

    private void begin(String name, Turn turn) {
        Thread thread = new Thread(
                () -> {
                    for (int i = 0; true; i++) {
                        try {
                            turn.take(i);
                        } catch (RuntimeException | InterruptedException unexpected) {
                            say("error", name + " " + i, unexpected.toString());
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void buy(String name) {
        Shop shop = Premises.guest(commerce, name);
        CartId cart = shop.carts().open().id();
        shop.carts().add(cart, Premises.MUG, 1 + random.nextInt(3)).orThrow();
        DeliveryOption option = shop.delivery().options(cart, Premises.HOME).get(0);
        String script = SCRIPTS.get(random.nextInt(SCRIPTS.size()));
        PlaceOrder facts = order(option.id(), script);
        say("trying", name, cart.toString(), option.id(), script);
        Placement placement = shop.checkout().place(cart, facts, name);
        if (placement instanceof Placement.Placed it) {
            PlacedOrder order = it.order();
            say(
                    "placed",
                    name,
                    order.id().toString(),
                    order.number(),
                    order.total().toString(),
                    script);
            placed.add(order.id().value());
        } else if (placement instanceof Placement.Refused it) {
            say("refused", name, it.refusal().code());
        } else {
            say("waiting", name, placement.getClass().getSimpleName());
        }
    }

    static PlaceOrder order(String option, String script) {
        PlaceOrder order = PlaceOrder.to(Premises.HOME).by(option);
        return script.equals("cod") ? order.payWith("cod") : order.payWith("card", script);
    }

    /** Staff receive goods now and then, and each order that is new to them is cancelled, or some money goes back, or both. */
    private void serve(int turn) throws InterruptedException {
        Shop staff = Premises.staff(commerce);
        UUID order = placed.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
        staff.stock().receive(Premises.MUG, DELIVERY, "delivery " + turn);
        say("received", String.valueOf(turn));
        if (order != null && random.nextBoolean()) {
            RefundAnswer answer = staff.payments().refund(order, Money.parse(GOODWILL), "goodwill", "goodwill " + turn);
            if (answer instanceof RefundAnswer.Accepted it) {
                say("refunded", order.toString(), it.refund().id().toString());
            }
        }
        if (order != null && random.nextBoolean()) {
            CancelAnswer answer = staff.orders().cancel(new OrderId(order), "changed my mind");
            if (answer instanceof CancelAnswer.Cancelled) {
                say("cancelled", order.toString());
            }
        }
    }

    /** One write of a few bytes: a kill comes before it or after it. */
    private static void say(String... words) {
        byte[] line = (String.join("\t", words) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (OUTPUT) {
            try {
                OUTPUT.write(line);
            } catch (IOException nobodyListens) {
                throw new UncheckedIOException(nobodyListens);
            }
        }
    }

    private interface Turn {
        void take(int number) throws InterruptedException;
    }
}
