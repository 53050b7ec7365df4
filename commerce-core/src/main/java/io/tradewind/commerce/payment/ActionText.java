package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.plugin.StoredAction;
import io.tradewind.commerce.spi.payment.NextAction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What a buyer has to do next, as stored text. */
@Singleton
final class ActionText {
    private final Json json;

    @Inject
    ActionText(Json json) {
        this.json = json;
    }

    String write(NextAction action) {
        return json.write(StoredAction.of(action));
    }

    /** Empty for empty text. */
    Optional<NextAction> read(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(json.read(text, StoredAction.class).action());
    }
}
