package io.tradewind.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Whoever leaves a key, a text, an id or an article number out is told which, and nothing has happened. */
class NullArgumentsTest {
    @BothDatabases
    void a_key_a_text_an_id_or_an_article_that_is_null_is_refused_by_name(DataSource database) throws Exception {
        List<String> bare = new ArrayList<>();
        int tried = 0;
        try (TestShop shop = TestShop.on(database)) {
            for (Object room : rooms(shop.staff())) {
                for (Method method : asked(room)) {
                    Object[] plain = Arrays.stream(method.getParameters())
                            .map(NullArgumentsTest::plain)
                            .toArray();
                    for (int i = 0; i < plain.length; i++) {
                        Class<?> type = method.getParameterTypes()[i];
                        if (type == String.class || type == Sku.class || isId(type)) {
                            Object[] arguments = plain.clone();
                            arguments[i] = null;
                            tried++;
                            String said = said(room, method, arguments);
                            if (!said.contains("is 'null': ")) {
                                bare.add(room.getClass().getSimpleName() + "." + method.getName() + " "
                                        + method.getParameters()[i].getName() + ": " + said);
                            }
                        }
                    }
                }
            }
        }
        assertThat(bare).as("of " + tried).isEmpty();
        assertThat(tried).isGreaterThan(150);
    }

    /** Everything that a shop opens. */
    private static List<Object> rooms(Shop shop) throws ReflectiveOperationException {
        List<Object> rooms = new ArrayList<>();
        for (Method door : Shop.class.getMethods()) {
            if (door.getParameterCount() == 0 && door.getDeclaringClass() == Shop.class) {
                rooms.add(door.invoke(shop));
            }
        }
        return rooms;
    }

    private static List<Method> asked(Object room) {
        return Stream.of(room.getClass().getMethods())
                .filter(it -> it.getDeclaringClass() == room.getClass() && !Modifier.isStatic(it.getModifiers()))
                .filter(it -> !it.getName().equals("equals") && it.getParameterCount() > 0)
                .toList();
    }

    private static String said(Object room, Method method, Object[] arguments) throws IllegalAccessException {
        try {
            return "went through: " + method.invoke(room, arguments);
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        }
    }

    private static @Nullable Object plain(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == int.class) {
            return 1;
        } else if (type == boolean.class) {
            return false;
        } else if (type == String.class) {
            return "x";
        } else if (type == UUID.class) {
            return UUID.randomUUID();
        } else if (type == Sku.class) {
            return Sku.of("MUG");
        } else if (type == Money.class) {
            return Money.parse("EUR 1");
        } else if (type == Instant.class) {
            return TestShop.START;
        } else if (type == LocalDate.class) {
            return LocalDate.of(2026, 3, 2);
        } else if (type == Duration.class) {
            return Duration.ofHours(1);
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == List.class || type == Collection.class) {
            return List.of();
        } else if (type == Address.class) {
            return new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return type.isRecord() ? id(type) : null;
    }

    private static boolean isId(Class<?> type) {
        return type == UUID.class || (type.isRecord() && id(type) != null);
    }

    private static @Nullable Object id(Class<?> type) {
        RecordComponent[] parts = type.getRecordComponents();
        try {
            return parts.length == 1 && parts[0].getType() == UUID.class
                    ? type.getConstructor(UUID.class).newInstance(UUID.randomUUID())
                    : null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
