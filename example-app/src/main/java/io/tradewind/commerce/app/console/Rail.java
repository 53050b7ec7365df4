package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.returns.ReturnState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way around the console, beside every page: only what this person may open.
 *
 * @param here key of the entry the page belongs to
 * @param who who is signed in
 * @param roles what this person is, in words
 * @param entries in their order
 */
public record Rail(String here, String who, String roles, List<Entry> entries) {
    /** Copies the list. */
    public Rail {
        entries = List.copyOf(entries);
    }

    /**
     * An entry.
     *
     * @param section heading that stands above it; empty for none
     * @param count how much waits there; 0 shows nothing
     * @param hot true if it should not wait long
     */
    public record Entry(String section, String key, String path, String icon, String word, int count, boolean hot) {}

    static Rail of(Shop shop, Member me, String here) {
        return new Rail(
                here,
                me.name(),
                me.roles().stream()
                        .sorted()
                        .map(it -> Words.plain(it).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                entries(shop, me));
    }

    private static List<Entry> entries(Shop shop, Member me) {
        List<Entry> all = new ArrayList<>();
        all.add(new Entry("", "today", "/admin", "home", "Today", 0, false));
        if (me.may(Permission.ORDERS_READ)) {
            all.add(new Entry("", "orders", "/admin/orders", "bag", "Orders", 0, false));
        }
        if (me.may(Permission.FULFILMENT)) {
            int pack = sum(shop.fulfillment().count(List.of(WorkState.RELEASED, WorkState.PICKING)));
            all.add(new Entry("", "pack", "/admin/pack", "box", "Pick & pack", pack, false));
            all.add(new Entry("", "parcels", "/admin/parcels", "truck", "Parcels", 0, false));
        }
        if (me.may(Permission.RETURNS)) {
            int open = sum(shop.returns().count(List.of(ReturnState.REQUESTED, ReturnState.RECEIVING)));
            all.add(new Entry("", "returns", "/admin/returns", "back", "Returns", open, false));
        }
        if (me.may(Permission.PAYMENTS)) {
            int unclear = shop.payments().reviewCount();
            all.add(new Entry("", "payments", "/admin/payments", "card", "Payments", unclear, true));
        }
        int shopStarts = all.size();
        if (me.may(Permission.CATALOG) || me.may(Permission.STOCK)) {
            all.add(new Entry("", "products", "/admin/products", "tag", "Products", 0, false));
        }
        if (me.may(Permission.CATALOG)) {
            all.add(new Entry("", "import", "/admin/import", "down-line", "Import", 0, false));
        }
        if (me.may(Permission.STOCK)) {
            all.add(new Entry("", "stock", "/admin/stock", "chart", "Stock", 0, false));
        }
        if (me.may(Permission.CUSTOMERS)) {
            all.add(new Entry("", "customers", "/admin/customers", "user", "Customers", 0, false));
        }
        if (me.may(Permission.PROMOTIONS)) {
            all.add(new Entry("", "codes", "/admin/codes", "gift", "Codes", 0, false));
        }
        if (me.may(Permission.LAUNCHES)) {
            all.add(new Entry("", "launches", "/admin/launches", "calendar", "Launches", 0, false));
        }
        int systemStarts = all.size();
        if (me.may(Permission.OPERATIONS)) {
            int stuck = shop.events().deadLetters().size();
            all.add(new Entry("", "plugins", "/admin/plugins", "plug", "Plugins", 0, false));
            all.add(new Entry("", "webhooks", "/admin/webhooks", "bolt", "Webhooks", 0, false));
            all.add(new Entry("", "system", "/admin/system", "pulse", "Health", stuck, true));
            all.add(new Entry("", "staff", "/admin/staff", "people", "Staff", 0, false));
            all.add(new Entry("", "log", "/admin/log", "clock", "Log", 0, false));
            all.add(new Entry("", "settings", "/admin/settings", "gear", "Settings", 0, false));
        }
        head(all, shopStarts, "Shop");
        head(all, systemStarts, "System");
        return all;
    }

    private static void head(List<Entry> all, int at, String section) {
        if (at < all.size()) {
            Entry it = all.get(at);
            all.set(at, new Entry(section, it.key(), it.path(), it.icon(), it.word(), it.count(), it.hot()));
        }
    }

    private static int sum(Map<?, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
