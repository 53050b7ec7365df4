package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.internal.world.Threads;
import io.tradewind.commerce.internal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final AtomicInteger pools = new AtomicInteger();
    private final CountDownLatch mended = new CountDownLatch(1);
    private final World world = new World(null, null, Runnable::run, null, new Counted());
    private final Lane lane =
            new Lane("lane", Bulkhead.EFFECTS, world, getClass().getClassLoader());

    @AfterEach
    void close() {
        mended.countDown();
        lane.close();
    }

    @Test
    void those_who_hang_in_a_pool_that_was_replaced_do_not_have_the_next_one_replaced() throws Exception {
        leave(hanging(8));

        assertThat(pools).hasValue(2);
        assertThat(lane.stuck()).isEqualTo(8);
    }

    @Test
    void who_moved_to_the_next_pool_counts_there() throws Exception {
        List<Ticket<String>> first = hanging(8);
        CountDownLatch moved = new CountDownLatch(4);
        List<Ticket<String>> queued = submitted(4, moved);
        leave(first.subList(0, 4));
        assertThat(moved.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pools).hasValue(2);

        leave(queued);

        assertThat(pools).hasValue(3);
    }

    private List<Ticket<String>> hanging(int calls) throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(calls);
        List<Ticket<String>> tickets = submitted(calls, inside);
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        return tickets;
    }

    private List<Ticket<String>> submitted(int calls, CountDownLatch inside) {
        List<Ticket<String>> tickets = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            tickets.add(lane.submit(
                    () -> {
                        inside.countDown();
                        deaf(mended);
                        return "late";
                    },
                    late -> {}));
        }
        assertThat(tickets).doesNotContainNull();
        return tickets;
    }

    private static void leave(List<Ticket<String>> tickets) {
        tickets.forEach(it -> assertThat(it.await(Duration.ZERO, Duration.ZERO)).isInstanceOf(Attempt.Unknown.class));
    }

    private static void deaf(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException goesOn) {
                continue;
            }
        }
    }

    /** Real ones. */
    private final class Counted implements Threads {
        @Override
        public ExecutorService pool(String name, int threads) {
            pools.incrementAndGet();
            return REAL.pool(name, threads);
        }

        @Override
        public <T> T await(CompletableFuture<T> result, Duration longest)
                throws InterruptedException, ExecutionException, TimeoutException {
            return REAL.await(result, longest);
        }

        @Override
        public void pause(Duration duration) {
            REAL.pause(duration);
        }
    }
}
