package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;

/** How the shop does, in numbers: what the console draws on its first page. */
final class FigureRoutes {
    private static final String GROUP = "Figures";
    private static final int MOST = 1000;

    private FigureRoutes() {}

    /** Lengths of a stretch; a day has 24 hours here, whatever clocks do. */
    private enum Step {
        HOUR,
        DAY;

        Duration length() {
            return this == HOUR ? Duration.ofHours(1) : Duration.ofDays(1);
        }
    }

    private record Time(Instant from, Instant until, Duration step) {}

    record Sales(
            @Field("It ends where the next one begins") Instant from,
            int orders,

            @Field("Their sum, tax included, after discounts")
            Money total) {
        static Sales of(io.tradewind.commerce.order.Sales it) {
            return new Sales(it.from(), it.orders(), it.total());
        }
    }

    record SalesFigures(List<Sales> items) {}

    record Promised(
            @Field("It ends where the next one begins") Instant from,

            @Field("Orders that were promised to arrive in it")
            int orders,

            @Field("How many of them had all their goods by then")
            int kept) {
        static Promised of(io.tradewind.commerce.order.Promised it) {
            return new Promised(it.from(), it.orders(), it.kept());
        }
    }

    record PromiseFigures(List<Promised> items) {}

    static List<ApiRoute> all() {
        return List.of(
                timed(ApiRoute.get("/sales")
                                .called("listSales", GROUP, "What was ordered in each stretch of a time")
                                .note("Empty stretches are there too. Cancelled orders do not count."))
                        .answers(SalesFigures.class)
                        .by(call -> {
                            Time time = time(call);
                            return ApiReply.of(new SalesFigures(ApiCall.each(
                                    call.shop().orders().sales(time.from(), time.until(), time.step()), Sales::of)));
                        }),
                timed(ApiRoute.get("/promises")
                                .called("listPromises", GROUP, "How many orders arrived as they were promised")
                                .note("Empty stretches are there too. Cancelled orders do not count."))
                        .answers(PromiseFigures.class)
                        .by(call -> {
                            Time time = time(call);
                            return ApiReply.of(new PromiseFigures(ApiCall.each(
                                    call.shop().orders().promised(time.from(), time.until(), time.step()),
                                    Promised::of)));
                        }));
    }

    private static ApiRoute.Draft timed(ApiRoute.Draft route) {
        return route.needs(Permission.ORDERS_READ)
                .query(Parameter.instant("from", "Beginning of the first stretch")
                        .needed())
                .query(Parameter.instant("until", "End of the time, at most " + MOST + " stretches later")
                        .needed()
                        .like("2026-01-02T00:00:00Z"))
                .query(Parameter.oneOf("step", "Length of a stretch: 1 or 24 hours", Step.class)
                        .needed());
    }

    private static Time time(ApiCall call) {
        Time time = new Time(
                PromotionRoutes.instant(call, "from"),
                PromotionRoutes.instant(call, "until"),
                Step.valueOf(call.query("step").orElseThrow()).length());
        if (!time.from().isBefore(time.until())) {
            throw ApiFault.invalid("until", "order", "must be later than from");
        } else if (time.from().plus(time.step().multipliedBy(MOST)).isBefore(time.until())) {
            throw ApiFault.invalid("until", "too-far", "is more than " + MOST + " stretches after from");
        }
        return time;
    }
}
