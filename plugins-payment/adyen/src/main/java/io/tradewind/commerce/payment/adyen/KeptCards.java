package io.tradewind.commerce.payment.adyen;

import com.adyen.service.exception.ApiException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.http.TransportFailure;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cards Adyen keeps for a buyer. */
final class KeptCards implements SavedInstruments {
    private final AdyenApi api;
    private final String merchantAccount;
    private final Clock clock;

    KeptCards(AdyenApi api, String merchantAccount, Clock clock) {
        this.api = api;
        this.merchantAccount = merchantAccount;
        this.clock = clock;
    }

    @Override
    public Answer<List<SavedInstrument>> list(ProviderRef buyer, Instant deadline) {
        return attempt(() -> {
            JsonNode answer = api.get("/storedPaymentMethods", of(buyer.value()), deadline);
            List<SavedInstrument> cards = new ArrayList<>();
            answer.path("storedPaymentMethods")
                    .forEach(it -> KeptCard.listed(it, buyer.value()).ifPresent(cards::add));
            return new Answer.Done<>(cards);
        });
    }

    @Override
    public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
        Optional<KeptCard> card = KeptCard.parse(instrument);
        if (card.isEmpty()) {
            return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no reference of a kept card");
        }
        return attempt(() -> {
            try {
                api.delete(
                        "/storedPaymentMethods/" + card.get().id(),
                        of(card.get().shopper()),
                        call.deadline());
            } catch (ApiException failed) {
                if (!Failures.isUnheardOf(failed)) {
                    throw failed;
                }
            }
            return new Answer.Done<>(new Cancelled(clock.instant()));
        });
    }

    private Map<String, String> of(String shopper) {
        return Map.of("merchantAccount", merchantAccount, "shopperReference", shopper);
    }

    private static <T> Answer<T> attempt(Failures.Exchange<Answer<T>> exchange) {
        try {
            return exchange.run();
        } catch (ApiException failed) {
            boolean ours = Failures.error(failed).isPresent() && failed.getStatusCode() < 500;
            return Failures.isBadCredentials(failed)
                    ? new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, Failures.say(failed))
                    : ours
                            ? new Answer.Rejected<>(RejectCode.INVALID_REQUEST, Failures.say(failed))
                            : new Answer.Unknown<>(Optional.empty(), Failures.say(failed));
        } catch (IOException failed) {
            boolean unsent = TransportFailure.in(failed)
                    .filter(it -> it.reply() instanceof HttpReply.NotSent)
                    .isPresent();
            return unsent
                    ? new Answer.NotSent<>(Failures.say(failed))
                    : new Answer.Unknown<>(Optional.empty(), Failures.say(failed));
        } catch (RuntimeException junk) { // as in Failures
            return new Answer.Unknown<>(Optional.empty(), "the answer cannot be read");
        }
    }
}
