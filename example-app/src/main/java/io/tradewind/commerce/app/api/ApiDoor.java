package io.tradewind.commerce.app.api;

import io.javalin.http.Context;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.CommerceTransaction;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.staff.Secret;
import io.tradewind.commerce.app.web.Accounts;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.Unread;
import io.tradewind.commerce.app.web.Windows;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What every request of a contract goes through, in this order: key, limit, permission, values, once, answer. */
final class ApiDoor {
    private static final Logger log = LoggerFactory.getLogger(ApiDoor.class);
    private static final int LONGEST_SHOWN = 60;
    private static final int LARGEST_BODY = 256 * 1024;
    /** Of whoever has the key that lies open in an app: what many send at once must fit into the memory. */
    private static final int LARGEST_OF_ANYBODY = 32 * 1024;

    private static final int LARGEST_FILE = 10 * 1024 * 1024;
    private static final Pattern TAG = Pattern.compile("\"v(\\d{1,9})-[0-9a-f]{12}\"");
    private static final Pattern TRACE = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NEW_TOKEN = "api.shopper";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{27}");

    private final Commerce commerce;
    private final ApiKeys keys;
    private final Accounts accounts;
    private final Claims claims;
    private final ApiLimits limits;
    private final EventStreams streams;
    private final Function<Context, URI> base;
    private final ApiContract contract;
    private final BodyCheck bodies;

    ApiDoor(
            Commerce commerce,
            ApiKeys keys,
            Accounts accounts,
            Claims claims,
            ApiLimits limits,
            EventStreams streams,
            Function<Context, URI> base,
            ApiContract contract) {
        this.commerce = commerce;
        this.keys = keys;
        this.accounts = accounts;
        this.claims = claims;
        this.limits = limits;
        this.streams = streams;
        this.base = base;
        this.contract = contract;
        this.bodies = new BodyCheck(contract);
    }

    void serve(ApiRoute route, Context context) {
        try {
            ApiKeys.Key key = key(route, context);
            Actor actor = actor(route, key, context);
            limit(route, key, context);
            permit(route, key);
            answer(route, context, key, actor);
        } catch (RuntimeException e) {
            String traceId = traceId(context);
            ApiFault fault = Problems.of(e);
            if (fault.status() >= 500 && !(e instanceof ApiFault)) { // those are answers, not failures
                log.error("{} failed, traceId {}", route, traceId, e);
            }
            refuse(context, fault, traceId);
        }
    }

    static void refuse(Context context, ApiFault fault, String traceId) {
        fault.headers().forEach(context::header);
        Lang lang = lang(context);
        context.header("Cache-Control", "no-store");
        context.header("Content-Language", lang.tag());
        context.status(fault.status())
                .contentType("application/problem+json")
                .result(Problems.body(fault, lang, context.path(), traceId).getBytes(StandardCharsets.UTF_8));
    }

    private static Lang lang(Context context) {
        return Lang.liked(Optional.ofNullable(context.header("Accept-Language")).orElse(""));
    }

    private static String traceId(Context context) {
        Matcher parent =
                TRACE.matcher(Optional.ofNullable(context.header("traceparent")).orElse(""));
        return parent.matches() ? parent.group(1) : Digest.traceId();
    }

    /** The text of the key that was sent; empty for none. */
    private static String keyText(Context context) {
        String header = Optional.ofNullable(context.header("Authorization")).orElse("");
        boolean bearer = header.regionMatches(true, 0, "Bearer ", 0, 7) && header.length() < 120;
        return bearer ? header.substring(7).strip() : "";
    }

    private ApiKeys.Key key(ApiRoute route, Context context) {
        ApiKeys.Kind kind = route.access() == Access.STAFF ? ApiKeys.Kind.STAFF : ApiKeys.Kind.SHOP;
        return Optional.of(keyText(context))
                .filter(it -> !it.isEmpty())
                .flatMap(keys::find)
                .filter(it -> it.kind() == kind)
                .orElseThrow(() -> ApiFault.of(
                                401,
                                "key-missing",
                                "Send a " + (kind == ApiKeys.Kind.SHOP ? "publishable (pk_…)" : "secret (sk_…)")
                                        + " key as Authorization: Bearer ….")
                        .header("WWW-Authenticate", "Bearer"));
    }

