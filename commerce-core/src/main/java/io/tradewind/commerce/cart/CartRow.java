package io.tradewind.commerce.cart;

import com.fasterxml.uuid.UUIDComparator;
import io.tradewind.commerce.catalog.Sku;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A cart as it is stored.
 *
 * @param marks fingerprints of the last add keys, newest first
 * @param invitation to a launch, that the shopper has followed
 * @param lines by id, which is the order in which they were added
 */
record CartRow(
        UUID id,
        String owner,
        CartState state,
        int version,
        Optional<String> code,
        String marks,
        Optional<UUID> mergedInto,
        Optional<UUID> invitation,
        List<Line> lines) {
    /** As both databases order ids, which {@code UUID.compareTo} does not. */
    private static final Comparator<Line> BY_ID = Comparator.comparing(Line::id, new UUIDComparator());

    /**
     * A line as it is stored.
     *
     * @param personal text of the personalisation; empty for none
     * @param hash of that text
     * @param title of the article when it was put in, for when it is not for sale any more
     * @param shownPrice of one unit with extras when the shopper last agreed to it, in minor units
     */
    record Line(UUID id, Sku sku, int quantity, String personal, String hash, String title, long shownPrice) {
        Line with(int units, long price) {
            return new Line(id, sku, units, personal, hash, title, price);
        }
    }

    CartRow {
        lines = lines.size() < 2
                ? List.copyOf(lines)
                : lines.stream().sorted(BY_ID).toList();
    }

    /** A cart that was just opened. */
    static CartRow fresh(UUID id, String owner) {
        return new CartRow(
                id, owner, CartState.ACTIVE, 1, Optional.empty(), "", Optional.empty(), Optional.empty(), List.of());
    }

    Optional<Line> line(UUID lineId) {
        return lines.stream().filter(it -> it.id().equals(lineId)).findFirst();
    }

    Optional<Line> like(Sku sku, String hash) {
        return lines.stream()
                .filter(it -> it.sku().equals(sku) && it.hash().equals(hash))
                .findFirst();
    }

    List<Sku> skus() {
        return lines.stream().map(Line::sku).distinct().sorted().toList();
    }

    /** With that line in the place of the one of the same id. */
    CartRow with(Line line) {
        List<Line> all = new ArrayList<>(lines);
        all.removeIf(it -> it.id().equals(line.id()));
        all.add(line);
        return with(all, code, version);
    }

    CartRow without(UUID lineId) {
        return with(lines.stream().filter(it -> !it.id().equals(lineId)).toList(), code, version);
    }

    CartRow invited(UUID newInvitation) {
        return new CartRow(id, owner, state, version, code, marks, mergedInto, Optional.of(newInvitation), lines);
    }

    CartRow with(List<Line> all, Optional<String> newCode, int newVersion) {
        return new CartRow(id, owner, state, newVersion, newCode, marks, mergedInto, invitation, all);
    }
}
