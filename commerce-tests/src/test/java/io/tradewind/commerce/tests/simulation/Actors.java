package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.delivery.DeliveryOption;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.job.JobStatus;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.Resolution;
import io.tradewind.commerce.payment.ReviewTask;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxWebhooks;
import io.tradewind.commerce.returns.Inspection;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.returns.Returns;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.SendAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** Does what the steps of a story say, as far as there is anything to do it with. */
final class Actors {
    private static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
    private static final String NOTHING = "nothing to do";
    private static final List<String> SCRIPTS =
            List.of("approve", "approve", "approve", "approve", "decline", "pending", "3ds", "3ds", "reject");
    private static final List<String> CODES = List.of("ONCE", "PURSE", "EACH");
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(6),
            Duration.ofSeconds(31),
            Duration.ofMinutes(3),
            Duration.ofMinutes(11),
            Duration.ofMinutes(16),
            Duration.ofMinutes(31),
            Duration.ofHours(2),
            Duration.ofHours(7),
            Duration.ofHours(25));
    private static final List<String> OUTCOMES = List.of("approved", "approved", "failed", "cancelled");
    private static final List<TrackingStatus> SCANS = List.of(
            TrackingStatus.DELIVERED,
            TrackingStatus.DELIVERED,
            TrackingStatus.DELIVERED,
            TrackingStatus.IN_TRANSIT,
            TrackingStatus.OUT_FOR_DELIVERY,
            TrackingStatus.ATTEMPT_FAILED,
            TrackingStatus.RETURNING);

    private final Play play;
    private int wishes;
    private int phones;

    Actors(Play play) {
        this.play = play;
    }

    String act(Step step) {
        Shopper shopper = shopper(step);
        return switch (step.act()) {
            case FILL -> fill(shopper, step);
            case CODE -> code(shopper, step);
            case PHONE -> phone(shopper, step);
            case PAY -> pay(shopper, step);
            case STEAL ->
                cart(play.shop(play.shoppers.get((step.who() + 1) % play.shoppers.size()))
                        .carts()
                        .add(java.util.Objects.requireNonNull(shopper.cart), sku(step), 1));
            case GUESS -> guess(shopper, step);
            case TRESPASS -> new Trespasses(play).attempt(Trespasses.Wish.values()[step.pick()], shopper);
            case BACK -> back(shopper, step);
            case STATUS ->
                checkout(shopper, step)
                        .map(it -> told(shopper, play.shop(shopper).checkout().status(it)))
                        .orElse(NOTHING);
            case LEAVE ->
                checkout(shopper, step)
                        .map(it -> told(shopper, play.shop(shopper).checkout().leave(it)))
                        .orElse(NOTHING);
            case CANCEL -> cancel(shopper, step);
            case ASK_RETURN -> askReturn(shopper, step);
            case NEXT -> order(step).map(it -> stations(it, step)).orElseGet(() -> pay(shopper, step));
            case PACK -> order(step).map(it -> pack(it, step)).orElse(NOTHING);
            case SHIP -> ship();
            case UNPACK -> order(step).map(this::unpack).orElse(NOTHING);
            case DELIVER -> order(step).map(it -> deliver(it, step)).orElse(NOTHING);
            case CAPTURE ->
                order(step)
                        .map(it -> "took " + play.staff().payments().capture(it.value()))
                        .orElse(NOTHING);
            case REFUND -> order(step).map(it -> refund(it, step)).orElse(NOTHING);
            case STAFF_CANCEL ->
                order(step)
                        .map(it -> name(play.staff().orders().cancel(it, "not wanted")))
                        .orElse(NOTHING);
            case GOODS -> order(step).map(it -> goods(it, step)).orElse(NOTHING);
            case TAKE_BACK -> order(step).map(it -> takeBack(it, step)).orElse(NOTHING);
            case REVIEW -> review(step.pick());
            case RECEIVE -> "received " + play.staff().stock().receive(sku(step), 1 + step.more() % 2, "delivery note");
            case ADJUST -> name(play.staff().stock().adjust(sku(step), -1, "broken"));
            case HOLD ->
                order(step)
                        .map(it -> "held "
                                + play.staff()
                                        .orders()
                                        .hold(it, HoldKind.REVIEW, "to be looked at")
                                        .state())
                        .orElse(NOTHING);
            case LIFT ->
                order(step)
                        .map(it -> "lifted "
                                + play.staff()
                                        .orders()
                                        .lift(it, HoldKind.REVIEW)
                                        .state())
                        .orElse(NOTHING);
            case NEWS -> news(step);
            case TELL -> news(step) + ", " + jobs();
            case FORGED -> forged();
            case JOBS -> jobs();
            case WAIT -> {
                Duration wait = WAITS.get(step.pick() % WAITS.size());
                play.clock.pass(wait);
                yield "waited " + wait;
            }
            case LATE -> late();
            case DECIDE -> decide(step);
            case BY_HAND -> byHand(step);
            case OUTAGE -> {
                play.book.down(step.pick() % 2 == 0);
                yield step.pick() % 2 == 0 ? "down" : "up";
            }
            case RESTART -> {
                play.restart();
                yield "restarted";
            }
        };
    }

    /** Who is meant, or the next one who has what the step is about. */
    private Shopper shopper(Step step) {
        List<Shopper> all = play.shoppers;
        for (int i = 0; i < all.size(); i++) {
            Shopper it = all.get((step.who() + i) % all.size());
            boolean can = switch (step.act()) {
                case CODE, PHONE -> it.cart != null;
                case BACK, STATUS, LEAVE -> !it.checkouts.isEmpty();
                case CANCEL, ASK_RETURN -> !it.told.isEmpty();
                default -> true;
            };
            if (can) {
                return it;
            }
        }
        return all.get(step.who() % all.size());
    }

    private static String brief(Object answer) {
        return answer.getClass().getSimpleName();
    }

    private static String name(Object answer) {
        String text = answer.toString().replaceAll("R-\\d+", "R-…"); // numbers go on from story to story
        return answer.getClass().getSimpleName() + (text.length() > 160 ? "" : " " + text);
    }

    // ---- shoppers ----

    private String fill(Shopper shopper, Step step) {
        Shop shop = play.shop(shopper);
        if (shopper.cart == null) {
            shopper.cart = shop.carts().open().id();
        }
        shopper.wish = null;
        return cart(shop.carts().add(shopper.cart, sku(step), 1 + step.more() % 2));
    }

    private static String cart(CartChange change) {
        return change instanceof CartChange.Refused refused
                ? "refused: " + refused.refusal().code()
                : "changed";
    }

    private String code(Shopper shopper, Step step) {
        CartId cart = shopper.cart;
        if (cart == null) {
            return NOTHING;
        }
        shopper.wish = null;
        return cart(play.shop(shopper).carts().code(cart, CODES.get(step.pick() % CODES.size())));
    }

    private String phone(Shopper shopper, Step step) {
        CartId cart = shopper.cart;
        if (cart == null) {
            return NOTHING;
        }
        String ending = List.of("1000", "1000", "0004", "0005", "0006", "0003").get(step.pick() % 6);
        PhoneNumber number = PhoneNumber.of("+49151" + (2000 + phones++) + ending);
        SendAnswer sent = play.shop(shopper).verifications().send(cart, number);
        if (!(sent instanceof SendAnswer.Sent)) {
            return "refused: " + ((SendAnswer.Refused) sent).refusal().code();
        }
        return name(play.shop(shopper).verifications().check(cart, step.more() % 4 == 0 ? "999999" : "000000"));
    }

    private String guess(Shopper shopper, Step step) {
        CartId cart = java.util.Objects.requireNonNull(shopper.cart);
        play.shop(shopper)
                .verifications()
                .send(cart, PhoneNumber.of("+49151200" + step.pick() + "1000"))
                .orThrow();
        play.clock.pass(Duration.ofMinutes(step.more()));
        StringBuilder said = new StringBuilder("guessed:");
        for (int i = 0; i < 6; i++) {
            said.append(' ')
                    .append(play.shop(shopper)
                            .verifications()
                            .check(cart, i < 5 ? "99999" + i : "000000")
                            .getClass()
                            .getSimpleName());
        }
        return said.toString();
    }

    /** Pays what is wanted: as a new wish, or pressing the button again for the last one. */
    private String pay(Shopper shopper, Step step) {
        if (shopper.cart == null) {
            fill(shopper, step);
        }
        CartId cart = java.util.Objects.requireNonNull(shopper.cart);
        Shop shop = play.shop(shopper);
        if (shopper.wish == null || step.pick() % 4 == 0) {
            List<DeliveryOption> options = shop.delivery().options(cart, HOME).stream()
                    .filter(it -> it.account().equals(step.pick() % 3 == 0 ? "parcel" : "post"))
                    .toList();
            if (options.isEmpty()) {
                return "no delivery";
            }
            shopper.wish = PlaceOrder.to(HOME)
                    .by(options.get(step.pick() % options.size()))
                    .payWith("card", SCRIPTS.get(step.more() % SCRIPTS.size()));
            shopper.key = "wish " + wishes++;
        } else if (step.pick() % 4 == 1) {
            shopper.key = "wish " + wishes++;
        }
        shopper.keys.add(String.valueOf(shopper.key));
        return told(shopper, shop.checkout().place(cart, shopper.wish, String.valueOf(shopper.key)));
    }

    private String told(Shopper shopper, Placement placement) {
        if (placement instanceof Placement.Placed placed) {
            Money before = shopper.told.put(placed.order().id(), placed.order().total());
            if (before != null && !before.equals(placed.order().total())) {
                throw new Broken("told " + placed + " after " + before);
            }
            return "placed for " + placed.order().total();
        } else if (placement instanceof Placement.ActionRequired away) {
            remember(shopper, away.checkout());
            return "away to the bank";
        } else if (placement instanceof Placement.Confirming confirming) {
            remember(shopper, confirming.checkout());
            return "confirming";
        }
        return "refused: " + ((Placement.Refused) placement).refusal().code();
    }

    private static void remember(Shopper shopper, CheckoutId checkout) {
        if (!shopper.checkouts.contains(checkout)) {
            shopper.checkouts.add(checkout);
        }
    }

    private static Optional<CheckoutId> checkout(Shopper shopper, Step step) {
        List<CheckoutId> all = shopper.checkouts;
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1 - step.pick() % all.size()));
    }

    private String back(Shopper shopper, Step step) {
        return checkout(shopper, step)
                .map(it -> told(
                        shopper,
                        play.shop(shopper)
                                .checkout()
                                .returned(it, Map.of("outcome", List.of(OUTCOMES.get(step.more() % OUTCOMES.size()))))))
                .orElse(NOTHING);
    }

    private String cancel(Shopper shopper, Step step) {
        OrderId order = shopper.order(step.pick());
        return order == null ? NOTHING : name(play.shop(shopper).orders().cancel(order, "changed my mind"));
    }

    private String askReturn(Shopper shopper, Step step) {
        OrderId order = shopper.order(step.pick());
        if (order == null) {
            return NOTHING;
        }
        List<ReturnItem> items = items(play.shop(shopper).orders().find(order).orElseThrow(), step.more());
        return items.isEmpty() ? NOTHING : name(play.shop(shopper).returns().request(order, items, "does not fit"));
    }

    private static List<ReturnItem> items(Order order, int more) {
        List<ReturnItem> items = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            int units = more % 3 == 0 ? line.delivered() : Math.min(1, line.delivered());
            if (units > 0) {
                items.add(ReturnItem.of(line.id(), units, ReturnReason.CHANGED_MIND));
            }
        }
        return items;
    }

    // ---- staff ----

    private Optional<OrderId> order(Step step) {
        List<UUID> all = Rows.ids(
                play.stage,
                "select o.id from commerce.orders o join commerce.store s on s.id = o.store_id order by o.placed_at, o.id");
        return all.isEmpty() ? Optional.empty() : Optional.of(new OrderId(all.get(step.pick() % all.size())));
    }

    private String stations(OrderId order, Step step) {
        StringBuilder said = new StringBuilder(next(order, step));
        for (int i = 0; i < step.more() % 4; i++) {
            said.append("; ").append(next(order, step));
        }
        return said.toString();
    }

    /** Whatever comes next for the goods of an order, on their way there and back. */
    private String next(OrderId order, Step step) {
        Fulfillment bench = play.staff().fulfillment();
        List<FulfillmentOrder> work = bench.of(order);
        if (work.stream().anyMatch(it -> it.state() == WorkState.RELEASED || it.state() == WorkState.PICKING)) {
            return pack(order, step);
        }
        List<Parcel> parcels = bench.parcels(order);
        if (parcels.stream().anyMatch(it -> it.state() == ParcelState.LABELLED || it.state() == ParcelState.PLANNED)) {
            return ship();
        }
        if (parcels.stream().anyMatch(it -> it.state() == ParcelState.BOOKING)) {
            return jobs();
        }
        if (parcels.stream().anyMatch(it -> it.state().isOut() && !it.state().isOver())) {
            String scanned = deliver(order, step);
            play.clock.pass(Duration.ofHours(7)); // until the carrier is asked again
            return scanned + ", " + jobs();
        }
        if (!play.staff().returns().of(order).isEmpty() && step.more() % 3 > 0) {
            return goods(order, step);
        }
        List<ReturnItem> items = items(play.staff().orders().find(order).orElseThrow(), step.more());
        return items.isEmpty() ? NOTHING : name(play.staff().returns().request(order, items, "asked by phone"));
    }

    private String pack(OrderId order, Step step) {
        Fulfillment bench = play.staff(step.more() % 2 == 0 ? "mia" : "tom").fulfillment();
        StringBuilder said = new StringBuilder("work");
        for (FulfillmentOrder work : bench.of(order)) {
            said.append(' ').append(brief(bench.claim(work.id())));
            said.append(' ').append(brief(bench.countAll(work.id())));
            if (step.more() % 5 > 0) {
                said.append(' ').append(brief(bench.pack(work.id())));
            }
        }
        return said.toString();
    }

    private String ship() {
        Fulfillment bench = play.staff().fulfillment();
        List<ParcelId> ready =
                bench.parcels(ParcelState.LABELLED).stream().map(Parcel::id).toList();
        for (Parcel planned : bench.parcels(ParcelState.PLANNED)) {
            bench.labelByHand(planned.id(), "");
        }
        return ready.isEmpty()
                ? NOTHING
                : "handed over: " + bench.handOver(ready).parcels().size();
    }

    private String unpack(OrderId order) {
        Fulfillment bench = play.staff().fulfillment();
        StringBuilder said = new StringBuilder("work");
        for (FulfillmentOrder work : bench.of(order)) {
            said.append(' ').append(brief(bench.unpack(work.id())));
        }
        return said.toString();
    }

    private String deliver(OrderId order, Step step) {
        StringBuilder said = new StringBuilder("parcels");
        for (Parcel parcel : play.staff().fulfillment().parcels(order)) {
            if (parcel.state().isOut()
                    && !parcel.trackingNumber().isEmpty()
                    && !parcel.account().isEmpty()) {
                TrackingStatus status = SCANS.get(step.more() % SCANS.size());
                play.carrierBook.push(parcel.trackingNumber(), status, play.clock.instant());
                said.append(' ').append(status);
            } else if (parcel.state().isOut()) {
                said.append(' ')
                        .append(name(play.staff().fulfillment().markDelivered(parcel.id(), "the buyer says so")));
            }
        }
        return said.toString();
    }

    private String refund(OrderId order, Step step) {
        Money total = play.staff().orders().find(order).orElseThrow().total();
        Money part = total.dividedBy(1 + step.more() % 4, java.math.RoundingMode.UP);
        return name(play.staff()
                .payments()
                .refund(order.value(), part, "goodwill", "refund " + order + " " + step.more() % 6));
    }

    private String goods(OrderId order, Step step) {
        Returns desk = play.staff().returns();
        StringBuilder said = new StringBuilder("returns");
        for (Return goods : desk.of(order)) {
            said.append(' ').append(next(desk, goods, step));
        }
        return said.toString();
    }

    private static String next(Returns desk, Return goods, Step step) {
        return switch (goods.state()) {
            case REQUESTED ->
                step.more() % 5 == 0
                        ? brief(desk.reject(goods.id(), "no"))
                        : step.more() % 5 == 1 ? brief(desk.resolveNow(goods.id())) : brief(desk.approve(goods.id()));
            case APPROVED -> {
                Map<UUID, Integer> units = new LinkedHashMap<>();
                goods.lines().forEach(it -> units.put(it.lineId(), it.quantity()));
                yield step.more() % 7 == 0 ? brief(desk.cancel(goods.id())) : brief(desk.receive(goods.id(), units));
            }
            case RECEIVING -> {
                List<Inspection> judged = new ArrayList<>();
                for (ReturnLine it : goods.lines()) {
                    judged.add(
                            step.more() % 3 == 0
                                    ? Inspection.broken(it.lineId(), it.received())
                                    : Inspection.good(it.lineId(), it.received()));
                }
                yield brief(desk.inspect(goods.id(), judged));
            }
            default -> goods.state().toString();
        };
    }

    private String takeBack(OrderId order, Step step) {
        List<ReturnItem> items = items(play.staff().orders().find(order).orElseThrow(), step.more());
        return items.isEmpty() ? NOTHING : name(play.staff().returns().takeBack(order, items, "at the desk"));
    }

    private String review(int pick) {
        List<ReviewTask> tasks = play.staff().payments().reviewQueue();
        return tasks.isEmpty() ? NOTHING : decide(tasks.get(pick % tasks.size()));
    }

    int decideAll() {
        List<ReviewTask> tasks = play.staff().payments().reviewQueue();
        tasks.forEach(it -> play.log.add("staff: " + decide(it)));
        return tasks.size();
    }

    /** Staff look into the provider's own console and say what they see. */
    private String decide(ReviewTask task) {
        switch (task.kind()) {
            case OUTSIDE_MONEY, DISPUTE -> play.staff().payments().resolve(task.id(), new Resolution.Settled("seen"));
            case OBLIGATION_OVERDUE -> {
                return "left " + task.kind();
            }
            case CAPTURE_FAILED -> {
                play.staff().payments().resolve(task.id(), new Resolution.Settled("taken again"));
                play.staff().payments().capture(task.orderId());
            }
            case REFUND_FAILED -> {
                play.staff().payments().resolve(task.id(), new Resolution.Settled("sent again"));
                for (Refund refund : play.staff().payments().refundsOf(task.orderId())) {
                    if (refund.state() == RefundState.FAILED) {
                        play.staff().payments().retry(refund.id());
                    }
                }
            }
            default -> {
                Optional<Entry> entry = play.book.entries().stream()
                        .filter(it -> it.operation()
                                .filter(op -> op.value().equals(task.subject()))
                                .isPresent())
                        .reduce((first, second) -> second);
                boolean happened = entry.filter(it -> it.state() == SandboxBook.State.APPROVED)
                        .isPresent();
                play.staff()
                        .payments()
                        .resolve(
                                task.id(),
                                happened
                                        ? new Resolution.ItHappened(
                                                entry.orElseThrow().own().value())
                                        : new Resolution.DidNotHappen());
                play.tally.situation("staff decided " + task.kind() + ": " + happened);
                return "decided " + task.kind() + ": " + happened;
            }
        }
        play.tally.situation("staff decided " + task.kind());
        return "decided " + task.kind();
    }

    // ---- the world ----

    String jobs() {
        int handled = play.commerce().jobs().runDue();
        Instant now = play.clock.instant();
        for (JobStatus job : play.commerce().jobs().status()) {
            if (job.lastFailure().filter(now::equals).isPresent() && !play.weather.isRough()) {
                throw new Broken("job " + job.name() + " failed: " + job.problem());
            }
        }
        return "handled " + handled;
    }

    String late() {
        int late = play.house.threads.release();
        if (late > 0) {
            play.tally.situation("a late answer came");
        }
        return late + " late answers";
    }

    /** The provider tells some of what happened: late, twice, out of order, as it comes. */
    private String news(Step step) {
        List<Entry> entries = play.book.entries();
        if (entries.isEmpty()) {
            return NOTHING;
        }
        List<Entry> news = new ArrayList<>();
        for (int i = 0; i <= step.more() % 3; i++) {
            news.add(entries.get((step.pick() + i * 7) % entries.size()));
        }
        return tell(news);
    }

    void tellEverything() {
        List<Entry> entries = play.book.entries();
        if (!entries.isEmpty()) {
            play.log.add("news: " + tell(entries));
        }
    }

    private String tell(List<Entry> news) {
        Reply reply = play.commerce()
                .webhooks()
                .receive("card", SandboxWebhooks.envelope("card", Stage.WEBHOOK_SECRET, play.clock.instant(), news));
        return news.size() + " news: " + reply.status();
    }

    private String forged() {
        List<Entry> entries = play.book.entries();
        if (entries.isEmpty()) {
            return NOTHING;
        }
        Reply reply = play.commerce()
                .webhooks()
                .receive(
                        "card",
                        SandboxWebhooks.envelope("card", "somebody else's secret", play.clock.instant(), entries));
        if (reply.status() < 400) {
            throw new Broken("a forged webhook was answered by " + reply.status());
        }
        return "refused: " + reply.status();
    }

    /** The provider decides what is pending or waits for the buyer. */
    private String decide(Step step) {
        List<ProviderRef> pending = play.book.pending();
        if (pending.isEmpty()) {
            return NOTHING;
        }
        play.book.settle(pending.get(step.pick() % pending.size()), step.more() % 3 > 0, play.clock.instant());
        return "decided by the provider";
    }

    /** Nothing stays pending for ever. */
    void decideEverything() {
        boolean approved = true;
        for (ProviderRef pending : play.book.pending()) {
            play.book.settle(pending, approved, play.clock.instant());
            approved = !approved;
        }
    }

    /** Somebody gives money back in the provider's own console. */
    private String byHand(Step step) {
        List<ProviderRef> payments = play.book.payments().stream()
                .filter(it ->
                        play.book.charged(it).minus(play.book.refunded(it)).isPositive())
                .toList();
        if (payments.isEmpty()) {
            return NOTHING;
        }
        ProviderRef payment = payments.get(step.pick() % payments.size());
        play.book.refundByHand(
                payment,
                play.book
                        .charged(payment)
                        .minus(play.book.refunded(payment))
                        .dividedBy(1 + step.more() % 2, java.math.RoundingMode.UP),
                play.clock.instant());
        return "given back by hand";
    }

    private static io.tradewind.commerce.catalog.Sku sku(Step step) {
        return Stage.SKUS.get(step.pick() % Stage.SKUS.size());
    }
}