    private Actor actor(ApiRoute route, ApiKeys.Key key, Context context) {
        if (route.access() == Access.STAFF) {
            return Actor.program(key.name(), key.roles().toArray(Role[]::new));
        }
        String account = account(context);
        if (!account.isEmpty() && route.access() != Access.SHOP) {
            return Actor.customer(accounts.customer(account)
                    .orElseThrow(() -> ApiFault.of(
                            401, "account-over", "The account’s token has ended: sign in again with POST /sign-ins.")));
        }
        Optional<String> sent = Optional.ofNullable(context.header(ApiCall.SHOPPER));
        if (route.access() == Access.NEWCOMER && sent.isEmpty()) {
            String token = Secret.fresh();
            context.attribute(NEW_TOKEN, token);
            return Actor.guest(token);
        }
        Optional<String> token = sent.filter(it -> TOKEN.matcher(it).matches());
        if (route.access() != Access.SHOP && token.isEmpty()) {
            throw ApiFault.of(401, "shopper-missing", "Send the token of POST /shoppers as " + ApiCall.SHOPPER + ".");
        } else if (route.access() == Access.ACCOUNT) {
            throw ApiFault.of(401, "account-missing", "Sign in first: POST /sign-ins gives the token of an account.");
        }
        return Actor.guest(token.orElseGet(Secret::fresh));
    }

    /** The token of an account without the mark it has for clients; empty for guests. */
    private static String account(Context context) {
        String header = Optional.ofNullable(context.header(ApiCall.SHOPPER)).orElse("");
        boolean marked = header.startsWith(ApiCall.ACCOUNT)
                && TOKEN.matcher(header)
                        .region(ApiCall.ACCOUNT.length(), header.length())
                        .matches();
        return marked ? header.substring(ApiCall.ACCOUNT.length()) : "";
    }

    /** Who asks too often, or listens to too much. */
    private static String caller(ApiKeys.Key key, Context context) {
        return key.id() + (key.kind() == ApiKeys.Kind.SHOP ? "|" + Network.of(context) : "");
    }

    private void limit(ApiRoute route, ApiKeys.Key key, Context context) {
        ApiLimits.Standing standing = limits.count(caller(key, context), route.limit());
        String policy = "\"" + standing.policy() + "\"";
        long seconds = standing.now().seconds();
        context.header("RateLimit-Policy", policy + ";q=" + standing.quota() + ";w=" + Windows.LENGTH.toSeconds());
        context.header("RateLimit", policy + ";r=" + standing.now().left() + ";t=" + seconds);
        if (!standing.now().allowed()) {
            throw ApiFault.of(429, "too-many", "Too many requests: wait " + seconds + " s.")
                    .header("Retry-After", String.valueOf(seconds));
        }
    }

    private static void permit(ApiRoute route, ApiKeys.Key key) {
        route.permission().ifPresent(needed -> {
            if (key.roles().stream().noneMatch(role -> role.may(needed))) {
                throw ApiFault.of(403, "forbidden", "The roles of this key lack the permission " + needed + ".");
            }
        });
    }

