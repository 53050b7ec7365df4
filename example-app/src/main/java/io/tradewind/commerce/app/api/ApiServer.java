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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Serves contracts over HTTP: their routes, their documents, and a problem for everything else below {@code /api}. */
public final class ApiServer {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Addresses of one form and what can be done there. */
    private record Place(Pattern path, Set<String> methods) {}

    private final ApiKeys keys;
    private final List<ApiContract> contracts;
    private final Map<ApiContract, ApiDoor> doors = new LinkedHashMap<>();
    private final EventStreams streams = new EventStreams();
    private final Map<String, Place> places = new LinkedHashMap<>();

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
            add(routes, "GET", contract.base() + "/openapi.json", context -> {
                context.header("Cache-Control", "public, max-age=300");
                context.contentType("application/json").result(document.get());
            });
            for (ApiRoute route : contract.routes()) {
                add(routes, route.method(), contract.base() + route.path(), context -> door.serve(route, context));
            }
        });
        new DocsPages(contracts).all().forEach((path, page) -> add(routes, "GET", path, page));
        for (String path : List.of("/api", "/api/<rest>")) {
            METHODS.forEach(it -> routes.addHttpHandler(HandlerType.findOrCreate(it), path, this::nothing));
        }
        for (String path : List.of("/api", "/api/*")) {
            routes.before(path, this::onlyMethodsWeKnow);
        }
    }

    private void add(RoutesConfig routes, String method, String path, Handler handler) {
        routes.addHttpHandler(HandlerType.findOrCreate(method), path, handler);
        Pattern pattern = Pattern.compile(path.replaceAll("\\{[a-z]+}", "[^/]+") + "/?");
        places.computeIfAbsent(pattern.pattern(), it -> new Place(pattern, new TreeSet<>()))
                .methods()
                .add(method);
    }

    /** Ends the streams. */
    public void close() {
        streams.close();
    }

    /** No route can be declared for a method that somebody makes up. */
    private void onlyMethodsWeKnow(Context context) {
        if (!METHODS.contains(context.method().name())) {
            nothing(context);
            context.skipRemainingHandlers();
        }
    }

    /** A path that is none, or a method it does not have. */
    private void nothing(Context context) {
        TreeSet<String> here = new TreeSet<>();
        places.values().stream()
                .filter(it -> it.path().matcher(context.path()).matches())
                .forEach(it -> here.addAll(it.methods()));
        ApiFault fault = here.isEmpty()
                ? ApiFault.notFound("address")
                : ApiFault.of(405, "method", "Here you can only " + String.join(", ", here) + ".")
                        .header("Allow", String.join(", ", here));
        ApiDoor.refuse(context, fault, Digest.traceId());
    }
}
