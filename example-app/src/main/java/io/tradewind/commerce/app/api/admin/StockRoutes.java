package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.stock.AdjustAnswer;
import io.tradewind.commerce.stock.Movement;
import io.tradewind.commerce.stock.MovementKind;
import io.tradewind.commerce.stock.Movements;
import io.tradewind.commerce.stock.StockLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stock room. */
final class StockRoutes {
    private static final String GROUP = "Stock";
    private static final Parameter SKU = Parameter.text("sku", "Number of the variant", 40, "MUG-CLAY");

    private StockRoutes() {}

    record Level(String sku, String location, int onHand, int reserved, int available) {
        static Level of(StockLevel it) {
            return new Level(it.sku().value(), it.location(), it.onHand(), it.reserved(), it.available());
        }
    }

    record Levels(List<Level> items) {}

    record Receive(
            @Field(value = "Units", min = 1, max = 1_000_000)
            int quantity,

            @Field(value = "What a person reads, such as a delivery note", min = 1, max = 200)
            String reason) {}

    record Adjust(
            @Field(value = "Units more or fewer, not 0", min = -1_000_000, max = 1_000_000)
            int change,

            @Field(value = "What a person reads", min = 1, max = 200)
            String reason) {}

    record Count(
            @Field(value = "Units that are there", min = 0, max = 1_000_000)
            int counted,

            @Field(value = "What a person reads", min = 1, max = 200)
            String reason) {}

    record Moved(
            @Field(id = IdKind.MOVEMENT) String id,
            MovementKind kind,
            String location,
            int quantity,
            String reason,
            String actor,
            Instant at) {
        static Moved of(Movement it) {
            return new Moved(
                    IdKind.MOVEMENT.of(it.id()),
                    it.kind(),
                    it.location(),
                    it.quantity(),
                    it.reason(),
                    it.actor(),
                    it.at());
        }
    }

    record MovedPage(List<Moved> items, Optional<String> next) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/stock")
                        .called("listScarce", GROUP, "Articles of which few are free, the scarcest first")
                        .needs(Permission.STOCK)
                        .query(Parameter.number("free", "No more than so many", "^[0-9]{1,6}$", "5"))
                        .answers(Levels.class)
                        .by(call -> ApiReply.of(new Levels(ApiCall.each(
                                call.shop()
                                        .stock()
                                        .scarce(
                                                call.query("free")
                                                        .map(Integer::parseInt)
                                                        .orElse(5),
                                                200),
                                Level::of)))),
                ApiRoute.get("/stock/{sku}")
                        .called("getStock", GROUP, "The level of an article")
                        .needs(Permission.STOCK)
                        .with(SKU)
                        .answers(Level.class)
                        .by(call -> ApiReply.of(Level.of(call.shop().stock().level(sku(call))))),
                ApiRoute.get("/stock/{sku}/movements")
                        .called("listMovements", GROUP, "What came and went, the newest first")
                        .needs(Permission.STOCK)
                        .with(SKU)
                        .query(Parameter.text("cursor", "What the page before said comes next", 60, ""))
                        .answers(MovedPage.class)
                        .by(StockRoutes::movements),
                ApiRoute.post("/stock/{sku}/receipts")
                        .called("receiveStock", GROUP, "Books units in; orders that wait for them get them first")
                        .needs(Permission.STOCK)
                        .once(KeyRule.JOINED)
                        .with(SKU)
                        .body(Receive.class, "{\"quantity\": 10, \"reason\": \"delivery note 17\"}")
                        .answers(Level.class)
                        .by(call -> ApiReply.of(Level.of(call.shop()
                                .stock()
                                .receive(
                                        known(call),
                                        call.body(Receive.class).quantity(),
                                        call.body(Receive.class).reason())))),
                ApiRoute.post("/stock/{sku}/adjustments")
                        .called("adjustStock", GROUP, "Corrects a level, up or down")
                        .needs(Permission.STOCK)
                        .once(KeyRule.JOINED)
                        .with(SKU)
                        .body(Adjust.class, "{\"change\": -1, \"reason\": \"broken\"}")
                        .refuses("below-reserved")
                        .answers(Level.class)
                        .by(call -> adjusted(call.shop()
                                .stock()
                                .adjust(
                                        known(call),
                                        call.body(Adjust.class).change(),
                                        call.body(Adjust.class).reason()))),
                ApiRoute.post("/stock/{sku}/counts")
                        .called("countStock", GROUP, "Sets a level to what was counted")
                        .needs(Permission.STOCK)
                        .once(KeyRule.JOINED)
                        .with(SKU)
                        .body(Count.class, "{\"counted\": 40, \"reason\": \"counted on Friday\"}")
                        .refuses("below-reserved")
                        .answers(Level.class)
                        .by(call -> adjusted(call.shop()
                                .stock()
                                .count(
                                        known(call),
                                        call.body(Count.class).counted(),
                                        call.body(Count.class).reason()))));
    }

    private static ApiReply movements(ApiCall call) {
        Movements page = call.shop()
                .stock()
                .movements(
                        sku(call),
                        call.query("cursor")
                                .filter(it -> !it.isEmpty())
                                .map(it -> ApiCall.id("cursor", IdKind.MOVEMENT, it)));
        Optional<String> next = page.next().map(IdKind.MOVEMENT::of);
        return ApiReply.of(new MovedPage(ApiCall.each(page.movements(), Moved::of), next))
                .next(next);
    }

    private static ApiReply adjusted(AdjustAnswer answer) {
        if (answer instanceof AdjustAnswer.Short is) {
            throw ApiFault.of(
                            409,
                            "below-reserved",
                            is.level().onHand() + " are there and " + is.level().reserved()
                                    + " of them are reserved: cancel or change orders first.")
                    .with("orders", ApiCall.each(is.orders(), IdKind.ORDER::of));
        }
        return ApiReply.of(Level.of(answer.orThrow()));
    }

    /** Units of what nobody sells are not booked: a mistyped number would vanish. */
    private static Sku known(ApiCall call) {
        Sku sku = sku(call);
        if (call.shop().catalog().find(sku).isEmpty()) {
            throw ApiFault.notFound("variant");
        }
        return sku;
    }

    private static Sku sku(ApiCall call) {
        String text = call.path("sku").strip();
        if (text.isEmpty()) {
            throw ApiFault.notFound("variant");
        }
        return Sku.of(text);
    }
}
