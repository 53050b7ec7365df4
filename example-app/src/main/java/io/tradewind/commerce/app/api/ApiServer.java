package io.tradewind.commerce.app.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.app.web.Accounts;
import io.tradewind.commerce.app.web.Lazy;
import io.tradewind.commerce.app.web.Site;
import io.tradewind.commerce.app.web.StoreClock;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Serves contracts over HTTP: their routes, their documents, and a problem for everything else below {@code /api}. */
public final class ApiServer {
    private final ApiKeys keys;
    private final List<ApiContract> contracts;
    private final Map<ApiContract, ApiDoor> doors = new LinkedHashMap<>();
    private final EventStreams streams = new EventStreams();

    /** Serves those contracts on that library, wherever each request says it went. */
    public ApiServer(Commerce commerce, ApiLimits limits, List<ApiContract> contracts) {
        this(commerce, limits, Site::asAsked, contracts);
    }

    /**
     * Serves those contracts on that library.
     *
     * @param base where browsers reach us, by the request
     */
    public ApiServer(Commerce commerce, ApiLimits limits, Function<Context, URI> base, List<ApiContract> contracts) {
        ApiTables.make(commerce.dataSource());
        this.keys = new ApiKeys(commerce);
        this.contracts = List.copyOf(contracts);
        Claims claims = new Claims(commerce);
        Accounts accounts = new Accounts(commerce.dataSource(), StoreClock.CLOCK);
        for (ApiContract contract : contracts) {
            doors.put(contract, new ApiDoor(commerce, keys, accounts, claims, limits, streams, base, contract));
        }
    }

    /** The keys that open it. */
    public ApiKeys keys() {
        return keys;
    }

    /** Adds everything to a server. */
    public void routes(RoutesConfig routes) {
        doors.forEach((contract, door) -> {
            Lazy<String> document = new Lazy<>(
                    () -> ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(OpenApi.of(contract)));
            routes.get(contract.base() + "/openapi.json", context -> {
                context.header("Cache-Control", "public, max-age=300");
                context.contentType("application/json").result(document.get());
            });
            for (ApiRoute route : contract.routes()) {
                routes.addHttpHandler(
                        HandlerType.findOrCreate(route.method()),
                        contract.base() + route.path(),
                        context -> door.serve(route, context));
            }
        });
        new DocsPages(contracts).routes(routes);
        Handler nothing = this::nothing;
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")) {
            routes.addHttpHandler(HandlerType.findOrCreate(method), "/api/<rest>", nothing);
        }
    }

    /** Ends the streams. */
    public void close() {
        streams.close();
    }

    /** A path that is none, or a method it does not have. */
    private void nothing(Context context) {
        TreeSet<String> methods = new TreeSet<>();
        for (ApiContract contract : contracts) {
            for (ApiRoute route : contract.routes()) {
                String pattern = (contract.base() + route.path()).replaceAll("\\{[a-z]+}", "[^/]+");
                if (context.path().matches(pattern)) {
                    methods.add(route.method());
                }
            }
        }
        ApiFault fault = methods.isEmpty()
                ? ApiFault.notFound("address")
                : ApiFault.of(405, "method", "Here you can only " + String.join(", ", methods) + ".")
                        .header("Allow", String.join(", ", methods));
        ApiDoor.refuse(context, fault, Digest.traceId());
    }
}
