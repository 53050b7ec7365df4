package io.tradewind.commerce.app;

import io.javalin.Javalin;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.app.api.ApiServer;
import io.tradewind.commerce.app.api.admin.AdminApi;
import io.tradewind.commerce.app.api.admin.Backroom;
import io.tradewind.commerce.app.api.shop.ShopApi;
import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.settings.SettingsFile;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.Media;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.job.JobMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.joda.money.Money;

/** The interfaces alone, without pages: two stores of mugs on a database of a test. */
final class MugApi implements AutoCloseable {
    static final String MUGS = "mugs";
    static final String CUPS = "cups";

    final Commerce commerce;
    final ApiServer api;
    private final Javalin server;

    private MugApi(Commerce commerce, ApiServer api, Javalin server) {
        this.commerce = commerce;
        this.api = api;
        this.server = server;
    }

    static MugApi open(DataSource database, ApiLimits limits) {
        Commerce commerce = Commerce.builder()
                .dataSource(database)
                .jobs(JobMode.MANUAL)
                .store(
                        MUGS,
                        it -> it.currency("EUR")
                                .country("DE")
                                .shipsTo("DE", "AT")
                                .autoApproveReturns())
                .store(CUPS, it -> it.currency("EUR").country("DE").shipsTo("DE", "AT"))
                .plugins(it -> it.payment("card", "sandbox")
                        .carrier("parcel", "table-rate", at -> at.set("DE", "EUR 4.90"))
                        .sms("text", "sandbox"))
                .start();
        Backroom backroom = backroom(commerce);
        ApiServer api = new ApiServer(commerce, limits, List.of(ShopApi.contract(), AdminApi.contract(() -> backroom)));
        Javalin server = Javalin.create(it -> {
                    it.startup.showJavalinBanner = false;
                    api.routes(it.routes);
                })
                .start("127.0.0.1", 0);
        MugApi mugs = new MugApi(commerce, api, server);
        mugs.fill(MUGS);
        mugs.fill(CUPS);
        return mugs;
    }

    private static Backroom backroom(Commerce commerce) {
        try {
            Path folder = Files.createTempDirectory("mugs");
            PluginSettings settings =
                    new PluginSettings(commerce.plugins(), SettingsFile.in(folder, folder.resolve("commerce.key")));
            return new Backroom(new StaffRoom(commerce.dataSource(), StoreClock.CLOCK), settings, new Media(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(String store) {
        Shop staff = staff(store);
        if (staff.catalog().find("mug").isEmpty()) {
            staff.catalog()
                    .publish(NewProduct.named("Mug")
                            .slug("mug")
                            .variant(NewVariant.of(Sku.of("MUG-CLAY"), Money.parse("EUR 12.90"))
                                    .grams(300)));
            staff.catalog()
                    .publish(NewProduct.named("Flask")
                            .slug("flask")
                            .variant(NewVariant.of(Sku.of("FLASK"), Money.parse("EUR 34.00"))
                                    .grams(400)));
            staff.stock().receive(Sku.of("MUG-CLAY"), 100_000, "delivery note 17");
            staff.stock().receive(Sku.of("FLASK"), 100_000, "delivery note 17");
        }
    }

    Shop staff(String store) {
        return commerce.shop(store, Actor.system("test"));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    ApiClient shop(String store) {
        return new ApiClient(url(), "/api/shop/v1/openapi.json", api.keys().publishable(store));
    }

    ApiClient admin(String store, Role... roles) {
        ApiKeys.Issued key = api.keys().issue(ApiKeys.Kind.STAFF, store, "test", Set.of(roles));
        return new ApiClient(url(), "/api/admin/v1/openapi.json", key.text());
    }

    @Override
    public void close() {
        api.close();
        server.stop();
        commerce.close();
    }
}
