package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.print.ParcelRow;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.HandedOver;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.TrackingStep;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.spi.shipping.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parcels: what stands at the dock, what is on its way, labels and hand-over. */
final class ParcelPages {
    private static final Map<String, List<ParcelState>> SHELVES = Map.of(
            "dock", List.of(ParcelState.LABELLED),
            "label", List.of(ParcelState.PLANNED, ParcelState.BOOKING),
            "way",
                    List.of(
                            ParcelState.HANDED_OVER,
                            ParcelState.IN_TRANSIT,
                            ParcelState.OUT_FOR_DELIVERY,
                            ParcelState.READY_FOR_COLLECTION),
            "trouble", List.of(ParcelState.ATTEMPT_FAILED, ParcelState.RETURNING, ParcelState.LOST),
            "arrived", List.of(ParcelState.DELIVERED, ParcelState.RETURNED));

    private final Desk desk;

    ParcelPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/parcels", Access.of(Permission.FULFILMENT), this::list);
        routes.post("/admin/parcels/hand-over", Access.of(Permission.FULFILMENT), this::handOver);
        routes.get("/admin/parcels/{id}", Access.of(Permission.FULFILMENT), this::page);
        routes.get("/admin/parcels/{id}/label", Access.of(Permission.FULFILMENT), this::label);
        routes.post("/admin/parcels/{id}/delivered", Access.of(Permission.FULFILMENT), this::delivered);
        routes.post("/admin/parcels/{id}/returned", Access.of(Permission.FULFILMENT), this::returned);
        routes.post("/admin/parcels/{id}/book", Access.of(Permission.FULFILMENT), this::book);
        routes.post("/admin/parcels/{id}/by-hand", Access.of(Permission.FULFILMENT), this::byHand);
        routes.post("/admin/parcels/{id}/void", Access.of(Permission.FULFILMENT), this::giveUp);
        routes.post("/admin/parcels/{id}/take-in", Access.of(Permission.FULFILMENT), this::takeIn);
    }

    private void list(Context context) {
        Shop shop = desk.shop(context);
        String asked = Form.asked(context, "show");
        String shown = SHELVES.containsKey(asked) ? asked : "dock";
        List<Parcel> found = new ArrayList<>();
        for (ParcelState state : SHELVES.getOrDefault(shown, List.of())) {
            found.addAll(ParcelRow.outbound(shop, state));
        }
        desk.show(
                context,
                "parcels",
                "parcels",
                "Parcels",
                Map.of(
                        "shown",
                        shown,
                        "parcels",
                        ParcelRow.of(shop, found),
                        "collections",
                        shown.equals("dock") ? Collection.of(found) : List.of()));
    }

    private void handOver(Context context) {
        List<String> chosen = context.formParams("parcel");
        desk.act(context, "/admin/parcels", shop -> {
            if (chosen.isEmpty()) {
                throw new Declined("Choose the parcels that leave.");
            }
            HandedOver result = shop.fulfillment()
                    .handOver(chosen.stream().map(ParcelId::of).toList());
            String left = result.parcels().size() == 1
                    ? "1 parcel has left the building."
                    : result.parcels().size() + " parcels have left the building.";
            if (!result.kept().isEmpty()) {
                throw new Declined((result.parcels().isEmpty() ? "" : left + " ")
                        + result.kept().size() + " must stay: "
                        + Words.sentence(result.kept().get(0).refusal()));
            }
            return left + " The customers hear of it.";
        });
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Parcel parcel = shop.fulfillment().parcel(id(context));
        List<TrackingStep> steps = shop.parcels().of(parcel.orderId()).stream()
                .filter(it -> it.id().equals(parcel.id()))
                .flatMap(it -> it.steps().stream())
                .toList();
        Order order = shop.orders().find(parcel.orderId()).orElseThrow(() -> CommerceException.notFound("order"));
        desk.show(
                context,
                "parcel",
                "parcels",
                "Parcel " + parcel.number() + " of " + order.number(),
                Map.of("parcel", parcel, "pill", pill(shop, parcel), "order", order, "steps", steps));
    }

    private static Pill pill(Shop shop, Parcel parcel) {
        return shop.returns().of(parcel.orderId()).stream()
                .filter(it ->
                        it.parcel().filter(its -> its.id().equals(parcel.id())).isPresent())
                .findFirst()
                .filter(it -> parcel.direction() == ParcelDirection.INBOUND)
                .map(it -> Pills.back(parcel.state(), it.state()))
                .orElseGet(() -> Pills.pill(parcel));
    }

    private static ParcelId id(Context context) {
        return new ParcelId(Form.id(context, "id"));
    }

    private static String path(Context context) {
        return "/admin/parcels/" + id(context);
    }

    private void label(Context context) {
        Label label = desk.shop(context).fulfillment().label(id(context)).orElseThrow(NotFoundResponse::new);
        print(context, label, "label-" + id(context));
    }

    /** Sends a label as it came from the carrier; a browser that cannot show it saves it. */
    static void print(Context context, Label label, String name) {
        String type = label.format().mediaType();
        String ending = type.equals("application/pdf") ? ".pdf" : type.equals("image/png") ? ".png" : ".zpl";
        context.contentType(type);
        context.header("Content-Disposition", "inline; filename=\"" + name + ending + "\"");
        context.result(label.bytes());
    }

    private void delivered(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().markDelivered(id(context), form.words("reason", "How you know", 400)));
            return "The parcel counts as delivered.";
        });
    }

    private void returned(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().markReturned(id(context), form.words("reason", "How you know", 400)));
            return "The parcel is back.";
        });
    }

    private void book(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Parcel parcel = form.text("most").isEmpty()
                    ? Answers.done(shop.fulfillment().bookAgain(id(context)))
                    : Answers.done(shop.fulfillment()
                            .bookAgain(
                                    id(context),
                                    form.money(
                                            "most",
                                            "The most it may cost",
                                            shop.store().currency())));
            if (parcel.state() == ParcelState.LABELLED) {
                return "The label is there.";
            }
            throw new Declined(
                    parcel.note().isEmpty()
                            ? "The carrier has not answered yet. It is asked again by itself."
                            : parcel.note());
        });
    }

    private void byHand(Context context) {
        Form form = new Form(context);
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().labelByHand(id(context), form.text("number")));
            return "Noted: the label was written by hand.";
        });
    }

    private void giveUp(Context context) {
        desk.act(context, path(context), shop -> {
            Answers.done(shop.fulfillment().voidParcel(id(context)));
            return "The label is void. Open the box on the bench to pack it anew.";
        });
    }

    private void takeIn(Context context) {
        desk.go(context, path(context), shop -> {
            Return goods = Answers.done(shop.returns().cameBack(id(context)));
            return new Desk.Went("/admin/returns/" + goods.id(), "What came back is booked in. Inspect it now.");
        });
    }
}
