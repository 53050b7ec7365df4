package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.shop.Art;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.Box;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.QueuePage;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.ShortAnswer;
import io.tradewind.commerce.fulfillment.ShortReason;
import io.tradewind.commerce.fulfillment.WorkAnswer;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packers' bench: queue, scanning, boxes and slips. */
final class PackPages {
    private static final String LAST_SCAN = "tw_scan";
    private static final String SCANS = "tw_scans";
    private static final int UNDOS = 5;

    private final Desk desk;
    private final LiveNews live;

    PackPages(Desk desk, LiveNews live) {
        this.desk = desk;
        this.live = live;
    }

    void routes(Routes routes) {
        routes.get("/admin/pack", Access.of(Permission.FULFILMENT), this::queue);
        routes.get("/admin/pack/events", Access.of(Permission.FULFILMENT), this::events);
        routes.get("/admin/pack/{id}", Access.of(Permission.FULFILMENT), this::bench);
        routes.post("/admin/pack/next", Access.of(Permission.FULFILMENT), this::next);
        routes.post("/admin/pack/{id}/claim", Access.of(Permission.FULFILMENT), this::claim);
        routes.post("/admin/pack/{id}/leave", Access.of(Permission.FULFILMENT), this::leave);
        routes.post("/admin/pack/{id}/scan", Access.of(Permission.FULFILMENT), this::scan);
        routes.post("/admin/pack/{id}/undo", Access.of(Permission.FULFILMENT), this::undo);
        routes.post("/admin/pack/{id}/lacking", Access.of(Permission.FULFILMENT), this::lacking);
        routes.post("/admin/pack/{id}/count", Access.of(Permission.FULFILMENT), this::count);
        routes.post("/admin/pack/{id}/finish", Access.of(Permission.FULFILMENT), this::finish);
        routes.post("/admin/pack/{id}/unpack", Access.of(Permission.FULFILMENT), this::unpack);
        routes.post("/admin/pack/{id}/stop", Access.of(Permission.FULFILMENT), this::stop);
        routes.post("/admin/pack/{id}/go-on", Access.of(Permission.FULFILMENT), this::goOn);
    }

    /** What of the queue an address asks for. */
    private static QueueQuery query(Context context) {
        QueueQuery query = QueueQuery.open();
        query = switch (shelf(context)) {
            case "waiting" -> query.in(WorkState.WAITING);
            case "packed" -> query.in(WorkState.PACKED);
            default -> query;
        };
        String after = Form.asked(context, "after");
        return after.isEmpty() ? query : query.after(after);
    }

    private static String shelf(Context context) {
        String shown = Form.asked(context, "show");
        return shown.equals("waiting") || shown.equals("packed") ? shown : "";
    }

    /** Tells an open queue that it would look different now. */
    private void events(Context context) {
        Shop shop = desk.shop(context);
        QueueQuery query = query(context);
        live.open(
                context,
                desk.me(context).handle(),
                () -> state(shop.fulfillment().queue(query)));
    }

    private static String state(QueuePage page) {
        return Integer.toHexString(page.works().toString().hashCode());
    }

    private void queue(Context context) {
        Shop shop = desk.shop(context);
        QueueQuery query = query(context);
        String shown = shelf(context);
        QueuePage page;
        try {
            page = shop.fulfillment().queue(query);
        } catch (CommerceException oldLink) {
            desk.web().redirect(context, "/admin/pack", "That page of the list is gone; here is the first.");
            return;
        }
        Map<UUID, String> reasons = new HashMap<>();
        page.works().stream()
                .filter(it -> it.held())
                .forEach(it -> reasons.put(it.id().value(), Waiting.reason(shop, it.orderId())));
        desk.show(
                context,
                "pack-queue",
                "pack",
                "Pick & pack",
                Map.of(
                        "works", page.works(),
                        "next", page.next().orElse(""),
                        "shown", shown,
                        "state", state(page),
                        "reasons", reasons,
                        "counts", shop.fulfillment().count(List.of(WorkState.values())),
                        "me", shop.actor().label()));
    }

