package io.tradewind.commerce.spi.phone;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;

/** Makes and checks the code itself; the core still counts and limits. Safe for use by many threads. */
public interface ManagedVerifier extends PhoneProvider {
    /** Starts a verification: the provider makes a code and sends it. */
    Answer<Started> start(StartVerification request);

    /** Checks a code. An unknown verification is no match; the provider's own limit is {@link Answer.Refused}. */
    Answer<CodeCheck> check(Call call, ProviderRef verification, String code);

    /** Ends a verification; its code is worthless afterwards. */
    default Answer<Cancelled> cancel(Call call, ProviderRef verification) {
        return Answer.unsupported("cancel");
    }
}
