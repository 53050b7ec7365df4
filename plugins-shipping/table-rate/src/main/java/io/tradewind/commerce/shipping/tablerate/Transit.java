package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.DeliveryPromise;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Turns days on the way into a promise in the zone of the destination. Immutable. */
final class Transit {
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    /** Countries with one zone, as far as parcels go (IANA zone1970.tab); others take the account's zone. */
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("AT", "Europe/Vienna"),
            Map.entry("BE", "Europe/Brussels"),
            Map.entry("CH", "Europe/Zurich"),
            Map.entry("CZ", "Europe/Prague"),
            Map.entry("DE", "Europe/Berlin"),
            Map.entry("DK", "Europe/Copenhagen"),
            Map.entry("FI", "Europe/Helsinki"),
            Map.entry("FR", "Europe/Paris"),
            Map.entry("GB", "Europe/London"),
            Map.entry("GR", "Europe/Athens"),
            Map.entry("IE", "Europe/Dublin"),
            Map.entry("IT", "Europe/Rome"),
            Map.entry("JP", "Asia/Tokyo"),
            Map.entry("LU", "Europe/Luxembourg"),
            Map.entry("NL", "Europe/Amsterdam"),
            Map.entry("NO", "Europe/Oslo"),
            Map.entry("PL", "Europe/Warsaw"),
            Map.entry("SE", "Europe/Stockholm"));

    private final ZoneId otherwise;
    private final Set<DayOfWeek> deliveryDays;

    Transit(Settings settings) {
        try {
            this.otherwise = ZoneId.of(settings.text("zone"));
        } catch (DateTimeException unknown) {
            throw new ConfigurationException("zone", "is not a time zone", "write it as Europe/Berlin");
        }
        String days = settings.text("deliveryDays");
        this.deliveryDays = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(it -> days.contains(it.name().substring(0, 3)))
                .forEach(deliveryDays::add);
    }

    DeliveryPromise promise(Instant handover, Rate.Days days, String country) {
        String known = ZONES.get(country);
        ZoneId zone = known == null ? otherwise : ZoneId.of(known);
        LocalDate first = after(handover.atZone(zone).toLocalDate(), days.fewest());
        LocalDate last = after(handover.atZone(zone).toLocalDate(), days.most());
        if (!last.atTime(EVENING).atZone(zone).toInstant().isAfter(handover)) {
            first = after(first, 1); // handed over in the evening: today has no delivery any more
            last = after(last, 1);
        }
        Instant earliest = first.atTime(MORNING).atZone(zone).toInstant();
        return new DeliveryPromise(
                earliest.isBefore(handover) ? handover : earliest,
                last.atTime(EVENING).atZone(zone).toInstant(),
                zone,
                Confidence.TABLE);
    }

    private LocalDate after(LocalDate day, int days) {
        LocalDate each = day;
        int left = days;
        while (left > 0 || !deliveryDays.contains(each.getDayOfWeek())) {
            each = each.plusDays(1);
            if (left > 0 && deliveryDays.contains(each.getDayOfWeek())) {
                left--;
            }
        }
        return each;
    }
}
