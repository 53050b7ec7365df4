package io.tradewind.commerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.name.Names;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.testdb.BothDatabases;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CommerceModuleTest {
    private static final Sku MUG = Sku.of("MUG");

    /** A class of the host that is handed a shop for each request. */
    static final class Counter {
        private final Provider<Shop> shops;

        @Inject
        Counter(@Named("mugs") Provider<Shop> shops) {
            this.shops = shops;
        }

        int left(Sku sku) {
            return shops.get().stock().level(sku).available();
        }
    }

    /** What a host binds: its data source, who asks, and how its shop is to be. */
    private static final class Host extends AbstractModule {
        private final DataSource dataSource;

        Host(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        protected void configure() {
            bind(DataSource.class).toInstance(dataSource);
        }

        @Provides
        static Actor whoAsks() {
            return Actor.staff("mia", Role.ADMIN);
        }

        @Provides
        static Commerce.Builder settings(DataSource dataSource) {
            return Commerce.builder()
                    .dataSource(dataSource)
                    .jobs(JobMode.MANUAL)
                    .store("mugs", store -> store.currency("EUR"));
        }
    }

    @BothDatabases
    void a_host_with_an_injector_starts_calls_and_closes_the_library(DataSource dataSource) {
        Injector injector = Guice.createInjector(
                new Host(dataSource), CommerceModule.create().shop("mugs"));
        try (Commerce commerce = injector.getInstance(Commerce.class)) {
            assertThat(injector.getInstance(Commerce.class)).isSameAs(commerce);
            Shop staff = commerce.shop("mugs", Actor.staff("mia", Role.ADMIN));
            staff.catalog().publish(NewProduct.named("White mug").variant(MUG, Money.parse("EUR 12.50")));
            staff.stock().receive(MUG, 10, "delivery note 17");

            assertThat(injector.getInstance(Counter.class).left(MUG)).isEqualTo(10);
        }
    }

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Cups {}

    @Test
    void two_of_them_live_in_one_injector_and_share_nothing() {
        Injector injector = Guice.createInjector(
                new AbstractModule() {
                    @Provides
                    @Cups
                    Commerce.Builder cups() {
                        return Commerce.builder()
                                .inMemory()
                                .jobs(JobMode.MANUAL)
                                .store("cups", store -> store.currency("EUR"));
                    }

                    @Provides
                    @com.google.inject.name.Named("plates")
                    Commerce.Builder plates() {
                        return Commerce.builder()
                                .inMemory()
                                .jobs(JobMode.MANUAL)
                                .store("plates", store -> store.currency("JPY"));
                    }
                },
                CommerceModule.annotatedWith(Cups.class),
                CommerceModule.annotatedWith(Names.named("plates")));
        try (Commerce cups = injector.getInstance(Key.get(Commerce.class, Cups.class));
                Commerce plates = injector.getInstance(Key.get(Commerce.class, Names.named("plates")))) {
            assertThat(cups.stores())
                    .singleElement()
                    .satisfies(it -> assertThat(it.code()).isEqualTo("cups"));
            assertThat(plates.stores())
                    .singleElement()
                    .satisfies(it -> assertThat(it.code()).isEqualTo("plates"));
            assertThat(cups.dataSource()).isNotSameAs(plates.dataSource());
        }
    }

    @Test
    void a_wrong_setting_stops_the_making_of_the_injector_and_names_itself() {
        AbstractModule nothingDeclared = new AbstractModule() {
            @Provides
            Commerce.Builder settings() {
                return Commerce.builder().inMemory();
            }
        };

        assertThatThrownBy(() -> Guice.createInjector(nothingDeclared, CommerceModule.create()))
                .isInstanceOf(CreationException.class)
                .hasRootCauseInstanceOf(CommerceException.class)
                .hasMessageContaining("No store was declared");
    }

    @BothDatabases
    void a_shop_that_was_never_declared_stops_it_too(DataSource dataSource) {
        assertThatThrownBy(() -> Guice.createInjector(
                        new Host(dataSource), CommerceModule.create().shop("cups")))
                .isInstanceOf(CreationException.class)
                .hasRootCauseInstanceOf(CommerceException.class)
                .hasMessageContaining(ErrorCode.UNKNOWN_STORE.code())
                .hasMessageContaining("mugs");
    }
}
