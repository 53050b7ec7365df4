package io.tradewind.commerce.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMarkTest {
    private static final UUID ID = UUID.fromString("0190c6e1-f0a8-7d3f-b1e2-c3d4e5f60718");

    @Test
    void what_a_page_gives_is_read_again() {
        for (String at : List.of("2026-11-26T03:00:00Z", "2026-11-26T03:00:00.123456Z")) {
            PageMark mark = new PageMark(Instant.parse(at), ID);
            assertThat(PageMark.read(mark.text())).isEqualTo(mark);
        }
        assertThat(PageMark.read(PageMark.LATEST.text())).isEqualTo(PageMark.LATEST);
    }

    @Test
    void only_a_page_with_rows_behind_it_gives_one() {
        List<Instant> rows = List.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), Instant.EPOCH.plusSeconds(2));
        assertThat(PageMark.behind(rows, 3, it -> new PageMark(it, ID))).isEmpty();
        assertThat(PageMark.behind(rows, 2, it -> new PageMark(it, ID))).hasValue(new PageMark(rows.get(1), ID).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-26T03:00:00Z",
                "2026-11-26T03:00:00Z 1-2-3-4-5",
                "2026-13-26T03:00:00.000Z 0190c6e1-f0a8-7d3f-b1e2-c3d4e5f60718",
                "+999999999-11-26T03:00:00Z 0190c6e1-f0a8-7d3f-b1e2-c3d4e5f60718",
                "-1000000-11-26T03:00:00Z 0190c6e1-f0a8-7d3f-b1e2-c3d4e5f60718",
                "2026-11-26T03:00:00Z 0190c6e1-f0a8-7d3f-b1e2-c3d4e5f60718 "
            })
    void what_no_page_has_given_is_refused(String plain) {
        String text = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> PageMark.read(text))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("after");
        assertThatThrownBy(() -> PageMark.read("%" + text)).isInstanceOf(CommerceException.class);
    }
}
