package io.tradewind.commerce.fulfillment;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.ShortUnits;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * The packers' bench: the queue, picking, packing, labels and hand-over. For staff with {@link Permission#FULFILMENT}.
 * Bound to one store and actor; safe for many threads.
 */
public final class Fulfillment {
    private static final int REASON_LIMIT = 400;
    private static final int NUMBER_LIMIT = 200;
    private static final int MOST_UNITS = 999;

    private final Scope scope;
    private final WorkStore works;
    private final ParcelStore parcels;
    private final Views views;
    private final Picking picking;
    private final Packing packing;
    private final Labels labels;
    private final ScanOut scanOut;
    private final Stops stops;
    private final Shortages shortages;
    private final Tracker tracker;
    private final Booker booker;
    private final World world;

    @Inject
    Fulfillment(
            @Assisted Scope scope,
            WorkStore works,
            ParcelStore parcels,
            Views views,
            Picking picking,
            Packing packing,
            Labels labels,
            ScanOut scanOut,
            Stops stops,
            Shortages shortages,
            Tracker tracker,
            Booker booker,
            World world) {
        this.scope = scope;
        this.works = works;
        this.parcels = parcels;
        this.views = views;
        this.picking = picking;
        this.packing = packing;
        this.labels = labels;
        this.scanOut = scanOut;
        this.stops = stops;
        this.shortages = shortages;
        this.tracker = tracker;
        this.booker = booker;
        this.world = world;
    }

    /** What is to be packed or being packed: express first, then what is due first. The first 25. */
    public QueuePage queue() {
        return queue(QueueQuery.open());
    }

    /** Work in some states: express first, then what is due first. The cost does not grow with its number. */
    public QueuePage queue(QueueQuery query) {
        scope.require(Permission.FULFILMENT);
        QueueCursor after = query.after().map(QueueCursor::read).orElse(QueueCursor.START);
        return scope.tx().read("fulfillment.queue", handle -> {
            List<WorkRow> rows = works.queue(handle, scope, query.states(), after, query.size() + 1);
            boolean more = rows.size() > query.size();
            List<WorkRow> page = more ? rows.subList(0, query.size()) : rows;
            Optional<String> next =
                    more ? Optional.of(QueueCursor.of(page.get(page.size() - 1)).text()) : Optional.empty();
            return new QueuePage(views.summaries(handle, scope, page), next);
        });
    }

    /** How much work there is in each of these states. */
    public Map<WorkState, Integer> count(Collection<WorkState> states) {
        scope.require(Permission.FULFILMENT);
        return scope.tx().read("fulfillment.count", handle -> works.counts(handle, scope, states));
    }

    /** A fulfillment order with its lines and parcels. */
    public Optional<FulfillmentOrder> find(FulfillmentId id) {
        Given.value("id", id);
        scope.require(Permission.FULFILMENT);
        return scope.tx()
                .read(
                        "fulfillment.find",
                        handle ->
                                works.find(handle, scope, id.value()).map(row -> views.work(handle, scope, row.id())));
    }

    /** The work of an order, in no particular order. */
    public List<FulfillmentOrder> of(OrderId order) {
        Given.value("order", order);
        scope.require(Permission.ORDERS_READ);
        return scope.tx()
                .read(
                        "fulfillment.of",
                        handle -> works.ofOrder(handle, scope, order.value()).stream()
                                .map(row -> views.work(handle, scope, row.id()))
                                .toList());
    }

    /** Takes released work. One packer wins; the claim lapses half an hour after the last scan. */
    public WorkAnswer claim(FulfillmentId id) {
        Given.value("id", id);
        return write("claim", handle -> picking.claim(handle, scope, id.value()));
    }

    /** Puts claimed work back into the queue; everything will be scanned anew. */
    public WorkAnswer letGo(FulfillmentId id) {
        Given.value("id", id);
        return write("letGo", handle -> picking.letGo(handle, scope, id.value()));
    }

    /** A unit was scanned, by its SKU or its barcode. */
    public ScanAnswer scan(FulfillmentId id, String code) {
        return scan(id, code, 1);
    }

    /**
     * Several units of one article were scanned at once, by its SKU or its barcode: all of them count or, if not as many
     * are wanted any more, none.
     *
     * @param units 1 to 999
     */
    public ScanAnswer scan(FulfillmentId id, String code, int units) {
        Given.value("id", id);
        Given.value("code", code);
        if (units < 1 || units > MOST_UNITS) {
            throw CommerceException.badArgument("units", units, "1 to " + MOST_UNITS);
        }
        return write("scan", handle -> picking.scan(handle, scope, id.value(), code, units));
    }

    /** A unit that was scanned is out of the box again: one of that order line. Only by who has claimed the work. */
    public WorkAnswer unscan(FulfillmentId id, UUID line) {
        Given.value("id", id);
        Given.value("line", line);
        return write("unscan", handle -> picking.unscan(handle, scope, id.value(), line));
    }

