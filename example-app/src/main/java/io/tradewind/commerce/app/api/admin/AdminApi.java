package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.app.api.ApiContract;
import io.tradewind.commerce.app.api.ApiRoute;
import java.util.List;
import java.util.stream.Stream;

/** Everything staff can do. */
public final class AdminApi {
    static final String BASE = "/api/admin/v1";

    private AdminApi() {}

    /** Its routes. */
    public static ApiContract contract() {
        List<ApiRoute> routes = Stream.of(
                        OrderRoutes.all(),
                        MoneyRoutes.all(),
                        OrderMoneyRoutes.all(),
                        WorkRoutes.all(),
                        ParcelRoutes.all(),
                        ReturnRoutes.all(),
                        ProductRoutes.all(),
                        ImportRoutes.all(),
                        ImportFileRoutes.all(),
                        StockRoutes.all(),
                        PromotionRoutes.all(),
                        LaunchRoutes.all(),
                        CustomerRoutes.all(),
                        EventRoutes.all(),
                        SystemRoutes.all(),
                        KeyRoutes.all())
                .flatMap(List::stream)
                .toList();
        return new ApiContract(
                "Tradewind admin API",
                "For programs that act for staff. A secret key belongs to one store and holds roles (SUPPORT, PACKER,"
                        + " FINANCE, MERCHANDISER, ADMIN); each operation says which permission it needs. Never put a"
                        + " secret key into a browser or an app.",
                BASE,
                routes);
    }
}
