package io.tradewind.commerce.internal.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.UUIDComparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorldTest {
    @Test
    void ids_grow_even_within_a_millisecond() {
        try (World world = new World(null, null, null, null)) {
            List<UUID> ids = Stream.generate(world::id).limit(10_000).toList();

            assertThat(ids).isSortedAccordingTo(new UUIDComparator()).doesNotHaveDuplicates();
        }
    }

    @Test
    void the_clock_ticks_in_microseconds() {
        try (World world = new World(null, null, null, null)) {
            assertThat(Stream.generate(world::now).limit(100)).allMatch(it -> it.getNano() % 1_000 == 0);
        }
    }
}
