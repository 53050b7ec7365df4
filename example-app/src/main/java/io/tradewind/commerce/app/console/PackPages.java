package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.shop.Art;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.Box;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.QueuePage;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.ScanAnswer;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The packers' bench: queue, scanning, boxes and slips. */
final class PackPages {
    private static final String LAST_SCAN = "tw_scan";

    private final Desk desk;

    PackPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/pack", Access.of(Permission.FULFILMENT), this::queue);
        routes.get("/admin/pack/{id}", Access.of(Permission.FULFILMENT), this::bench);
        routes.get("/admin/pack/{id}/slip", Access.of(Permission.FULFILMENT), this::slip);
        routes.post("/admin/pack/{id}/claim", Access.of(Permission.FULFILMENT), this::claim);
        routes.post("/admin/pack/{id}/leave", Access.of(Permission.FULFILMENT), this::leave);
        routes.post("/admin/pack/{id}/scan", Access.of(Permission.FULFILMENT), this::scan);
        routes.post("/admin/pack/{id}/count", Access.of(Permission.FULFILMENT), this::count);
        routes.post("/admin/pack/{id}/finish", Access.of(Permission.FULFILMENT), this::finish);
        routes.post("/admin/pack/{id}/unpack", Access.of(Permission.FULFILMENT), this::unpack);
        routes.post("/admin/pack/{id}/stop", Access.of(Permission.FULFILMENT), this::stop);
        routes.post("/admin/pack/{id}/go-on", Access.of(Permission.FULFILMENT), this::goOn);
    }

    private void queue(Context context) {
        Shop shop = desk.shop(context);
        String shown = Form.asked(context, "show");
        QueueQuery query = QueueQuery.open();
        if (shown.equals("waiting")) {
            query = query.in(WorkState.WAITING);
        } else if (shown.equals("packed")) {
            query = query.in(WorkState.PACKED);
        } else {
            shown = "";
        }
        String after = Form.asked(context, "after");
        if (!after.isEmpty()) {
            query = query.after(after);
        }
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
                        current(work),
                        "last",
                        last,
                        "drawn",
                        current(work).map(PackPages::drawn).orElse(""),
                        "grams",
                        work.lines().stream()
                                .mapToInt(it -> it.grams() * it.quantity())
                                .sum()));
    }

    /** The piece with its lettering as it must look; empty where the picture has no place for letters. */
    private static String drawn(PickLine line) {
        return line.personalisation().isEngraved()
                ? Art.engraved(line.picture(), line.personalisation().engravingLines(), line.title() + ", engraved")
                        .orElse("")
                : "";
    }

    /** The line to scan now: the first that is not complete. */
    private static Optional<PickLine> current(FulfillmentOrder work) {
        return work.lines().stream().filter(it -> !it.isComplete()).findFirst();
    }

    private void slip(Context context) {
        Shop shop = desk.shop(context);
        FulfillmentOrder work = work(shop, context);
        desk.show(
                context,
                "slip",
                "pack",
                "Packing slip " + work.orderNumber(),
                Map.of(
                        "work",
                        work,
                        "brand",
                        shop.store().policy().brand(),
                        "bars",
                        Barcode.code128(work.orderNumber())));
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
            ScanResult result = judge(shop, work(shop, context), code, read);
            desk.web().remember(context, LAST_SCAN, result.write(), 60);
            return "";
        });
    }

    private static ScanResult judge(Shop shop, FulfillmentOrder work, String code, boolean read) {
        if (code.isEmpty()) {
            return new ScanResult("warn", "Nothing was read", "Hold the scanner to the bar code again.", "");
        }
        Optional<Sku> sku = article(shop, work, code);
        Optional<PickLine> lettered = sku.flatMap(it -> next(work, it))
                .filter(it -> it.personalisation().isEngraved());
        if (lettered.isPresent() && !read && !work.stopAsked()) {
            return new ScanResult(
                    "warn",
                    "Read the lettering on the piece",
                    "It must say: "
                            + String.join(
                                    " / ", lettered.get().personalisation().engravingLines()),
                    lettered.get().sku().value());
        }
        return words(
                work, shop.fulfillment().scan(work.id(), sku.map(Sku::value).orElse(code)));
    }

    /** The next line of that article that is not complete. */
    private static Optional<PickLine> next(FulfillmentOrder work, Sku sku) {
        return work.lines().stream()
                .filter(it -> it.sku().equals(sku) && !it.isComplete())
                .findFirst();
    }

    /** The article a code stands for: a number of ours, or the bar code of one of the pieces of this work. */
    private static Optional<Sku> article(Shop shop, FulfillmentOrder work, String code) {
        Optional<Sku> own = work.lines().stream()
                .map(PickLine::sku)
                .filter(it -> it.value().equalsIgnoreCase(code))
                .findFirst();
        return own.isPresent()
                ? own
                : work.lines().stream()
                        .map(PickLine::sku)
                        .filter(it -> barcode(shop, it).equals(code))
                        .findFirst();
    }

    private static String barcode(Shop shop, Sku sku) {
        Optional<Product> product = shop.catalog().find(sku);
        return product.flatMap(it -> it.variant(sku)).map(it -> it.barcode()).orElse("");
    }

    private static ScanResult words(FulfillmentOrder before, ScanAnswer answer) {
        if (answer instanceof ScanAnswer.Counted counted) {
            PickLine line = counted.line();
            return new ScanResult(
                    "ok",
                    line.title() + " · " + counted.scanned() + " of " + counted.wanted(),
                    counted.complete() ? "All pieces are in the box. Close it." : upNext(before, line, counted),
                    "");
        } else if (answer instanceof ScanAnswer.Wrong wrong) {
            String needs = current(before).map(it -> " Scan " + name(it) + ".").orElse("");
            return new ScanResult(
                    "bad", "Wrong item. Put it back", wrong.refusal().message() + needs, "");
        } else if (answer instanceof ScanAnswer.Surplus surplus) {
            return new ScanResult(
                    "bad",
                    "One too many. Put it back",
                    "All " + surplus.line().quantity() + " of " + name(surplus.line()) + " are in the box already.",
                    "");
        } else if (answer instanceof ScanAnswer.Stopped stopped) {
            return new ScanResult("bad", "Stop", "This order must not leave: " + stopped.reason(), "");
        } else if (answer instanceof ScanAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        throw new IllegalStateException(answer.toString());
    }

    private static String upNext(FulfillmentOrder before, PickLine done, ScanAnswer.Counted counted) {
        if (counted.scanned() < counted.wanted()) {
            return "Next: one more of the same.";
        }
        return before.lines().stream()
                .filter(it -> !it.isComplete() && !it.lineId().equals(done.lineId()))
                .findFirst()
                .map(it -> "Next: " + name(it) + ".")
                .orElse("");
    }

    private static String name(PickLine line) {
        return line.title() + (line.variantName().isEmpty() ? "" : ", " + line.variantName());
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
            FulfillmentOrder packed = Answers.done(shop.fulfillment().pack(before.id(), List.of(box(form, before))));
            boolean labelled = packed.liveParcels().stream().allMatch(it -> it.hasLabel());
            return labelled
                    ? "Packed. Print label and slip, and put the parcel to the others."
                    : "Packed, but the label is not there yet. The parcel says why; packing is not lost.";
        });
    }

    private static Box box(Form form, FulfillmentOrder work) {
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