    private void bench(Context context) {
        Shop shop = desk.shop(context);
        FulfillmentOrder work = work(shop, context);
        Optional<ScanResult> last = ScanResult.read(desk.web().remembered(context, LAST_SCAN));
        last.ifPresent(it -> context.removeCookie(LAST_SCAN, "/"));
        boolean mine = work.state() == WorkState.PICKING
                && work.packer().filter(shop.actor().label()::equals).isPresent();
        desk.show(
                context,
                "bench",
                "pack",
                "Pack " + work.orderNumber(),
                Map.of(
                        "work",
                        work,
                        "mine",
                        mine,
                        "now",
                        Bench.current(work),
                        "last",
                        last,
                        "undo",
                        (int) scans(context).count(),
                        "drawn",
                        Bench.current(work).map(PackPages::drawn).orElse(""),
                        "grams",
                        grams(work)));
    }

    /** The piece with its lettering as it must look; empty where the picture has no place for letters. */
    private static String drawn(PickLine line) {
        return line.personalisation().isEngraved()
                ? Art.engraved(line.picture(), line.personalisation().engravingLines(), line.title())
                        .orElse("")
                : "";
    }

    private static FulfillmentOrder work(Shop shop, Context context) {
        return shop.fulfillment().find(id(context)).orElseThrow(() -> CommerceException.notFound("fulfillment order"));
    }

    private static FulfillmentId id(Context context) {
        return new FulfillmentId(Form.id(context, "id"));
    }

    private static String path(Context context) {
        return "/admin/pack/" + id(context);
    }

    private void claim(Context context) {
        desk.go(context, "/admin/pack", shop -> {
            Answers.done(shop.fulfillment().claim(id(context)));
            return new Desk.Went(path(context), "");
        });
    }

    /** Takes the first of the queue that nobody has, or one after it if somebody is faster. */
    private void next(Context context) {
        desk.go(context, "/admin/pack", shop -> {
            for (WorkSummary work : shop.fulfillment().queue().works()) {
                if (work.state() == WorkState.RELEASED
                        && shop.fulfillment().claim(work.id()) instanceof WorkAnswer.Done) {
                    return new Desk.Went("/admin/pack/" + work.id(), "");
                }
            }
            return new Desk.Went("/admin/pack", "");
        });
    }

    private void leave(Context context) {
        desk.go(context, path(context), shop -> {
            FulfillmentOrder work = Answers.done(shop.fulfillment().letGo(id(context)));
            return new Desk.Went("/admin/pack", work.orderNumber() + " is back in the queue.");
        });
    }

    private void scan(Context context) {
        Form form = new Form(context);
        String pending = form.text("pending"); // a piece whose lettering was asked about
        String code = form.text("code").isEmpty() ? pending : form.text("code");
        boolean read = form.ticked("read") || (!pending.isEmpty() && code.equalsIgnoreCase(pending));
        desk.act(context, path(context), shop -> {
            int units = form.number("units", "How many", 1, 999, 1);
            ScanResult result = Bench.judge(shop, work(shop, context), code, units, read);
            desk.web().remember(context, LAST_SCAN, result.write(), 60);
            if (!result.line().isEmpty()) {
                remember(context, Stream.concat(Collections.nCopies(units, result.line()).stream(), scans(context)));
            }
            return "";
        });
    }

    /** The order lines of the last scans at this work, latest first: what can be undone. */
    private Stream<String> scans(Context context) {
        String[] kept = desk.web().remembered(context, SCANS).split(" ", -1);
        return kept[0].equals(String.valueOf(id(context)))
                ? Arrays.stream(kept).skip(1).filter(it -> !it.isEmpty())
                : Stream.empty();
    }

    private void remember(Context context, Stream<String> lines) {
        String text = lines.limit(UNDOS).collect(Collectors.joining(" "));
        desk.web().remember(context, SCANS, id(context) + " " + text, 8 * 3600);
    }

