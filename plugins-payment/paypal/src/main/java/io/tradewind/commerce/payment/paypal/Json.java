package io.tradewind.commerce.payment.paypal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An object of PayPal's, read with suspicion: what is missing or of another kind is {@link Unreadable}.
 *
 * @param object the object
 */
record Json(JsonObject object) {
    private static final int LONGEST = 2_000;

    /** Reads an object from text. */
    static Json parse(String text) {
        try {
            JsonElement parsed = JsonParser.parseString(text);
            if (!parsed.isJsonObject()) {
                throw new Unreadable("not an object");
            }
            return new Json(parsed.getAsJsonObject());
        } catch (JsonParseException | IllegalStateException broken) {
            throw new Unreadable("not JSON");
        } catch (StackOverflowError deep) { // Gson reads recursively
            throw new Unreadable("nested too deeply");
        }
    }

    /** A text that must be there. */
    String text(String name) {
        return find(name).orElseThrow(() -> new Unreadable("no " + name));
    }

    /** A text; empty if it is missing or something else. */
    Optional<String> find(String name) {
        JsonElement member = object.get(name);
        boolean text = member != null
                && member.isJsonPrimitive()
                && member.getAsJsonPrimitive().isString()
                && member.getAsString().length() <= LONGEST
                && !member.getAsString().isEmpty();
        return text ? Optional.of(member.getAsString()) : Optional.empty();
    }

    /** An object that must be there. */
    Json at(String name) {
        return child(name).orElseThrow(() -> new Unreadable("no " + name));
    }

    /** An object; empty if it is missing or something else. */
    Optional<Json> child(String name) {
        JsonElement member = object.get(name);
        return member != null && member.isJsonObject()
                ? Optional.of(new Json(member.getAsJsonObject()))
                : Optional.empty();
    }

    /** The objects of a list; none if it is missing. */
    List<Json> list(String name) {
        List<Json> list = new ArrayList<>();
        if (object.get(name) instanceof JsonArray array) {
            for (JsonElement each : array) {
                if (!each.isJsonObject()) {
                    throw new Unreadable("an item of " + name);
                }
                list.add(new Json(each.getAsJsonObject()));
            }
        }
        return list;
    }

    /** A whole number of seconds. */
    long seconds(String name) {
        JsonElement member = object.get(name);
        try {
            if (member != null && member.isJsonPrimitive()) {
                return member.getAsBigDecimal().longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException odd) {
            throw new Unreadable(name);
        }
        throw new Unreadable("no " + name);
    }

    /** A moment. */
    Instant time(String name) {
        return instant(text(name)).orElseThrow(() -> new Unreadable(name));
    }

    /** A moment in Internet date and time format. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** The address of a link. */
    Optional<String> link(String rel) {
        return list("links").stream()
                .filter(it -> rel.equals(it.find("rel").orElse("")))
                .flatMap(it -> it.find("href").stream())
                .findFirst();
    }
}
