package io.tradewind.commerce.testing;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.warehouse.PickRequest;
import io.tradewind.commerce.spi.warehouse.WarehouseFact;
import io.tradewind.commerce.spi.warehouse.WarehouseLink;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * An outside warehouse ({@code fake-warehouse}) that keeps a book of the requests it took, can be told how to answer the
 * next calls, and whose news reach the shop by webhook in the order a test wants. Safe for many threads.
 */
public final class FakeWarehouse implements CommercePlugin {
    public static final String CODE = "fake-warehouse";

    /** How it answers a call. */
    public enum Mood {
        TAKE,
        /** It does it, and the answer is lost. */
        LOSE_ANSWER,
        NOT_SENT,
        REFUSE,
        /** It does it, and never answers. */
        HANG
    }

    private final Map<UUID, PickRequest> taken = new LinkedHashMap<>();
    private final List<PickRequest> told = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<Call> cancelCalls = new ArrayList<>();
    private final Deque<Mood> moods = new ArrayDeque<>();
    private final Map<String, WarehouseFact> news = new LinkedHashMap<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /** The next calls are answered like that, in this order; then it does what it is asked for. */
    public synchronized void next(Mood... coming) {
        moods.addAll(List.of(coming));
    }

    /** What it took, by our id of the work. */
    public synchronized Map<UUID, PickRequest> taken() {
        return Map.copyOf(taken);
    }

    /** Every request that reached it. */
    public synchronized List<PickRequest> told() {
        return List.copyOf(told);
    }

    /** References of what it gave back. */
    public synchronized List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    /** Every wish to give something back. */
    public synchronized List<Call> cancelCalls() {
        return List.copyOf(cancelCalls);
    }

    /** Its reference of a piece of our work. */
    public static ProviderRef ref(UUID work) {
        return new ProviderRef("pick-" + work);
    }

    /** The webhook that tells that fact under that id. */
    public synchronized WebhookEnvelope webhook(String eventId, WarehouseFact fact, Instant at) {
        news.put(eventId, fact);
        return new WebhookEnvelope(
                "POST", "/webhooks/hub", "", Map.of(), (eventId + " " + at).getBytes(StandardCharsets.UTF_8), at);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("fake-warehouse", "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
    }

    @Override
    public List<ProviderFactory<WarehouseLink>> warehouseLinks() {
        return List.of(ProviderFactory.of(CODE, List.of(), context -> new Link()));
    }

    private synchronized Mood mood() {
        return moods.isEmpty() ? Mood.TAKE : moods.poll();
    }

    private <T> Answer<T> answer(Mood mood, T value) {
        return switch (mood) {
            case TAKE -> new Answer.Done<>(value);
            case LOSE_ANSWER -> new Answer.Unknown<>(Optional.empty(), "the line broke");
            case NOT_SENT -> new Answer.NotSent<>("no route to host");
            case REFUSE -> new Answer.Refused<>("closed", "we are closed");
            case HANG -> hang();
        };
    }

    private <T> Answer<T> hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Answer.NotSent<>("woken up");
    }

    private final class Link implements WarehouseLink {
        @Override
        public Answer<ProviderRef> submit(PickRequest request) {
            Mood mood = mood();
            synchronized (FakeWarehouse.this) {
                told.add(request);
                if (mood != Mood.NOT_SENT && mood != Mood.REFUSE) {
                    taken.putIfAbsent(request.call().id().value(), request);
                }
            }
            return answer(mood, ref(request.call().id().value()));
        }

        @Override
        public Answer<Cancelled> cancel(Call call, ProviderRef request) {
            Mood mood = mood();
            synchronized (FakeWarehouse.this) {
                cancelCalls.add(call);
                if (mood == Mood.TAKE || mood == Mood.LOSE_ANSWER) {
                    cancelled.add(request.value());
                }
            }
            return answer(mood, new Cancelled(call.deadline()));
        }

        @Override
        public Answer<ProviderRef> query(OperationId submit, Instant deadline) {
            synchronized (FakeWarehouse.this) {
                return taken.containsKey(submit.value())
                        ? new Answer.Done<>(ref(submit.value()))
                        : new Answer.Refused<>("not-found", "no such request");
            }
        }

        @Override
        public WebhookOutcome<WarehouseFact> receive(WebhookEnvelope envelope) {
            String[] parts = new String(envelope.body(), StandardCharsets.UTF_8).split(" ");
            synchronized (FakeWarehouse.this) {
                WarehouseFact fact = news.get(parts[0]);
                return fact == null
                        ? new WebhookOutcome.Refused<>(WebhookOutcome.Refusal.MALFORMED)
                        : new WebhookOutcome.Accepted<>(
                                List.of(new WebhookOutcome.Notice<>(parts[0], Instant.parse(parts[1]), fact)),
                                Reply.ok());
            }
        }
    }
}
