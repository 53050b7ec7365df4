package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ProviderRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * The buyer came back.
 *
 * @param call the authorisation's operation id, with a time budget of its own
 * @param payment the provider's reference of the payment
 * @param amount the amount asked for
 * @param returned parameters the browser brought; untrusted
 */
public record CompleteRequest(Call call, ProviderRef payment, Money amount, Map<String, List<String>> returned) {
    /** Copies the parameters. */
    public CompleteRequest {
        requireNonNull(call, "call");
        requireNonNull(payment, "payment");
        requireNonNull(amount, "amount");
        Map<String, List<String>> copy = new TreeMap<>();
        returned.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        returned = Collections.unmodifiableMap(copy);
    }

    /** Returns the first value of a returned parameter. */
    public Optional<String> parameter(String name) {
        return returned.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Prints the names of the parameters, not their values. */
    @Override
    public String toString() {
        return "CompleteRequest[" + call.id() + ", " + payment + ", " + amount + ", " + returned.keySet() + "]";
    }
}
