package io.tradewind.commerce.app.print;

import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.WorkSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that waits to be packed, article by article, so that one walk brings it all. */
public record PickList(List<WorkSummary> works, List<PickRow> rows) {
    /** Copies the lists. */
    public PickList {
        works = List.copyOf(works);
        rows = List.copyOf(rows);
    }

    static PickList of(List<WorkSummary> works) {
        Map<String, PickRow> rows = new TreeMap<>();
        for (WorkSummary work : works) {
            for (PickLine line : work.lines()) {
                rows.computeIfAbsent(line.sku().value(), sku -> new PickRow(line, new ArrayList<>(), new TreeMap<>()))
                        .add(work.orderNumber(), line);
            }
        }
        return new PickList(works, List.copyOf(rows.values()));
    }
}
