package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.ApiContract;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.shop.OrderLinks;
import java.util.List;
import java.util.stream.Stream;

/** Everything a buyer can do. */
public final class ShopApi {
    static final String BASE = "/api/shop/v1";

    private ShopApi() {}

    /** Its routes. */
    public static ApiContract contract() {
        return contract(new OrderLinks());
    }

    /** The same beside pages, which count the tries to find an order together with it. */
    public static ApiContract contract(OrderLinks links) {
        List<ApiRoute> routes = Stream.of(
                        StoreRoutes.all(),
                        CatalogRoutes.all(),
                        AlertRoutes.all(),
                        CartRoutes.all(),
                        PhoneRoutes.all(),
                        CheckoutRoutes.all(),
                        OrderRoutes.all(),
                        SignInRoutes.all(),
                        AccountRoutes.all(),
                        OrderPaymentRoutes.all(),
                        TrackingRoutes.all(),
                        LinkRoutes.all(links),
                        LaunchRoutes.all())
                .flatMap(List::stream)
                .toList();
        return new ApiContract(
                "Tradewind shop API",
                "For shops and apps of buyers. The publishable key chooses the store; a shopper's token, made by POST"
                        + " /shoppers for a guest or by a sign-in for an account and kept by the client, owns carts,"
                        + " checkouts and orders. Unknown fields in"
                        + " requests are refused, unknown fields in answers are to be ignored. Names, reasons and"
                        + " other texts for people come in the language of Accept-Language, if the shop speaks it.",
                BASE,
                routes);
    }
}
