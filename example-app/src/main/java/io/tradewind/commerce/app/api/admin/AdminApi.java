package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.app.api.ApiContract;
import io.tradewind.commerce.app.api.ApiRoute;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything staff can do. */
public final class AdminApi {
    static final String BASE = "/api/admin/v1";

    private AdminApi() {}

    /** Its routes for a store that has only the library. */
    public static ApiContract contract() {
        return contract(library());
    }

    /** The same and what a store has beside the library; asked for it with each request, never before. */
    public static ApiContract contract(Supplier<Backroom> backroom) {
        List<ApiRoute> beside = Stream.of(
                        MoneyRoutes.approval(backroom),
                        new SettingRoutes(backroom).all(),
                        new PictureRoutes(backroom).all(),
                        new MeRoutes(backroom).all(),
                        new ViewRoutes(backroom).all(),
                        new StaffRoutes(backroom).all())
                .flatMap(List::stream)
                .toList();
        return contract(Stream.concat(library().stream(), beside.stream()).toList());
    }

    private static List<ApiRoute> library() {
        return Stream.of(
                        OrderRoutes.all(),
                        FigureRoutes.all(),
                        MoneyRoutes.all(),
                        OrderMoneyRoutes.all(),
                        WorkRoutes.all(),
                        ParcelRoutes.all(),
                        PaperRoutes.all(),
                        ReturnRoutes.all(),
                        ProductRoutes.all(),
                        ImportRoutes.all(),
                        ImportFileRoutes.all(),
                        StockRoutes.all(),
                        PromotionRoutes.all(),
                        LaunchRoutes.all(),
                        CustomerRoutes.all(),
                        CustomerCareRoutes.all(),
                        MessageRoutes.all(),
                        EventRoutes.all(),
                        StoreRoutes.all(),
                        PluginRoutes.all(),
                        SystemRoutes.all(),
                        KeyRoutes.all())
                .flatMap(List::stream)
                .toList();
    }

    private static ApiContract contract(List<ApiRoute> routes) {
        return new ApiContract(
                "Tradewind admin API",
                "For programs that act for staff. A secret key belongs to one store and holds roles (SUPPORT, PACKER,"
                        + " FINANCE, MERCHANDISER, ADMIN); each operation says which permission it needs. Never put a"
                        + " secret key into a browser or an app.",
                BASE,
                routes);
    }
}
