package io.tradewind.commerce.internal.db;

import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how Jdbi binds and reads the types that statements are made of. Each transaction begins without that
 * knowledge and would ask some twenty factories about each type anew. Immutable once it is registered.
 */
final class KnownTypes implements ArgumentFactory.Preparable {
    private static final List<Class<?>> BOUND = List.of(
            String.class,
            UUID.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            boolean.class,
            Boolean.class,
            String[].class,
            UUID[].class,
            Integer[].class,
            Long[].class);
    private static final List<Class<?>> READ =
            List.of(String.class, UUID.class, int.class, Integer.class, long.class, Long.class);

    private final Map<Type, Function<Object, Argument>> known = new HashMap<>();

    private KnownTypes(Arguments arguments) {
        for (Class<?> type : BOUND) {
            arguments.prepareFor(type).ifPresent(it -> known.put(type, it));
        }
        known.put(Instant.class, value -> new Moment((Instant) value));
        known.put(
                Object.class, value -> value == null ? arguments.getUntypedNullArgument() : argument(arguments, value));
    }

    /**
     * As what it is. PostgreSQL's driver sends a {@code Timestamp} as something of unknown type; a question with such a
     * value it never sends together with what goes before it.
     */
    private record Moment(@Nullable Instant at) implements Argument {
        @Override
        public void apply(int position, PreparedStatement statement, StatementContext context) throws SQLException {
            if (at == null) {
                statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE);
            } else {
                statement.setObject(position, at.atOffset(ZoneOffset.UTC));
            }
        }

        /** Jdbi writes the text of what does not do so itself, for a message that nobody reads. */
        @Override
        public String toString() {
            return String.valueOf(at);
        }
    }

    /** In a batch whose first row has no value here, this is how the values of the others are bound. */
    private static Argument argument(Arguments arguments, Object value) {
        return arguments
                .findFor((Type) value.getClass(), value)
                .orElseThrow(() -> new IllegalArgumentException("no way to bind a " + value.getClass()));
    }

    /** To be called when everything else about it is set. */
    static void register(Jdbi jdbi) {
        jdbi.registerArgument(new KnownTypes(jdbi.getConfig(Arguments.class)));
        ColumnMappers mappers = jdbi.getConfig(ColumnMappers.class);
        for (Class<?> type : READ) {
            mappers.findFor((Type) type).ifPresent(it -> mappers.register(type, it));
        }
    }

    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return Optional.ofNullable(known.get(type));
    }
}
