package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.payment.Token;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt was asked with, as it is stored so that another process can send it unchanged.
 *
 * @param instrument {@code page}, {@code token:…} or {@code saved:…}
 * @param use whether an instrument is kept or a kept one used; null stands for neither
 */
record StoredRequest(
        String instrument,
        CheckoutSummary summary,
        Buyer buyer,
        URI returnUrl,
        URI cancelUrl,
        @Nullable StoredCredential use) {
    private static final String TOKEN = "token:";
    private static final String SAVED = "saved:";

    static StoredRequest of(NewAttempt attempt) {
        return new StoredRequest(
                text(attempt.instrument()),
                attempt.summary(),
                attempt.buyer(),
                attempt.returnUrl(),
                attempt.cancelUrl(),
                use(attempt));
    }

    /** How an instrument kept under that reference is written. */
    static String saved(String ref) {
        return SAVED + ref;
    }

    private static StoredCredential use(NewAttempt attempt) {
        if (attempt.instrument() instanceof Instrument.Saved) {
            return StoredCredential.CUSTOMER_PRESENT;
        }
        return attempt.keeps() ? StoredCredential.SAVE_FOR_LATER : StoredCredential.NONE;
    }

    StoredCredential credential() {
        return use == null ? StoredCredential.NONE : use;
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
