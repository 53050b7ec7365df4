package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;

/** Mistakes about a line, or an answer, that is broken. */
final class BrokenLines {
    static final List<Mutant> ALL = List.of(
            Mutant.of("timeout-is-declined", "PAY-LOST-1", TimeoutIsDeclined::new),
            Mutant.of("timeout-is-not-sent", "PAY-SENT-2", TimeoutIsNotSent::new),
            Mutant.of("refused-after-resend-is-not-sent", "PAY-SENT-2", Resends::new),
            Mutant.of("refused-is-unknown", "PAY-SENT-1", RefusedIsUnknown::new),
            Mutant.of("retries-itself", "PAY-LOST-3", Resends::new),
            Mutant.of("url-connection-resends", "PAY-LOST-4", UrlConnectionResends::new),
            Mutant.of("html-is-declined", "PAY-JUNK-1", HtmlIsDeclined::new),
            Mutant.of("empty-200-is-approved", "PAY-JUNK-2", EmptyIsApproved::new),
            Mutant.of("throws-on-truncated", "PAY-JUNK-3", ThrowsOnTruncated::new),
            Mutant.of("follows-redirect", "PAY-JUNK-5", FollowsRedirect::new),
            Mutant.of("sdk-default-timeout", "PAY-TIME-1", SdkDefaultTimeout::new),
            Mutant.of("body-outlives-deadline", "PAY-TIME-2", BodyOutlivesDeadline::new),
            Mutant.of("swallows-interrupt", "PAY-TIME-3", SwallowsInterrupt::new),
            Mutant.of("asks-about-another-id", "PAY-LOST-2", AsksAboutAnotherId::new),
            Mutant.of("own-reference-for-any-answer", "PAY-JUNK-4", OwnReferenceForAnyAnswer::new));

    private BrokenLines() {}

    private static final class TimeoutIsDeclined extends ReferenceGateway {
        TimeoutIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unknown(String why) {
            return no(DeclineCode.OTHER, Retry.LATER, "timeout");
        }
    }

    private static final class TimeoutIsNotSent extends ReferenceGateway {
        TimeoutIsNotSent(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unknown(String why) {
            return new PaymentResult.NotSent(why);
        }
    }

    /** Sends again by itself, and says what became of the second try only. */
    private static final class Resends extends ReferenceGateway {
        Resends(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            HttpReply first = super.send(call);
            return first instanceof HttpReply.Unknown ? super.send(call) : first;
        }
    }

    private static final class RefusedIsUnknown extends ReferenceGateway {
        RefusedIsUnknown(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult notSent(String why) {
            return unknown(why);
        }
    }

    /** The JDK's old client: sends a POST again when the connection breaks before an answer. */
    private static final class UrlConnectionResends extends ReferenceGateway {
        UrlConnectionResends(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) call.uri().toURL().openConnection();
                connection.setRequestMethod(call.method());
                connection.setInstanceFollowRedirects(false);
                call.headers().forEach(connection::setRequestProperty);
                if (call.body().length > 0) {
                    connection.setDoOutput(true);
                    connection.getOutputStream().write(call.body());
                }
                int status = connection.getResponseCode();
                byte[] body = (status < 400 ? connection.getInputStream() : connection.getErrorStream()).readAllBytes();
                return new HttpReply.Answered(status, Map.of(), body);
            } catch (ConnectException refused) {
                return new HttpReply.NotSent("" + refused);
            } catch (IOException lost) {
                return new HttpReply.Unknown("" + lost);
            }
        }
    }

    private static final class HtmlIsDeclined extends ReferenceGateway {
        HtmlIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unreadable(HttpReply.Answered answer, RuntimeException why) {
            return answer.status() >= 400
                    ? no(DeclineCode.OTHER, Retry.LATER, "" + answer.status())
                    : super.unreadable(answer, why);
        }
    }

    private static final class EmptyIsApproved extends ReferenceGateway {
        EmptyIsApproved(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult result(Sent sent, HttpReply reply) {
            if (reply instanceof HttpReply.Answered it && it.status() == 200 && it.body().length == 0) {
                ProviderRef ref = sent.payment().orElse(new ProviderRef("payment"));
                return new PaymentResult.Approved(ref, sent.amount(), Effect.CAPTURED, Details.NONE);
            }
            return super.result(sent, reply);
        }
    }

    private static final class ThrowsOnTruncated extends ReferenceGateway {
        ThrowsOnTruncated(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult unreadable(HttpReply.Answered answer, RuntimeException why) {
            if (answer.status() == 200) {
                throw why;
            }
            return super.unreadable(answer, why);
        }
    }

    private static final class FollowsRedirect extends ReferenceGateway {
        FollowsRedirect(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            HttpReply reply = super.send(call);
            if (reply instanceof HttpReply.Answered it && it.status() / 100 == 3) {
                URI elsewhere = call.uri().resolve(it.header("Location").orElse(""));
                return super.send(new HttpCall(call.method(), elsewhere, call.headers(), call.body(), call.deadline()));
            }
            return reply;
        }
    }

    private static final class SdkDefaultTimeout extends ReferenceGateway {
        SdkDefaultTimeout(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            Instant later = context.clock().instant().plusSeconds(80);
            return super.send(new HttpCall(call.method(), call.uri(), call.headers(), call.body(), later));
        }
    }

    /** The time-out of the JDK's client ends with the head of the answer. */
    private static final class BodyOutlivesDeadline extends ReferenceGateway {
        private final HttpClient client = HttpClient.newHttpClient();

        BodyOutlivesDeadline(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                    .timeout(Duration.between(context.clock().instant(), call.deadline()))
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
            call.headers().forEach(request::header);
            try {
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new HttpReply.Answered(response.statusCode(), Map.of(), response.body());
            } catch (IOException lost) {
                return new HttpReply.Unknown("" + lost);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return new HttpReply.Unknown("interrupted");
            }
        }
    }

    private static final class SwallowsInterrupt extends ReferenceGateway {
        SwallowsInterrupt(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpReply send(HttpCall call) {
            CompletableFuture<HttpReply> reply = CompletableFuture.supplyAsync(() -> super.send(call));
            while (true) {
                try {
                    return reply.get();
                } catch (InterruptedException ignored) {
                    continue;
                } catch (ExecutionException failed) {
                    return new HttpReply.Unknown("" + failed);
                }
            }
        }
    }

    private static final class AsksAboutAnotherId extends ReferenceGateway {
        AsksAboutAnotherId(ProviderContext context) {
            super(context);
        }

        @Override
        protected String question(StatusQuery query) {
            return "operations?reference=" + query.operation().step(2);
        }
    }

    /** Says of an answer about another payment that it is about this one. */
    private static final class OwnReferenceForAnyAnswer extends ReferenceGateway {
        OwnReferenceForAnyAnswer(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult approved(Sent sent, JsonNode json) {
            PaymentResult.Approved told = (PaymentResult.Approved) super.approved(sent, json);
            ProviderRef own = new ProviderRef("own-" + sent.call().id());
            return new PaymentResult.Approved(own, told.amount(), told.effect(), told.details());
        }
    }
}