    /** Every unit was looked at without a scanner. */
    public WorkAnswer countAll(FulfillmentId id) {
        Given.value("id", id);
        return write("countAll", handle -> picking.countAll(handle, scope, id.value()));
    }

    /**
     * Units on the pick list are missing or broken; what becomes of them is the store's policy. The stock is corrected,
     * and the rest of the work goes on. Only by who has claimed it; units that were scanned already count as well.
     *
     * @param line the order line
     * @param units at least 1
     */
    public ShortAnswer reportShort(FulfillmentId id, UUID line, int units, ShortReason reason) {
        return reportShort(id, line, units, reason, scope.store().policy().shortUnits());
    }

    /** The same, with a choice what becomes of them; one against the store's policy needs the permission for orders. */
    public ShortAnswer reportShort(FulfillmentId id, UUID line, int units, ShortReason reason, ShortUnits fate) {
        Given.value("id", id);
        Given.value("line", line);
        if (units < 1) {
            throw CommerceException.badArgument("units", units, "at least 1");
        }
        if (fate != scope.store().policy().shortUnits()) {
            scope.require(Permission.ORDERS);
        }
        Shortages.Report report = new Shortages.Report(line, units, reason, fate);
        return write("short", handle -> shortages.report(handle, scope, id.value(), report));
    }

    /**
     * What nobody has claimed yet will not be sent, such as units that wait for goods that do not come: they are cancelled
     * and what was paid for them goes back. The last units of an order of which nothing has left cancel the order. Needs
     * the permission for orders.
     */
    public ShortAnswer giveUp(FulfillmentId id, String reason) {
        Given.value("id", id);
        scope.require(Permission.ORDERS);
        checkReason(reason);
        return write("giveUp", handle -> shortages.giveUp(handle, scope, id.value(), reason));
    }

    /** Packs everything into one parcel and buys its label. */
    public WorkAnswer pack(FulfillmentId id) {
        return pack(id, List.of());
    }

    /**
     * Packs everything into these boxes, each unit into exactly one, and buys their labels. Look at the parcels: a
     * carrier may have refused one, or not have answered yet.
     */
    public WorkAnswer pack(FulfillmentId id, List<Box> boxes) {
        Given.value("id", id);
        Packing.Outcome outcome = write("pack", handle -> packing.pack(handle, scope, id.value(), boxes));
        booker.bookNow(scope, outcome.toBook());
        return answer(id, outcome.refusal());
    }

    /** Opens the boxes again: labels are voided, and the work is this packer's once more. */
    public WorkAnswer unpack(FulfillmentId id) {
        Given.value("id", id);
        return answer(id, write("unpack", handle -> packing.unpack(handle, scope, id.value())));
    }

    /** Asks the packer to stop: nothing can be scanned, packed or handed over until the stop is decided. */
    public WorkAnswer askStop(FulfillmentId id, String reason) {
        Given.value("id", id);
        checkReason(reason);
        return write("askStop", handle -> picking.askStop(handle, scope, id.value(), reason));
    }

    /**
     * It did not leave: parcels are voided and the work is cancelled, and the order with it. Refused if a label's
     * booking is undecided or another part of the order has left.
     */
    public WorkAnswer confirmStop(FulfillmentId id) {
        Given.value("id", id);
        return answer(id, write("confirmStop", handle -> stops.confirm(handle, scope, id.value())));
    }

    /** It is too late to stop it: the sign is taken down, and packing goes on. */
    public WorkAnswer refuseStop(FulfillmentId id, String reason) {
        Given.value("id", id);
        checkReason(reason);
        return write("refuseStop", handle -> picking.refuseStop(handle, scope, id.value(), reason));
    }

    /** A parcel by its id. */
    public Parcel parcel(ParcelId id) {
        Given.value("id", id);
        scope.require(Permission.FULFILMENT);
        return scope.tx().read("fulfillment.parcel", handle -> views.parcel(handle, scope, id.value()));
    }

    /** The parcels of an order, those that come back and voided ones included. */
    public List<Parcel> parcels(OrderId order) {
        Given.value("order", order);
        scope.require(Permission.ORDERS_READ);
        return scope.tx().read("fulfillment.parcels", handle -> views.parcels(handle, scope, List.of(order.value())));
    }

    /** Up to a hundred parcels in that state, oldest first: what stands at the dock, what waits for a label. */
    public List<Parcel> parcels(ParcelState state) {
        scope.require(Permission.FULFILMENT);
        return scope.tx()
                .read(
                        "fulfillment.parcels",
                        handle -> views.values(
                                handle, scope, parcels.inState(handle, scope, state, new UUID(0, 0), 100)));
    }

    /** Buys a label for a parcel that has none, at no more than what the customer pays for the delivery. */
    public ParcelAnswer bookAgain(ParcelId id) {
        Given.value("id", id);
        scope.require(Permission.FULFILMENT);
        return labels.bookAgain(scope, id.value(), Optional.empty());
    }

