package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Token;
import java.net.URI;

/**
 * What an attempt was asked with, as it is stored so that another process can send it unchanged.
 *
 * @param instrument {@code page}, {@code token:…} or {@code saved:…}
 */
record StoredRequest(String instrument, CheckoutSummary summary, Buyer buyer, URI returnUrl, URI cancelUrl) {
    private static final String TOKEN = "token:";
    private static final String SAVED = "saved:";

    static StoredRequest of(NewAttempt attempt) {
        return new StoredRequest(
                text(attempt.instrument()),
                attempt.summary(),
                attempt.buyer(),
                attempt.returnUrl(),
                attempt.cancelUrl());
    }

    Instrument read() {
        if (instrument.startsWith(TOKEN)) {
            return new Instrument.ClientToken(new Token(instrument.substring(TOKEN.length())));
        } else if (instrument.startsWith(SAVED)) {
            return new Instrument.Saved(new ProviderRef(instrument.substring(SAVED.length())));
        }
        return new Instrument.ProviderPage();
    }

    private static String text(Instrument instrument) {
        if (instrument instanceof Instrument.ClientToken token) {
            return TOKEN + token.token().value();
        } else if (instrument instanceof Instrument.Saved saved) {
            return SAVED + saved.instrument().value();
        }
        return "page";
    }

    /** Names nothing that could be personal or secret. */
    @Override
    public String toString() {
        return "StoredRequest[" + summary.reference() + "]";
    }
}
