package io.tradewind.commerce.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.ProviderKind;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what providers send. A webhook is verified before anything else, stored before it is acknowledged, and applied
 * by a job; the same event counts once however often it comes. Safe for many threads.
 */
@Singleton
public final class Webhooks {
    /** Largest body that is taken, in bytes. */
    public static final int LARGEST_BODY = 256 * 1024;

    private static final int PAGE = 50;
    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

    private final Calls calls;
    private final Inbox inbox;
    private final InboxStore store;
    private final WebhookCounts counts;
    private final Tx tx;
    private final World world;
    private final JobBell bell;

    @Inject
    Webhooks(Calls calls, Inbox inbox, InboxStore store, WebhookCounts counts, Tx tx, World world, JobBell bell) {
        this.calls = calls;
        this.inbox = inbox;
        this.store = store;
        this.counts = counts;
        this.tx = tx;
        this.world = world;
        this.bell = bell;
    }

    /**
     * What the host's web server answers to a webhook of that account: what the provider wants to hear once its news is
     * stored; 401 to what is not believed; 404 to accounts that take none; 413 above 256 KiB; 503 when it must be sent
     * again because it could not be judged or stored now. Throws only inside a transaction, where it must not be called.
     */
    public Reply receive(String account, WebhookEnvelope envelope) {
        if (envelope.body().length > LARGEST_BODY) {
            return Reply.text(413, "too large");
        }
        Optional<ProviderKind> kind = calls.kind(account);
        if (kind.isEmpty()) {
            return Reply.text(404, "not found");
        }
        return switch (kind.get()) {
            case PAYMENT ->
                take(
                        account,
                        envelope,
                        calls.payment(account).receive(envelope),
                        it -> new StoredNotice(
                                it.eventId(), it.occurredAt(), StoredPayment.of(it.fact()), null, null, null));
            case CARRIER ->
                take(
                        account,
                        envelope,
                        calls.carrier(account).receive(envelope),
                        it -> new StoredNotice(it.eventId(), it.occurredAt(), null, it.fact(), null, null));
            case PHONE ->
                take(
                        account,
                        envelope,
                        calls.phone(account).receive(envelope),
                        it -> new StoredNotice(it.eventId(), it.occurredAt(), null, null, it.fact(), null));
            case WAREHOUSE ->
                take(
                        account,
                        envelope,
                        calls.warehouse(account).receive(envelope),
                        it -> new StoredNotice(
                                it.eventId(), it.occurredAt(), null, null, null, null, StoredWarehouse.of(it.fact())));
            case NOTIFIER, EVENTS, GATE -> Reply.text(404, "not found");
        };
    }

    /** Items of the inbox in that state, newest first, at most 200. For staff: the host lets nobody else ask. */
    public List<StoredWebhook> list(InboxState state) {
        return tx.read("inbox.list", handle -> store.inState(handle, state));
    }

    /**
     * Items of the inbox, newest first, 50 at a time. For staff: the host lets nobody else ask.
     *
     * @param state only these; empty for all
     * @param account only those of this account; empty for all
     * @param after what the page before gave as next; empty for the first page
     */
    public WebhookPage page(Optional<InboxState> state, Optional<String> account, Optional<String> after) {
        Optional<InboxCursor> from = after.map(InboxCursor::read);
        return tx.read("inbox.page", handle -> {
            List<StoredWebhook> found = store.page(handle, state, account, from, PAGE + 1);
            List<StoredWebhook> items = found.subList(0, Math.min(PAGE, found.size()));
            return new WebhookPage(
                    items,
                    found.size() > PAGE
                            ? Optional.of(InboxCursor.of(items.get(PAGE - 1)).text())
                            : Optional.empty());
        });
    }

    /** How many items are in each state in which something is still to happen. For staff, as {@link #list}. */
    public Map<InboxState, Integer> waiting() {
        return tx.read("inbox.waiting", store::waiting);
    }

    /**
     * Applies an item once more, whatever its state; harmless, since every fold counts a fact once. For staff: the host
     * lets nobody else ask.
     *
     * @throws CommerceException with {@code TW-4001} if there is no such item
     */
    public void replay(String account, String key) {
        int rows = tx.write("inbox.replay", handle -> store.replay(handle, account, List.of(key), world.now()));
        if (rows == 0) {
            throw CommerceException.notFound("webhook");
        }
        bell.ring(Inbox.JOB);
    }

    private <F> Reply take(
            String account,
            WebhookEnvelope envelope,
            Optional<WebhookOutcome<F>> judged,
            Function<Notice<F>, StoredNotice> stored) {
        if (judged.isEmpty()) {
            return Reply.text(503, "try again later");
        }
        WebhookOutcome<F> outcome = judged.get();
        if (outcome instanceof WebhookOutcome.Accepted<F> it) {
            return store(account, envelope, it.notices().stream().map(stored).toList(), it.reply());
        } else if (outcome instanceof WebhookOutcome.LookUp<F> it) {
            List<StoredNotice> hints = new ArrayList<>();
            for (ProviderRef ref : it.changed()) {
                hints.add(new StoredNotice(ref.value(), world.now(), null, null, null, ref.value()));
            }
            return store(account, envelope, hints, it.reply());
        } else if (outcome instanceof WebhookOutcome.Ignored<F> it) {
            return it.reply();
        } else if (outcome instanceof WebhookOutcome.Challenge<F> it) {
            return it.reply();
        } else if (outcome instanceof WebhookOutcome.Refused<F> it) {
            counts.refuse(
                    account,
                    new PluginReport.RefusedWebhook(world.now(), it.why().name()));
            log.debug("A webhook of {} is not believed: {}", account, it.why());
            return Reply.text(401, "not believed");
        }
        return Reply.text(404, "not found");
    }

    private Reply store(String account, WebhookEnvelope envelope, List<StoredNotice> notices, Reply reply) {
        try {
            inbox.store(account, envelope, notices);
            return reply;
        } catch (RuntimeException notStored) {
            log.warn("A webhook of {} could not be stored; the provider will send it again", account, notStored);
            return Reply.text(503, "try again later");
        }
    }
}
