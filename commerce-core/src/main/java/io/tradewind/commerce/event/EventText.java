package io.tradewind.commerce.event;

import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.event.CommerceEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Events as they are stored: the simple name of the record and its parts as JSON. Payloads only grow, so fields a
 * reader does not know are ignored.
 */
@Singleton
final class EventText {
    private final Json json;

    @Inject
    EventText(Json json) {
        this.json = json;
    }

    String write(CommerceEvent event) {
        return json.write(event);
    }

    CommerceEvent read(String type, String payload) {
        return json.read(payload, named(type));
    }

    private static Class<? extends CommerceEvent> named(String type) {
        String name = CommerceEvent.class.getPackageName() + "." + type;
        try {
            return Class.forName(name, true, CommerceEvent.class.getClassLoader())
                    .asSubclass(CommerceEvent.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this version of the library knows no event " + type, e);
        }
    }
}