    /** Buys a label for a parcel that has none, at no more than that. */
    public ParcelAnswer bookAgain(ParcelId id, Money atMost) {
        Given.value("id", id);
        scope.require(Permission.FULFILMENT);
        return labels.bookAgain(scope, id.value(), Optional.of(atMost));
    }

    /** The label was written by hand; the number may be empty. */
    public ParcelAnswer labelByHand(ParcelId id, String trackingNumber) {
        Given.value("id", id);
        Given.value("trackingNumber", trackingNumber);
        scope.require(Permission.FULFILMENT);
        if (trackingNumber.length() > NUMBER_LIMIT || trackingNumber.chars().anyMatch(Character::isISOControl)) {
            throw CommerceException.badArgument(
                    "trackingNumber", trackingNumber, "at most " + NUMBER_LIMIT + " printable characters");
        }
        return labels.byHand(scope, id.value(), trackingNumber.strip());
    }

    /** The label to print, as often as one likes; empty while there is none. */
    public Optional<Label> label(ParcelId id) {
        Given.value("id", id);
        scope.require(Permission.FULFILMENT);
        return booker.label(scope, id.value());
    }

    /** The parcel will not be sent: its label is given back. The work has to be unpacked to pack it anew. */
    public ParcelAnswer voidParcel(ParcelId id) {
        Given.value("id", id);
        scope.require(Permission.FULFILMENT);
        return labels.giveUp(scope, id.value());
    }

    /**
     * Parcels leave the building: goods leave the stock, the customer hears of it. Each parcel needs a label, an order
     * without holds whose money was taken, and no stop sign. Twice is once.
     */
    public HandedOver handOver(Collection<ParcelId> ids) {
        scope.require(Permission.FULFILMENT);
        List<UUID> wanted = ids.stream().map(ParcelId::value).distinct().toList();
        List<ParcelRow> rows = scope.tx().read("fulfillment.find", handle -> parcels.find(handle, scope, wanted));
        if (rows.size() < wanted.size()) {
            throw CommerceException.notFound("parcel");
        }
        Map<UUID, List<UUID>> byOrder = new TreeMap<>();
        rows.forEach(row ->
                byOrder.computeIfAbsent(row.orderId(), it -> new ArrayList<>()).add(row.id()));
        List<HandedOver.Kept> kept = new ArrayList<>();
        byOrder.forEach((order, some) ->
                kept.addAll(write("handOver", handle -> scanOut.handOver(handle, scope, order, some))));
        List<UUID> staying = kept.stream().map(it -> it.parcel().value()).toList();
        return scope.tx()
                .read(
                        "fulfillment.parcels",
                        handle -> new HandedOver(
                                views.values(handle, scope, parcels.find(handle, scope, wanted)).stream()
                                        .filter(parcel ->
                                                !staying.contains(parcel.id().value()))
                                        .toList(),
                                kept));
    }

    /** The parcel arrived, whatever the carrier says or does not say. */
    public ParcelAnswer markDelivered(ParcelId id, String reason) {
        Given.value("id", id);
        return mark(id, TrackingStatus.DELIVERED, reason);
    }

    /** The parcel is given up; a later scan finds it again. */
    public ParcelAnswer markLost(ParcelId id, String reason) {
        Given.value("id", id);
        return mark(id, TrackingStatus.LOST, reason);
    }

    /** An undelivered parcel is back on the dock. */
    public ParcelAnswer markReturned(ParcelId id, String reason) {
        Given.value("id", id);
        return mark(id, TrackingStatus.RETURNED, reason);
    }

    private ParcelAnswer mark(ParcelId id, TrackingStatus status, String reason) {
        scope.require(Permission.FULFILMENT);
        checkReason(reason);
        Parcel parcel = parcel(id);
        if (!parcel.state().isOut()) {
            return new ParcelAnswer.Refused(
                    Refusal.of("not-sent", "The parcel is " + parcel.state() + ": it has not left the building."));
        }
        TrackingStep step = new TrackingStep(
                "staff:" + world.id(), status, TrackingReason.NONE, "", reason, world.now(), world.now());
        tracker.add(scope, id.value(), List.of(step));
        return new ParcelAnswer.Done(parcel(id));
    }

    private interface Block<T> extends Function<Handle, T> {}

    private <T> T write(String name, Block<T> block) {
        scope.require(Permission.FULFILMENT);
        return scope.tx().write("fulfillment." + name, block);
    }

    private WorkAnswer answer(FulfillmentId id, Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            return new WorkAnswer.Refused(refusal.get());
        }
        return new WorkAnswer.Done(
                scope.tx().read("fulfillment.find", handle -> views.work(handle, scope, id.value())));
    }

    private static void checkReason(String reason) {
        TypedText.require("reason", reason, REASON_LIMIT);
    }
}
