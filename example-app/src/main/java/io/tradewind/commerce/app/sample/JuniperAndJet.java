package io.tradewind.commerce.app.sample;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.AppConfig;
import io.tradewind.commerce.app.shop.Postage;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.plugin.ChangedSettings;
import io.tradewind.commerce.plugin.PluginSpec;
import io.tradewind.commerce.promotion.Influencer;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Environment;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** How the sample store is set up. */
public final class JuniperAndJet {
    /** Its code in the database. */
    public static final String STORE = "juniper";

    private static final String LAST = "WELCOME10";
    private static final Address HOUSE =
            new Address("Juniper & Jet", List.of("Karl-Heine-Str. 12"), "Leipzig", "", "04229", "DE");

    private JuniperAndJet() {}

    /** Opens the library for it; what staff changed of the plugins' settings wins over what stands here. */
    public static Commerce open(AppConfig config, ChangedSettings changed) {
        return open(config, changed, JobMode.ON);
    }

    /** The same with that kind of background work. */
    public static Commerce open(AppConfig config, ChangedSettings changed, JobMode jobs) {
        Commerce.Builder builder = Commerce.builder().clock(StoreClock.CLOCK).jobs(jobs);
        config.database()
                .ifPresentOrElse(
                        url -> builder.database(url.jdbc(), emptyAsNull(url.user()), emptyAsNull(url.password())),
                        () -> builder.embedded(config.data()));
        return builder.secretKeyFile(config.keyFile())
                .store(
                        STORE,
                        store -> store.currency("EUR")
                                .country("DE")
                                .zone("Europe/Berlin")
                                .brand("Juniper & Jet")
                                .orderPrefix("JJ-")
                                .shipsTo("DE", "AT")
                                .tax("standard", "DE", "19")
                                .tax("reduced", "DE", "7")
                                .tax("standard", "AT", "20")
                                .tax("reduced", "AT", "10")
                                .workdays(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY))
                                .cutOff(LocalTime.of(15, 0))
                                .express(
                                        Money.parse("EUR 6.90"),
                                        LocalTime.of(17, 0),
                                        LocalTime.of(17, 0),
                                        "express",
                                        "041",
                                        "042",
                                        "043")
                                .warehouse(HOUSE)
                                .seller(HOUSE, "DE999999999")
                                .orderLink(config.site() + "/o/{token}")
                                .productLink(config.site() + "/p/{slug}?sku={sku}")
                                .launchLink(config.site() + "/launch/{slug}")
                                .staffContact("bench@juniper-and-jet.example")
                                .workLink(config.site() + "/admin/pack/{work}")
                                .refundLimit(Money.parse("EUR 250.00"))
                                .autoApproveReturns())
                .plugins(plugins -> plugins.environment(Environment.TEST)
                        .changed(changed)
                        .webhookBase(URI.create(config.site()))
                        .payment(
                                "card",
                                "sandbox",
                                card -> card.set(
                                                "bookFile",
                                                config.data()
                                                        .resolve("sandbox-bank.txt")
                                                        .toString())
                                        .set("settleAfter", "PT4S"))
                        .payment(
                                "transfer",
                                "bank-transfer",
                                bank -> bank.set("holder", "Juniper & Jet").set("iban", "DE89370400440532013000"))
                        .payment("on-delivery", "cash-on-delivery")
                        .carrier(
                                "parcel",
                                "table-rate",
                                rates -> rates.set("DE", Postage.PARCEL + "; 2 days")
                                        .set("AT", "EUR 9.90")
                                        .set("daysAhead", "5")
                                        .set("freeAbove", Postage.FREE_FROM.toString()))
                        .carrier("express", "table-rate", rates -> rates.set("DE", "EUR 6.90"))
                        .sms("text", "sandbox")
                        .notifier("messages", "console"))
                .plugins(plugins -> providers(plugins, config))
                .start();
    }

    private static void providers(PluginSpec plugins, AppConfig config) {
        config.plugins().ifPresent(plugins::folder);
        config.providers()
                .forEach((plugin, settings) ->
                        plugins.payment(plugin, plugin, account -> settings.forEach(account::set)));
    }

    /**
     * Fills the store on its first start. The last thing made says that all is there, so a start that was cut short is
     * made good by the next; nothing that is there already is changed.
     */
    public static void fillIfEmpty(Commerce commerce) {
        Shop staff = commerce.shop(STORE, Actor.system("sample store"));
        if (staff.promotions().find(LAST).isPresent()) {
            return;
        }
        SampleDates dates = new SampleDates(StoreClock.now(), staff.store().zone());
        SampleCatalog.fill(staff, dates);
        SampleStock.fill(staff, dates);
        launches(staff, dates);
        staff.promotions().save(Influencer.of("lena", "Lena Voss", "5"));
        if (staff.promotions().find("LENA").isEmpty()) {
            staff.promotions().create(NewCode.percent("LENA", "10").influencer("lena"));
        }
        firstOffers(commerce);
        staff.promotions().create(NewCode.percent(LAST, "10"));
    }

    private static void launches(Shop staff, SampleDates dates) {
        List.of(
                        NewLaunch.of("leipzig-tee", "Leipzig tee", Sku.of("PRINTTEE-INK-M"), dates.in(14), 300)
                                .text("300 pieces, printed in Leipzig, one per person."
                                        + " We invite in the order of the line."),
                        NewLaunch.of("studio-headphones", "Studio headphones", Sku.of("STUDIO-INK"), dates.in(35), 80)
                                .text(
                                        "80 pieces of the first run, one per person. We invite in the order of the line."))
                .stream()
                .filter(it -> staff.launches().find(it.slug()).isEmpty())
                .forEach(it -> staff.launches()
                        .announce(staff.launches().create(it).id())
                        .orThrow());
    }

    /** Asks the carriers once for each country, so that product pages can tell when things arrive. */
    private static void firstOffers(Commerce commerce) {
        Shop visitor = commerce.shop(STORE, Actor.guest("sample-store-" + StoreClock.now()));
        List.of(
                        new Address("Sample", List.of("Markt 6"), "Leipzig", "", "04109", "DE"),
                        new Address("Sample", List.of("Graben 1"), "Wien", "", "1010", "AT"))
                .forEach(address -> {
                    CartId cart = visitor.carts().open().id();
                    visitor.carts().add(cart, Sku.of("MUG-CLAY"), 1);
                    visitor.delivery().options(cart, address);
                });
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
