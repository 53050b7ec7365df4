package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.payment.NextAction;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a buyer has to do next, flat, as it is stored: one shape for all variants.
 *
 * @param kind which variant, in a word of ours, so that what is stored outlives a renamed class
 * @param fields in their order
 */
public record StoredAction(String kind, String first, String second, Map<String, String> fields) {
    /** The action as it is stored. */
    public static StoredAction of(NextAction action) {
        if (action instanceof NextAction.Redirect it) {
            return new StoredAction("redirect", it.method(), it.url().toString(), it.fields());
        } else if (action instanceof NextAction.ShowCode it) {
            return new StoredAction("code", it.qrPayload(), it.text(), Map.of());
        } else if (action instanceof NextAction.ShowInstructions it) {
            return new StoredAction("instructions", "", "", new LinkedHashMap<>(it.lines()));
        } else if (action instanceof NextAction.ClientStep it) {
            return new StoredAction("step", it.json(), "", Map.of());
        }
        throw new IllegalArgumentException("no text for " + action.getClass().getSimpleName());
    }

    /** The action as it was. */
    public NextAction action() {
        return switch (kind) {
            case "redirect" -> new NextAction.Redirect(first, URI.create(second), fields);
            case "code" -> new NextAction.ShowCode(first, second);
            case "instructions" -> new NextAction.ShowInstructions(fields);
            default -> new NextAction.ClientStep(first);
        };
    }
}