    private void answer(ApiRoute route, Context context, ApiKeys.Key key, Actor actor) {
        String session = session(route, context);
        Map<String, String> path = pathValues(route, context);
        Map<String, List<String>> query = queryValues(route, context);
        String name = idempotencyKey(route, context);
        OptionalInt version = ifMatch(route, context);
        @Nullable JsonNode json = null;
        @Nullable Record body = null;
        Class<? extends Record> type = route.body();
        if (type != null) {
            json = ApiJson.read(bytes(route, context));
            body = bodies.read(json, type);
        }
        ApiCall.Values values = new ApiCall.Values(
                path,
                query,
                body,
                version,
                name,
                session,
                account(context),
                () -> base.apply(context),
                Optional.ofNullable(context.ip()).orElse(""),
                lang(context));
        if (route.stream()) {
            String text = keyText(context);
            EventStreams.Caller caller = new EventStreams.Caller(
                    caller(key, context), () -> keys.find(text).isPresent());
            streams.open(context, route, caller, call(route, key, actor, values, Optional.empty()));
            return;
        }
        if (route.key() == KeyRule.NONE || route.key() == KeyRule.KNOWN) {
            ApiCall call = call(route, key, actor, values, Optional.empty());
            send(route, context, Rendered.of(route, answered(route, call), call.lang()));
            return;
        }
        Claims.Claim claim = new Claims.Claim(
                Digest.of(key.id() + "|" + actor.ownerKey()),
                Digest.of(route.name() + "|" + name),
                Digest.of(context.path() + "|" + query + "|" + json),
                UUID.randomUUID(),
                new Seal(context.header("Authorization") + "|" + context.header(ApiCall.SHOPPER) + "|" + context.path()
                        + "|" + name));
        send(
                route,
                context,
                claims.once(
                        claim,
                        route.key(),
                        tx -> Rendered.of(
                                route, route.handler().apply(call(route, key, actor, values, tx)), values.lang())));
    }

    /** A cursor that the library does not know again is the caller's. */
    private static ApiReply answered(ApiRoute route, ApiCall call) {
        try {
            return route.handler().apply(call);
        } catch (CommerceException e) {
            if (e.code() == ErrorCode.BAD_ARGUMENT
                    && call.query("cursor").isPresent()
                    && String.valueOf(e.getMessage()).contains("after is '")) {
                throw ApiFault.invalid("cursor", "invalid", "take what a page said comes next");
            }
            throw e;
        }
    }

    private ApiCall call(
            ApiRoute route,
            ApiKeys.Key key,
            Actor actor,
            ApiCall.Values values,
            Optional<CommerceTransaction> transaction) {
        return new ApiCall(commerce, keys, accounts, route, key.store(), actor, values, transaction);
    }

