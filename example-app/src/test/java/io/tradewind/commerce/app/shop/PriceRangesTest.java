package io.tradewind.commerce.app.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Facets;
import io.tradewind.commerce.catalog.PriceBand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class PriceRangesTest {
    private static final Lang ENGLISH = Lang.of("/");

    @Test
    void the_sums_are_round_in_every_currency_and_follow_one_another() {
        assertThat(minor("EUR")).containsExactly("0-2000", "2000-5000", "5000-");
        assertThat(minor("USD")).containsExactly("0-2000", "2000-5000", "5000-");
        assertThat(minor("JPY")).containsExactly("0-2000", "2000-5000", "5000-");
        assertThat(minor("KWD")).containsExactly("0-20000", "20000-50000", "50000-");
    }

    private static List<String> minor(String currency) {
        CurrencyUnit unit = CurrencyUnit.of(currency);
        List<PriceBand> bands = PriceRanges.of(unit);
        assertThat(bands).extracting(it -> it.from().getCurrencyUnit()).containsOnly(unit);
        return bands.stream()
                .map(it -> it.from().getAmountMinorLong() + "-"
                        + it.below()
                                .map(below -> String.valueOf(below.getAmountMinorLong()))
                                .orElse(""))
                .toList();
    }

    @Test
    void the_sums_are_said_without_decimals() {
        assertThat(words("EUR")).containsExactly("Under €20", "€20 – €50", "Over €50");
        assertThat(words("USD")).containsExactly("Under $20", "$20 – $50", "Over $50");
        assertThat(words("JPY")).containsExactly("Under JPY 2,000", "JPY 2,000 – JPY 5,000", "Over JPY 5,000");
        assertThat(words("KWD")).containsExactly("Under KWD 20", "KWD 20 – KWD 50", "Over KWD 50");
    }

    private static List<String> words(String currency) {
        return PriceRanges.of(CurrencyUnit.of(currency)).stream()
                .map(it -> PriceRanges.words(ENGLISH, it).replace('\u00a0', ' '))
                .toList();
    }

    @Test
    void a_list_is_narrowed_in_the_currency_of_its_store() {
        List<PriceBand> yen = PriceRanges.of(CurrencyUnit.JPY);
        Chosen chosen = new Chosen(yen, Set.of(), Map.of(), Set.of(1));
        assertThat(chosen.narrowing().prices()).containsExactly(yen.get(1));
        assertThat(chosen.parameters()).isEqualTo("&price=1");
        assertThat(chosen.singles(ENGLISH).stream().map(Chosen.Single::text))
                .containsExactly(PriceRanges.words(ENGLISH, yen.get(1)));
        Facets facets = new Facets(5, Map.of(), Map.of(yen.get(0), 2L, yen.get(1), 3L), List.of());
        assertThat(chosen.groups(ENGLISH, facets).stream()
                        .flatMap(it -> it.values().stream())
                        .collect(Collectors.toMap(Shelf.FacetValue::value, Shelf.FacetValue::count)))
                .isEqualTo(Map.of("0", 2L, "1", 3L));
    }
}
