package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.shop.PromiseBar;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** What an app has to know before it draws anything. */
final class StoreRoutes {
    private StoreRoutes() {}

    record StoreFacts(
            @Field("As buyers know it") String brand,
            String currency,

            @Field("How many digits of an amount stand behind the point: 2 for EUR, 0 for JPY, 3 for KWD")
            int decimals,

            @Field("ISO code of where the seller is") String country,
            @Field("Time zone in which its days are meant") String zone,
            @Field("ISO codes") List<String> shipsTo,
            boolean pricesIncludeTax,

            @Field("An order needs a number that its owner has confirmed")
            boolean phoneNeeded,

            @Field("A return may be asked for so many days after delivery")
            long returnDays,

            @Field("What Accept-Language may ask for, the default first")
            List<String> languages,

            @Field("The 24-hour delivery, if there is one") Optional<Express> express) {
        static StoreFacts of(Store it) {
            StorePolicy policy = it.policy();
            return new StoreFacts(
                    policy.brand(),
                    it.currency().getCode(),
                    MinorUnits.STANDARD.decimals(it.currency()),
                    it.country(),
                    it.zone().getId(),
                    policy.shipsTo().stream().sorted().toList(),
                    policy.pricesIncludeTax(),
                    policy.phoneRule() == StorePolicy.PhoneRule.REQUIRED,
                    policy.returnWindow().toDays(),
                    Lang.ALL.stream().map(Lang::tag).toList(),
                    policy.express().map(express -> Express.of(it, express)));
        }
    }

    record Express(
            @Field("ISO code of where it is offered") String country,

            @Field("What postcodes there begin with where it is offered; none for all")
            List<String> postcodes,

            Money price,

            @Field("Time of day in the zone of the store until which it is ordered for the next day, as 14:00")
            String cutOff,

            @Field("Time of day until which it arrives then")
            String until,

            @Field("What holds now; absent until the next working day once it is too late for today")
            Optional<ExpressNow> now) {
        static Express of(Store store, StorePolicy.Express it) {
            Instant now = StoreClock.now();
            return new Express(
                    it.country(),
                    it.postcodePrefixes(),
                    it.price(),
                    it.cutOff().toString(),
                    it.until().toString(),
                    PromiseBar.of(store, now)
                            .map(bar -> new ExpressNow(now.plus(bar.left()), Shapes.Arrival.of(bar.then()))));
        }
    }

    record ExpressNow(
            @Field("An order until then still makes it") Instant orderBy,

            @Field("Of what is in stock and needs no making")
            Shapes.Arrival promise) {}

    static List<ApiRoute> all() {
        return List.of(ApiRoute.get("/store")
                .called("getStore", "Catalog", "The store: its name, how its money is written, where it delivers")
                .open(Access.SHOP)
                .answers(StoreFacts.class)
                .by(call -> ApiReply.of(StoreFacts.of(call.shop().store()))));
    }
}
