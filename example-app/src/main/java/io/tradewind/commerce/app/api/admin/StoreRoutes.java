package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** How the store is run. That stands in the shop's code, so it can be read here and not changed. */
final class StoreRoutes {
    private StoreRoutes() {}

    record Tax(
            String country,
            @Field("Of the goods") String category,
            String percent,
            @Field("As it stands on the bill") String name) {
        static Tax of(StorePolicy.TaxRate it) {
            return new Tax(it.country(), it.category(), it.percent().toPlainString(), it.name());
        }
    }

    record In24Hours(
            String country,
            @Field("None for everywhere") List<String> postcodePrefixes,
            Money price,
            @Field("Ordered until, as 14:00") String cutOff,
            @Field("There by, on the next working day") String until) {
        static In24Hours of(StorePolicy.Express it) {
            return new In24Hours(
                    it.country(),
                    it.postcodePrefixes(),
                    it.price(),
                    it.cutOff().toString(),
                    it.until().toString());
        }
    }

    record StoreShape(
            String code,
            @Field("As buyers know it") String brand,
            String currency,
            @Field("Where the seller is") String country,
            @Field("In which its days are meant") String zone,
            boolean pricesIncludeTax,
            List<Tax> taxes,
            List<String> shipsTo,

            @Field("Ordered until then it leaves the same day, as 14:00")
            String cutOff,

            List<DayOfWeek> workdays,

            @Field("Days as 2026-12-25 on which nothing leaves")
            List<String> holidays,

            Optional<In24Hours> express,
            Shapes.PostalAddress warehouse,
            StorePolicy.CaptureMoment moneyIsTaken,

            @Field("So long goods are held while somebody pays")
            long holdSeconds,

            @Field("After so many days an unpaid bill ends its order")
            int payLaterDays,

            long returnDays,
            boolean returnsApprovedAtOnce,
            StorePolicy.ShortUnits missingUnits,

            @Field("Most of one order that staff give back without a second person")
            Optional<Money> refundLimit,

            StorePolicy.PhoneRule phone,
            @Field("At most so much a day for codes") Money codesPerDay) {
        static StoreShape of(Store it) {
            StorePolicy policy = it.policy();
            return new StoreShape(
                    it.code(),
                    policy.brand(),
                    it.currency().getCode(),
                    it.country(),
                    it.zone().getId(),
                    policy.pricesIncludeTax(),
                    policy.taxRates().stream().map(Tax::of).toList(),
                    policy.shipsTo().stream().sorted().toList(),
                    policy.cutOff().toString(),
                    policy.workdays().stream().sorted().toList(),
                    policy.holidays().stream().sorted().map(String::valueOf).toList(),
                    policy.express().map(In24Hours::of),
                    Shapes.PostalAddress.of(policy.warehouse()),
                    policy.capture(),
                    policy.holdTime().toSeconds(),
                    policy.payLaterDays(),
                    policy.returnWindow().toDays(),
                    policy.autoApproveReturns(),
                    policy.shortUnits(),
                    policy.refundLimit(),
                    policy.phoneRule(),
                    policy.smsBudgetPerDay());
        }
    }

    static List<ApiRoute> all() {
        return List.of(ApiRoute.get("/store")
                .called("getStore", "System", "How the store is run")
                .note(
                        "That stands in the shop's code and counts from its start. What carriers take, where they go and on"
                                + " which days are settings of their accounts.")
                .needs(Permission.OPERATIONS)
                .answers(StoreShape.class)
                .by(call -> ApiReply.of(StoreShape.of(call.shop().store()))));
    }
}
