package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.payment.NextAction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a buyer has to do next, as stored text. */
@Singleton
final class ActionText {
    private final Json json;

    @Inject
    ActionText(Json json) {
        this.json = json;
    }

    /** One shape for all variants: fields first, since only they keep an order. */
    private record Stored(String kind, String first, String second, Map<String, String> fields) {}

    String write(NextAction action) {
        if (action instanceof NextAction.Redirect it) {
            return json.write(new Stored("redirect", it.method(), it.url().toString(), it.fields()));
        } else if (action instanceof NextAction.ShowCode it) {
            return json.write(new Stored("code", it.qrPayload(), it.text(), Map.of()));
        } else if (action instanceof NextAction.ShowInstructions it) {
            return json.write(new Stored("instructions", "", "", new LinkedHashMap<>(it.lines())));
        } else if (action instanceof NextAction.ClientStep it) {
            return json.write(new Stored("step", it.json(), "", Map.of()));
        }
        throw new IllegalArgumentException("no text for " + action.getClass().getSimpleName());
    }

    /** Empty for empty text. */
    Optional<NextAction> read(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Stored stored = json.read(text, Stored.class);
        return Optional.of(
                switch (stored.kind()) {
                    case "redirect" ->
                        new NextAction.Redirect(stored.first(), URI.create(stored.second()), stored.fields());
                    case "code" -> new NextAction.ShowCode(stored.first(), stored.second());
                    case "instructions" -> new NextAction.ShowInstructions(stored.fields());
                    default -> new NextAction.ClientStep(stored.first());
                });
    }
}
