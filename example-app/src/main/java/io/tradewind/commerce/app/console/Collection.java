package io.tradewind.commerce.app.console;

import io.tradewind.commerce.fulfillment.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one carrier picks up: parcels with a label that stand in the building.
 *
 * @param services what the customers chose, each once
 */
public record Collection(String carrier, int parcels, int grams, List<String> services) {
    /** Copies the list. */
    public Collection {
        services = List.copyOf(services);
    }

    /** One for each carrier, by name. */
    static List<Collection> of(List<Parcel> parcels) {
        Map<String, List<Parcel>> carriers = new TreeMap<>();
        parcels.forEach(it -> carriers.computeIfAbsent(it.account(), name -> new ArrayList<>())
                .add(it));
        List<Collection> all = new ArrayList<>();
        carriers.forEach((carrier, some) -> all.add(new Collection(
                carrier,
                some.size(),
                some.stream().mapToInt(Parcel::grams).sum(),
                some.stream()
                        .map(Parcel::service)
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .sorted()
                        .toList())));
        return all;
    }
}
