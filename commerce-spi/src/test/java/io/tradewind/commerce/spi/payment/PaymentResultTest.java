package io.tradewind.commerce.spi.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class PaymentResultTest {
    @Test
    void an_approval_made_as_in_the_first_version_keeps_no_instrument_and_another_says_which() {
        PaymentResult.Approved plain = new PaymentResult.Approved(
                new ProviderRef("pay-1"), Money.parse("EUR 10.00"), Effect.AUTHORIZED, Details.code("00"));
        SavedInstrument card = new SavedInstrument(new ProviderRef("card-1"), "Visa ending in 4242", Optional.empty());
        PaymentResult.Approved keeping = plain.keeping(card);

        assertThat(plain.saved()).isEmpty();
        assertThat(keeping.saved()).contains(card);
        assertThat(new PaymentResult.Approved(keeping.ref(), keeping.amount(), keeping.effect(), keeping.details()))
                .isEqualTo(plain);
    }
}
