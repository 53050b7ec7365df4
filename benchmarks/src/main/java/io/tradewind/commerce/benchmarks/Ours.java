package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.Commerce;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Places orders through the library. */
final class Ours implements Contender {
    private final MugShop shop;
    private final Queue<MugShop.Ready> ready = new ConcurrentLinkedQueue<>();

    Ours(Consumer<Commerce.Builder> database) {
        shop = new MugShop(database).stocked();
    }

    @Override
    public void prepare(int orders) {
        int missing = orders - ready.size();
        IntStream.range(0, Math.max(0, missing)).parallel().forEach(i -> ready.add(shop.ready()));
    }

    @Override
    public boolean place() {
        MugShop.Ready next = ready.poll();
        if (next == null) {
            return false;
        }
        next.place();
        return true;
    }

    @Override
    public DataSource dataSource() {
        return shop.commerce().dataSource();
    }

    @Override
    public void close() {
        shop.close();
    }
}