    private void undo(Context context) {
        List<String> last = scans(context).toList();
        desk.act(context, path(context), shop -> {
            if (last.isEmpty()) {
                throw new Declined("There is no scan of yours left to undo.");
            }
            FulfillmentOrder before = work(shop, context);
            UUID line = UUID.fromString(last.get(0));
            Answers.done(shop.fulfillment().unscan(before.id(), line));
            remember(context, last.stream().skip(1));
            return before.lines().stream()
                            .filter(it -> it.lineId().equals(line))
                            .map(Bench::name)
                            .findFirst()
                            .orElse("One piece")
                    + " is out of the box again.";
        });
    }

    /** A piece that is not there, or is broken: the store's policy decides what becomes of it. */
    private void lacking(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            ShortReason reason = form.choice("why", ShortReason.class);
            UUID line = Form.uuid(form.text("line"))
                    .orElseThrow(() -> new Declined("Choose the piece that is missing or broken."));
            int units = form.number("units", "How many", 1, 999);
            ShortAnswer answer = shop.fulfillment().reportShort(id(context), line, units, reason);
            if (answer instanceof ShortAnswer.Refused refused) {
                throw new Declined(Words.sentence(refused.refusal()));
            } else if (answer instanceof ShortAnswer.Cancelled cancelled) {
                return "Noted, and the stock is corrected. " + Format.money(cancelled.amount())
                        + " goes back to the customer. Pack the rest.";
            }
            return "Noted, and the stock is corrected. It follows in a parcel of its own. Pack the rest.";
        });
    }

    private void count(Context context) {
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().countAll(id(context)));
            return "All pieces are counted by hand.";
        });
    }

    private void finish(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            FulfillmentOrder before = work(shop, context);
            if (before.state() == WorkState.PACKED) {
                return "It is packed already.";
            }
            checkWeight(form, before);
            FulfillmentOrder packed = Answers.done(shop.fulfillment().pack(before.id(), List.of(box(form, before))));
            boolean labelled = packed.liveParcels().stream().allMatch(it -> it.hasLabel());
            return labelled
                    ? "Packed. Print label and slip, and put the parcel to the others."
                    : "Packed, but the label is not there yet. The parcel says why; packing is not lost.";
        });
    }

    /** A parcel far from its expected weight is asked about once: something may be missing in it. */
    private static void checkWeight(Form form, FulfillmentOrder work) {
        int expected = grams(work);
        int given = box(form, work).grams();
        if (given > 0 && expected > 0 && !form.ticked("sure") && Math.abs(given - expected) * 10 > expected * 3) {
            throw new Declined("The scale says " + Words.weight(given) + ", expected are " + Words.weight(expected)
                    + ". Look into the box; if all is there, tick “The weight is right” and finish again.");
        }
    }

    private static int grams(FulfillmentOrder work) {
        return work.lines().stream().mapToInt(it -> it.grams() * it.quantity()).sum();
    }

    private static Box box(Form form, FulfillmentOrder work) {
        if (form.text("kg").matches(".*\\p{L}.*")) { // somebody goes on scanning
            throw new Declined(
                    "“" + form.text("kg")
                            + "” is no weight. All pieces are in the box: put back what was scanned, or write the weight like 12.50.");
        }
        int grams = form.text("kg").isEmpty()
                ? 0
                : form.decimal("kg", "The weight in kg")
                        .multiply(BigDecimal.valueOf(1000))
                        .setScale(0, RoundingMode.HALF_UP)
                        .intValue();
        if (grams > 100_000) {
            throw new Declined("The weight: at most 100 kg.");
        }
        Map<UUID, Integer> all = new HashMap<>();
        work.lines().forEach(it -> all.put(it.lineId(), it.quantity()));
        return Box.of(all).weighing(grams);
    }

    private void unpack(Context context) {
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().unpack(id(context)));
            return "The box is open again and its label is void.";
        });
    }

    private void stop(Context context) {
        desk.go(context, path(context), shop -> {
            FulfillmentOrder work = Answers.done(shop.fulfillment().confirmStop(id(context)));
            Order order = shop.orders().find(work.orderId()).orElseThrow();
            return new Desk.Went("/admin/pack", "Order " + order.number() + " stays here and is cancelled.");
        });
    }

    private void goOn(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().refuseStop(id(context), form.words("reason", "The reason", 400)));
            return "The stop sign is taken down. It goes on its way.";
        });
    }
}
