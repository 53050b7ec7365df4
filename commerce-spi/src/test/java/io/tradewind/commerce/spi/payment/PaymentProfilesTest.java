package io.tradewind.commerce.spi.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.MinorUnits;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PaymentProfilesTest {
    @Test
    void a_profile_takes_what_its_currencies_and_units_can_say() {
        PaymentProfile profile = PaymentProfiles.builder()
                .can(PaymentCapability.PURCHASE)
                .currencies("EUR", "HUF")
                .units(MinorUnits.STANDARD.except("HUF", 0))
                .build();
        assertThat(profile.takes(Money.parse("EUR 1.50"))).isTrue();
        assertThat(profile.takes(Money.parse("HUF 1.50"))).isFalse();
        assertThat(profile.takes(Money.parse("CHF 1.50"))).isFalse();
    }

    @Test
    void an_offline_profile_pays_later_in_any_currency() {
        PaymentProfile profile = PaymentProfiles.offline();
        assertThat(profile.can(PaymentCapability.PAY_LATER)).isTrue();
        assertThat(profile.can(PaymentCapability.KEYED)).isFalse();
        assertThat(profile.takes(Money.parse("KWD 1.250"))).isTrue();
    }
}
