package io.tradewind.commerce.app.api;

import io.javalin.config.RoutesConfig;
import java.util.List;

/** The documents as pages, from the jar alone. */
final class DocsPages {
    private final List<ApiContract> contracts;

    DocsPages(List<ApiContract> contracts) {
        this.contracts = contracts;
    }

    void routes(RoutesConfig routes) {
        routes.get("/api/docs", context -> context.result(contracts.toString()));
    }
}
