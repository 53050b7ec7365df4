package io.tradewind.commerce.app.sample;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.AppConfig;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Environment;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import org.joda.money.Money;

/** How the sample store is set up. */
public final class JuniperAndJet {
    /** Its code in the database. */
    public static final String STORE = "juniper";

    private JuniperAndJet() {}

    /** Opens the library for it. */
    public static Commerce open(AppConfig config) {
        Commerce.Builder builder = Commerce.builder();
        config.database()
                .ifPresentOrElse(
                        url -> builder.database(url.jdbc(), emptyAsNull(url.user()), emptyAsNull(url.password())),
                        () -> builder.embedded(config.data()));
        return builder.secretKeyFile(config.data().resolve("commerce.key"))
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
                                        LocalTime.of(18, 0),
                                        LocalTime.of(15, 0),
                                        "express",
                                        "04")
                                .warehouse(new Address(
                                        "Juniper & Jet", List.of("Karl-Heine-Str. 12"), "Leipzig", "", "04229", "DE"))
                                .autoApproveReturns())
                .plugins(plugins -> plugins.environment(Environment.TEST)
                        .webhookBase(URI.create("http://127.0.0.1:" + config.port() + "/webhooks/"))
                        .payment(
                                "card",
                                "sandbox",
                                card -> card.set(
                                        "bookFile",
                                        config.data()
                                                .resolve("sandbox-bank.txt")
                                                .toString()))
                        .payment(
                                "transfer",
                                "bank-transfer",
                                bank -> bank.set("holder", "Juniper & Jet").set("iban", "DE89370400440532013000"))
                        .payment("on-delivery", "cash-on-delivery")
                        .carrier(
                                "parcel",
                                "table-rate",
                                rates -> rates.set("DE", "EUR 4.90").set("AT", "EUR 9.90"))
                        .carrier("express", "table-rate", rates -> rates.set("DE", "EUR 6.90"))
                        .sms("text", "sandbox"))
                .start();
    }

    /** Puts the sample products in, if the store has none. */
    public static void fillIfEmpty(Commerce commerce) {
        var staff = commerce.shop(STORE, Actor.system("sample store"));
        if (staff.catalog().list(ProductQuery.all()).items().isEmpty()) {
            SampleCatalog.fill(staff);
        }
    }

    private static @org.jspecify.annotations.Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