    private static Map<String, String> pathValues(ApiRoute route, Context context) {
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : route.inPath()) {
            String value = context.pathParam(parameter.name());
            if (!ApiJson.clean(value) || parameter.refuses(value).isPresent()) {
                throw ApiFault.notFound(parameter.name());
            }
            values.put(parameter.name(), value);
        }
        return values;
    }

    private static Map<String, List<String>> queryValues(ApiRoute route, Context context) {
        Map<String, List<String>> values = new HashMap<>();
        Map<String, List<String>> sent = context.queryParamMap();
        for (String name : sent.keySet()) {
            if (route.query().stream().noneMatch(it -> it.name().equals(name))) {
                throw unknownParameter(route, name);
            }
        }
        for (Parameter parameter : route.query()) {
            List<String> all = sent.getOrDefault(parameter.name(), List.of());
            if (all.isEmpty() && parameter.required()) {
                throw ApiFault.invalid(parameter.name(), "missing", "is missing");
            } else if (all.size() > parameter.most()) {
                throw parameter.most() == 1
                        ? ApiFault.invalid(parameter.name(), "twice", "must be given once")
                        : ApiFault.invalid(
                                parameter.name(), "too-many", "may be given " + parameter.most() + " times at most");
            }
            for (String value : all) {
                Optional<String> wrong = ApiJson.clean(value) ? parameter.refuses(value) : Optional.of("is no text");
                if (wrong.isPresent()) {
                    throw ApiFault.invalid(parameter.name(), "invalid", wrong.get());
                }
            }
            if (!all.isEmpty()) {
                values.put(parameter.name(), all);
            }
        }
        return values;
    }

    private static ApiFault unknownParameter(ApiRoute route, String name) {
        String shown = ApiJson.clean(name) && name.length() <= LONGEST_SHOWN ? name : "…";
        String known =
                String.join(", ", route.query().stream().map(Parameter::name).toList());
        return ApiFault.of(
                400,
                "unknown-parameter",
                known.isEmpty()
                        ? "There is no parameter " + shown + " here."
                        : "There is no parameter " + shown + " here, but " + known + ".");
    }

    private static String idempotencyKey(ApiRoute route, Context context) {
        if (route.key() == KeyRule.NONE) {
            return "";
        }
        String key = Optional.ofNullable(context.header("Idempotency-Key"))
                .orElse("")
                .strip();
        if (key.isEmpty() || key.length() > 255 || !ApiJson.clean(key)) {
            throw ApiFault.of(
                    400,
                    "key-needed",
                    "Send an Idempotency-Key of 1 to 255 characters, a fresh one for each wish: this is done once.");
        }
        return key;
    }

    private static OptionalInt ifMatch(ApiRoute route, Context context) {
        if (!route.conditional()) {
            return OptionalInt.empty();
        }
        String header =
                Optional.ofNullable(context.header("If-Match")).orElse("").strip();
        if (header.isEmpty()) {
            throw ApiFault.of(428, "if-match-missing", "Send the ETag of what you have read as If-Match.");
        }
        Matcher tag = TAG.matcher(header);
        if (!tag.matches()) {
            throw ApiFault.of(412, "if-match", "If-Match is no entity tag of this interface.");
        }
        return OptionalInt.of(Integer.parseInt(tag.group(1)));
    }

    private static String session(ApiRoute route, Context context) {
        if (!route.person()) {
            return "";
        }
        return Optional.ofNullable(context.header(ApiCall.STAFF))
                .filter(it -> TOKEN.matcher(it).matches())
                .orElseThrow(() -> ApiFault.of(
                        401, "session-missing", "Send the token of POST /sessions as " + ApiCall.STAFF + "."));
    }

    private static byte[] bytes(ApiRoute route, Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.matches("application/json\\s*;\\s*charset=\"?utf-8\"?")) {
            Unread.endAfter(context);
            throw ApiFault.of(415, "media-type", "Send the body as application/json in UTF-8.");
        }
        int usual = route.access() == Access.STAFF ? LARGEST_BODY : LARGEST_OF_ANYBODY;
        int largest = route.large() ? LARGEST_FILE : usual;
        if (context.contentLength() > largest) {
            throw tooLarge(context, largest);
        }
        try (InputStream in = context.bodyInputStream()) {
            int announced = context.contentLength();
            byte[] bytes = in.readNBytes(announced < 0 ? largest + 1 : announced + 1);
            if (bytes.length > largest) {
                throw tooLarge(context, largest);
            }
            return bytes;
        } catch (IOException e) {
            context.header("Connection", "close");
            throw ApiFault.of(400, "malformed", "The body ended too early.");
        }
    }

    private static ApiFault tooLarge(Context context, int largest) {
        Unread.endAfter(context);
        return ApiFault.of(413, "too-large", "The body may have " + largest + " bytes.");
    }

    private void send(ApiRoute route, Context context, Rendered answer) {
        context.header("Cache-Control", "no-store");
        if (route.key() != KeyRule.NONE) {
            context.header("Idempotent-Replayed", String.valueOf(answer.replayed()));
        }
        if (route.access() != Access.STAFF) {
            context.header("Vary", "Accept-Language");
        }
        answer.next().ifPresent(it -> context.header("Link", link(context, it)));
        Optional.<String>ofNullable(context.attribute(NEW_TOKEN)).ifPresent(it -> context.header(ApiCall.SHOPPER, it));
        Optional<String> tag = answer.tag();
        if (tag.isPresent()) {
            context.header("ETag", tag.get());
            context.header("Cache-Control", "private, no-cache");
            if (route.method().equals("GET") && tag.get().equals(context.header("If-None-Match"))) {
                context.status(304);
                return;
            }
        }
        context.status(answer.status());
        if (answer.file().isPresent()) {
            ApiReply.File file = answer.file().get();
            context.header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
            context.contentType(file.mediaType()).result(file.bytes());
        } else if (answer.body().length > 0) {
            context.contentType("application/json").result(answer.body());
        }
    }

    private static String link(Context context, String next) {
        StringBuilder query = new StringBuilder();
        context.queryParamMap().forEach((name, all) -> {
            if (!name.equals("cursor")) {
                all.forEach(
                        it -> query.append(name).append('=').append(encode(it)).append('&'));
            }
        });
        return "<" + context.path() + "?" + query + "cursor=" + encode(next) + ">; rel=\"next\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    ApiContract contract() {
        return contract;
    }
}
