package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.plugin.PluginReport;
import java.util.List;
import java.util.Optional;

/**
 * What a new store still needs before strangers can buy in it.
 *
 * @param steps in the order in which they are done
 */
public record SetUp(List<Step> steps) {
    /** Copies the list. */
    public SetUp {
        steps = List.copyOf(steps);
    }

    /**
     * One thing to do.
     *
     * @param how what to do, in a sentence
     * @param path where it is done
     */
    public record Step(String word, boolean done, String how, String path) {}

    static SetUp of(Shop shop, PluginReport plugins) {
        return new SetUp(List.of(
                new Step(
                        "A way to pay",
                        has(plugins, "payment"),
                        "Switch a payment account on in the shop’s code, then test it.",
                        "/admin/plugins"),
                new Step(
                        "A carrier",
                        has(plugins, "carrier"),
                        "Switch a carrier on in the shop’s code, then test it.",
                        "/admin/plugins"),
                new Step(
                        "A first product",
                        !shop.catalog().list(ProductQuery.all()).items().isEmpty(),
                        "Make one, or import a file of them, and put it into the shop.",
                        "/admin/products/new"),
                new Step(
                        "A test order",
                        !shop.orders()
                                .list(OrderQuery.newest().size(1))
                                .orders()
                                .isEmpty(),
                        "Order something in the shop as a customer would.",
                        "/"),
                new Step(
                        "A parcel on its way",
                        sent(shop),
                        "Pack the test order and hand its parcel over.",
                        "/admin/pack")));
    }

    private static boolean has(PluginReport plugins, String role) {
        return plugins.accounts().stream().anyMatch(it -> it.role().equals(role));
    }

    private static boolean sent(Shop shop) {
        return shop.fulfillment().count(List.of(WorkState.HANDED_OVER)).getOrDefault(WorkState.HANDED_OVER, 0) > 0;
    }

    /** How many steps are done. */
    public int count() {
        return (int) steps.stream().filter(Step::done).count();
    }

    /** What comes next; empty if all is done. */
    public Optional<Step> next() {
        return steps.stream().filter(it -> !it.done()).findFirst();
    }
}
