package io.tradewind.commerce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.spi.event.OrderCompleted;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class EventTextTest {
    private static final UUID ID = UUID.fromString("019bc000-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-01-15T09:00:00.123456Z");

    private final EventText text = new EventText(new Json());

    @Test
    void every_event_reads_as_it_was_written() throws ReflectiveOperationException {
        List<Class<?>> records = new ClassFileImporter()
                .importPackages(CommerceEvent.class.getPackageName()).stream()
                        .filter(it -> it.isRecord() && it.isAssignableTo(CommerceEvent.class))
                        .<Class<?>>map(it -> it.reflect())
                        .toList();
        assertThat(records).hasSizeGreaterThan(20);

        for (Class<?> record : records) {
            CommerceEvent event = sample(record);
            assertThat(text.read(event.type(), text.write(event))).isEqualTo(event);
        }
    }

    @Test
    void fields_of_a_later_version_are_ignored() {
        CommerceEvent event = new OrderCompleted("mugs", ID, "R-1", AT, "system:test");
        String later = text.write(event).replaceFirst("\\{", "{\"giftPoints\":{\"sum\":[1,2]},");

        assertThat(text.read("OrderCompleted", later)).isEqualTo(event);
    }

    @Test
    void an_event_of_a_later_version_is_named() {
        assertThatThrownBy(() -> text.read("OrderSung", "{}")).hasMessageContaining("knows no event OrderSung");
    }

    @Test
    void the_name_of_an_event_loads_nothing_but_events() {
        assertThatThrownBy(() -> text.read("EventSink", "{}")).isInstanceOf(ClassCastException.class);
    }

    private static CommerceEvent sample(Class<?> record) throws ReflectiveOperationException {
        RecordComponent[] parts = record.getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values =
                Arrays.stream(parts).map(it -> value(it.getGenericType())).toArray();
        return (CommerceEvent) record.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return Optional.of(value(optional.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return List.of(value(list.getActualTypeArguments()[0]));
        }
        if (type == UUID.class) {
            return ID;
        }
        if (type == Instant.class) {
            return AT;
        }
        if (type == Money.class) {
            return Money.parse("JPY 1250");
        }
        if (type == int.class || type == long.class) {
            return 7;
        }
        if (type == String.class) {
            return "Käthe \"1\"";
        }
        if (type instanceof Class<?> of && of.isEnum()) {
            return of.getEnumConstants()[0];
        }
        throw new IllegalStateException("no sample of " + type);
    }
}
