package io.tradewind.commerce.payment.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.net.Authenticator;
import com.stripe.net.BearerTokenAuthenticator;
import com.stripe.net.LiveStripeResponseGetter;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeResponseGetterOptions;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.http.HttpPort;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stripe's library, set up for one account: nothing of it is shared with other accounts of the process. */
final class StripeApi {
    private final HttpPort port;
    private final Options options;

    StripeApi(HttpPort port, StripeSettings settings) {
        this.port = port;
        this.options = new Options(settings);
    }

    /** Returns Stripe's client for one exchange that ends by a deadline. */
    StripeClient until(Instant deadline) {
        return new StripeClient(new LiveStripeResponseGetter(options, new PortClient(port, deadline)));
    }

    /** Returns the options of a call with an effect: the operation is the key. */
    static RequestOptions keyed(OperationId operation) {
        return RequestOptions.builder().setIdempotencyKey(operation.toString()).build();
    }

    /** What Stripe's library would else take from its own static fields. */
    @SuppressWarnings("NullAway") // the library's way to say "none"
    private static final class Options extends StripeResponseGetterOptions {
        private final Authenticator authenticator;
        private final @Nullable String account;
        private final String endpoint;

        Options(StripeSettings settings) {
            super();
            this.authenticator =
                    new BearerTokenAuthenticator(settings.secretKey().reveal());
            this.account = settings.connectedAccount().orElse(null);
            this.endpoint = settings.endpoint();
        }

        @Override
        public Authenticator getAuthenticator() {
            return authenticator;
        }

        @Override
        public String getClientId() {
            return null;
        }

        @Override
        public int getConnectTimeout() {
            return Stripe.DEFAULT_CONNECT_TIMEOUT;
        }

        @Override
        public Proxy getConnectionProxy() {
            return null;
        }

        @Override
        public int getMaxNetworkRetries() {
            return 0;
        }

        @Override
        public PasswordAuthentication getProxyCredential() {
            return null;
        }

        @Override
        public String getApiBase() {
            return endpoint;
        }

        @Override
        public String getFilesBase() {
            return endpoint;
        }

        @Override
        public String getConnectBase() {
            return endpoint;
        }

        @Override
        public String getMeterEventsBase() {
            return endpoint;
        }

        @Override
        public int getReadTimeout() {
            return Stripe.DEFAULT_READ_TIMEOUT;
        }

        @Override
        public String getStripeAccount() {
            return account;
        }

        @Override
        public String getStripeContext() {
            return null;
        }
    }
}
