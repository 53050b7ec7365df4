package io.tradewind.commerce.app.sample;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.stock.Kind;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lies in the sample store's stock room. */
final class SampleStock {
    private static final int USUAL = 24;
    private static final Set<String> NEVER_IN = Set.of(
            "halo-headphones", "advent-box", "roasters-sack", "leipzig-tee", "studio-headphones", "desk-speaker");
    private static final Set<String> SOLD_OUT = Set.of("BOTTLE-SAND-500ML", "BOTTLE-SAND-750ML", "TEE-CLAY-XXL");
    private static final Map<String, Integer> FEW =
            Map.of("SCARF-PLUM", 3, "BOTTLE-ROSE-750ML", 4, "PLANNER-CLAY", 2, "LAMP-GOLD", 5, "TUMBLER-GOLD", 5);

    private SampleStock() {}

    /** Counts everything in; counting the same again changes nothing. */
    static void fill(Shop staff, SampleDates dates) {
        for (SampleProduct row : SampleCatalog.rows()) {
            for (String colour : row.colours()) {
                for (String value : row.values().isEmpty() ? List.of("") : row.values()) {
                    int units = units(row, colour, value);
                    if (units > 0) {
                        staff.stock().count(row.sku(colour, value), units, "opening stock");
                    }
                    if (row.slug().equals("desk-speaker")) {
                        staff.stock()
                                .setPromise(
                                        row.sku(colour, value),
                                        Kind.BACKORDER,
                                        20,
                                        Optional.of(dates.next(MonthDay.of(12, 9))));
                    }
                }
            }
        }
    }

    private static int units(SampleProduct row, String colour, String value) {
        String sku = row.sku(colour, value).value();
        boolean none = NEVER_IN.contains(row.slug())
                || SOLD_OUT.contains(sku)
                || (row.slug().equals("trail-bottle") && value.equals("1 l"));
        return none ? 0 : FEW.getOrDefault(sku, USUAL);
    }
}
