package io.tradewind.commerce.app.api;

import io.tradewind.commerce.access.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One route: everything that is known about it, said once. Handlers, checks, the document, the access matrix and the
 * fuzzed requests are made from it. Immutable once {@link Draft#by} has been called.
 */
public final class ApiRoute {
    private static final Pattern IN_PATH = Pattern.compile("\\{([a-z]+)}");

    private final Draft it;
    private final Function<ApiCall, ApiReply> handler;

    private ApiRoute(Draft draft, Function<ApiCall, ApiReply> handler) {
        this.it = draft;
        this.handler = handler;
    }

    /** A route that changes nothing. */
    public static Draft get(String path) {
        return new Draft("GET", path, 200);
    }

    /** A route that makes or does something. */
    public static Draft post(String path) {
        return new Draft("POST", path, 200);
    }

    /** A route that replaces something; it asks for {@code If-Match}. */
    public static Draft put(String path) {
        return new Draft("PUT", path, 200).conditional();
    }

    /** A route that changes a part of something; it asks for {@code If-Match}. */
    public static Draft patch(String path) {
        return new Draft("PATCH", path, 200).conditional();
    }

    /** A route that takes something away. */
    public static Draft delete(String path) {
        return new Draft("DELETE", path, 204);
    }

    String method() {
        return it.method;
    }

    String path() {
        return it.path;
    }

    String name() {
        return it.name;
    }

    String group() {
        return it.group;
    }

    String summary() {
        return it.summary;
    }

    String description() {
        return it.description;
    }

    Access access() {
        return it.access;
    }

    Optional<Permission> permission() {
        return Optional.ofNullable(it.permission);
    }

    /** True if a person has to be signed in besides the key. */
    boolean person() {
        return it.person;
    }

    /** True if what is sent may be a file. */
    boolean large() {
        return it.large;
    }

    Limit limit() {
        return it.limit;
    }

    KeyRule key() {
        return it.key;
    }

    boolean conditional() {
        return it.conditional;
    }

    boolean versioned() {
        return it.versioned;
    }

    boolean paged() {
        return it.paged;
    }

    boolean stream() {
        return it.stream;
    }

    List<Parameter> inPath() {
        return it.inPath;
    }

    List<Parameter> query() {
        return it.query;
    }

    @Nullable
    Class<? extends Record> body() {
        return it.body;
    }

    String example() {
        return it.example;
    }

    int status() {
        return it.status;
    }

    @Nullable
    Class<? extends Record> answer() {
        return it.answer;
    }

    String mediaType() {
        return it.mediaType;
    }

    String refusals() {
        return it.refusals;
    }

    @Nullable
    BiFunction<ApiCall, String, Telling> telling() {
        return it.telling;
    }

    Function<ApiCall, ApiReply> handler() {
        return handler;
    }

    @Override
    public String toString() {
        return it.method + " " + it.path;
    }

    /** A route being described. Built by one thread. */
    public static final class Draft {
        private final String method;
        private final String path;
        private int status;
        private String name = "";
        private String group = "";
        private String summary = "";
        private String description = "";
        private Access access = Access.STAFF;
        private @Nullable Permission permission;
        private boolean anyRole;
        private boolean person;
        private boolean large;
        private Limit limit = Limit.NORMAL;
        private KeyRule key = KeyRule.NONE;
        private boolean conditional;
        private boolean versioned;
        private boolean paged;
        private boolean stream;
        private final List<Parameter> inPath = new ArrayList<>();
        private final List<Parameter> query = new ArrayList<>();
        private @Nullable Class<? extends Record> body;
        private String example = "";
        private @Nullable Class<? extends Record> answer;
        private String mediaType = "application/json";
        private String refusals = "";
        private @Nullable BiFunction<ApiCall, String, Telling> telling;

        private Draft(String method, String path, int status) {
            this.method = method;
            this.path = path;
            this.status = status;
        }

        /** Its stable name, its chapter, and what it does in one sentence. */
        public Draft called(String operation, String chapter, String sentence) {
            name = operation;
            group = chapter;
            summary = sentence;
            return this;
        }

        /** What else a caller should know. */
        public Draft note(String text) {
            description = text;
            return this;
        }

        /** Who may call it. */
        public Draft open(Access who) {
            access = who;
            return this;
        }

        /** The permission a secret key needs. */
        public Draft needs(Permission what) {
            access = Access.STAFF;
            permission = what;
            return this;
        }

        /** Any secret key may: what it does, it does for a person who says who they are. */
        public Draft anyRole() {
            access = Access.STAFF;
            anyRole = true;
            return this;
        }

        /** A member of staff has to be signed in besides the key; both need the permission. */
        public Draft person() {
            person = true;
            return this;
        }

        /** What is sent holds a file, so it may be larger. */
        public Draft large() {
            large = true;
            return this;
        }

        /** Guessing and sending are limited more tightly. */
        public Draft tight() {
            limit = Limit.TIGHT;
            return this;
        }

        /** It moves money, goods or messages, so it is asked for once. */
        public Draft once(KeyRule rule) {
            key = rule;
            return this;
        }

        private Draft conditional() {
            conditional = true;
            versioned = true;
            return this;
        }

        /** Its answer carries an entity tag. */
        public Draft tagged() {
            versioned = true;
            return this;
        }

        /** An id in the path. */
        public Draft id(String parameter, IdKind kind) {
            inPath.add(Parameter.id(parameter, kind));
            return this;
        }

        /** A text in the path. */
        public Draft with(Parameter parameter) {
            inPath.add(parameter.needed());
            return this;
        }

        /** A parameter in the query. */
        public Draft query(Parameter parameter) {
            query.add(parameter);
            return this;
        }

        /** Its answer is a page of a list. */
        public Draft pages() {
            paged = true;
            query.add(Parameter.number("limit", "Rows of a page, 1 to 100", "^([1-9][0-9]?|100)$", "25"));
            query.add(Parameter.text(
                    "cursor", "What the page before said comes next; only the server can read it", 2000, ""));
            return this;
        }

        /** What is sent, and an example of it. */
        public Draft body(Class<? extends Record> type, String json) {
            body = type;
            example = json;
            return this;
        }

        /** What comes back. */
        public Draft answers(Class<? extends Record> type) {
            answer = type;
            return this;
        }

        /** What comes back for a new thing. */
        public Draft creates(Class<? extends Record> type) {
            status = 201;
            answer = type;
            return this;
        }

        /** Nothing comes back. */
        public Draft answersNothing() {
            status = 204;
            return this;
        }

        /** A file comes back. */
        public Draft file(String type) {
            mediaType = type;
            return this;
        }

        /** Server-sent events come back, each of that type. */
        public Draft streams(Class<? extends Record> type) {
            stream = true;
            mediaType = "text/event-stream";
            answer = type;
            return this;
        }

        /**
         * Server-sent events come back, each of that type and said once.
         *
         * @param telling makes what is told to a listener, who may come back with the id of what it heard last
         */
        public ApiRoute tells(Class<? extends Record> type, BiFunction<ApiCall, String, Telling> telling) {
            streams(type).telling = telling;
            return by(call -> {
                throw new IllegalStateException(method + " " + path + " is a stream");
            });
        }

        /** Codes of refusals that callers should expect. */
        public Draft refuses(String codes) {
            refusals = codes;
            return this;
        }

        /** Who does it. A route that says too little is refused at once. */
        public ApiRoute by(Function<ApiCall, ApiReply> handler) {
            Matcher matcher = IN_PATH.matcher(path);
            List<String> named = matcher.results().map(found -> found.group(1)).toList();
            List<String> described = inPath.stream().map(Parameter::name).toList();
            if (name.isEmpty() || group.isEmpty() || summary.isEmpty() || !named.equals(described)) {
                throw new IllegalStateException(method + " " + path + " is not described: " + described);
            }
            if (body != null && example.isBlank()) {
                throw new IllegalStateException(method + " " + path + " has no example of its body");
            }
            if (access == Access.STAFF && permission == null && !anyRole) {
                throw new IllegalStateException(method + " " + path + " declares no permission");
            }
            return new ApiRoute(this, handler);
        }
    }
}
