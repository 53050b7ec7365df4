package io.tradewind.commerce.app.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of routes that is described and versioned together.
 *
 * @param title of the document
 * @param about what it is for
 * @param base path of all routes, such as {@code /api/shop/v1}
 */
public record ApiContract(String title, String about, String base, List<ApiRoute> routes) {
    /** Refuses two routes of one name or place. */
    public ApiContract {
        routes = List.copyOf(routes);
        Set<String> seen = new HashSet<>();
        for (ApiRoute route : routes) {
            if (!seen.add(route.name())
                    || !seen.add(route.method() + route.path().replaceAll("\\{[a-z]+}", "*"))) {
                throw new IllegalStateException(route + " is declared twice");
            }
        }
    }
}
