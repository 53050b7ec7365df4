package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting: what is wrong is said in one line, and a restart finds everything again. */
class StartTest {
    @TempDir
    Path data;

    @Test
    void a_taken_port_is_said_in_one_line_and_leaves_nothing_running() {
        try (App first = App.start(new AppConfig(0, data.resolve("first"), Optional.empty()))) {
            int port = first.url().getPort();
            AppConfig same = new AppConfig(port, data.resolve("second"), Optional.empty());
            RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> App.start(same));
            assertThat(Main.complaint(failure, Map.of("PORT", String.valueOf(port)))
                            .orElseThrow())
                    .contains("port " + port + " is taken")
                    .doesNotContain("\n");
        }
        try (App second = App.start(new AppConfig(0, data.resolve("second"), Optional.empty()))) {
            assertThat(new Visitor(second.url()).get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void wrong_settings_are_named_with_their_cure() {
        assertThat(complaint(Map.of("PORT", "http"))).contains("PORT is 'http': use a number from 0 to 65535");
        assertThat(complaint(Map.of("PORT", "70000"))).contains("PORT is '70000'");
        assertThat(complaint(Map.of("DATABASE_URL", "mysql://localhost/shop")))
                .contains("DATABASE_URL must start with postgresql://");
        assertThat(complaint(Map.of("DATABASE_URL", "postgresql://u:secret word@localhost/shop")))
                .contains("DATABASE_URL")
                .doesNotContain("secret");
    }

    private static String complaint(Map<String, String> environment) {
        RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> AppConfig.from(environment));
        return Main.complaint(failure, environment).orElseThrow();
    }

    @Test
    void a_basket_survives_a_restart() {
        String cookie;
        try (App app = App.start(new AppConfig(0, data, Optional.empty()))) {
            Visitor shopper = new Visitor(app.url());
            shopper.get("/p/stoneware-mug");
            shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "3");
            assertThat(shopper.last().text()).contains("€54.00");
            cookie = shopper.cookie("tw_shop");
        }
        try (App app = App.start(new AppConfig(0, data, Optional.empty()))) {
            Visitor shopper = new Visitor(app.url());
            shopper.setCookie("tw_shop", cookie);
            assertThat(shopper.get("/cart").text()).contains("Stoneware mug", "€54.00");
        }
    }
}
