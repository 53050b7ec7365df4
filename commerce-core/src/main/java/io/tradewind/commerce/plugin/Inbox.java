package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stores news that is believed: each item once per account and event id, with the raw request beside it. Returning means
 * committed. Safe for many threads.
 */
@Singleton
final class Inbox {
    static final String JOB = "inbox";

    private static final int LONGEST_KEY = 110;
    private static final int TRIES = 3;
    private static final Set<String> PRIVATE = Set.of("authorization", "cookie", "proxy-authorization");

    private final InboxStore store;
    private final Json json;
    private final Tx tx;
    private final World world;
    private final JobBell bell;
    private final WebhookCounts counts;

    @Inject
    Inbox(InboxStore store, Json json, Tx tx, World world, JobBell bell, WebhookCounts counts) {
        this.store = store;
        this.json = json;
        this.tx = tx;
        this.world = world;
        this.bell = bell;
        this.counts = counts;
    }

    /** Stores the items of a webhook. */
    void store(String account, WebhookEnvelope envelope, List<StoredNotice> notices) {
        byte[] bytes = envelope.body();
        InboxStore.Body body = new InboxStore.Body(
                sha256(bytes),
                cut(envelope.method(), 10),
                cut(envelope.path(), 500),
                cut(envelope.query(), 2000),
                json.write(headers(envelope)),
                bytes);
        take(account, notices, body);
    }

    /** Stores an answer that came after everybody had stopped waiting. */
    void late(String account, PaymentFact fact) {
        Instant now = world.now();
        StoredPayment payment = StoredPayment.of(fact);
        String id = "late:" + sha256(json.write(payment).getBytes(StandardCharsets.UTF_8));
        StoredNotice notice = new StoredNotice(id, now, payment, null, null, null);
        take(account, List.of(notice), new InboxStore.Body("", "", "", "", "", new byte[0]));
    }

    /** A race on the same event loses on the unique key, and then finds the row. */
    private void take(String account, List<StoredNotice> notices, InboxStore.Body body) {
        Map<String, StoredNotice> byKey = new LinkedHashMap<>();
        notices.forEach(it -> byKey.putIfAbsent(key(it), it));
        if (byKey.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                int repeated = tx.write("inbox.store", handle -> {
                    Instant now = world.now();
                    Set<String> known = store.known(handle, account, byKey.keySet());
                    List<InboxStore.NewItem> fresh = new ArrayList<>();
                    List<String> askAgain = new ArrayList<>();
                    byKey.forEach((key, notice) -> {
                        if (!known.contains(key)) {
                            fresh.add(new InboxStore.NewItem(key, notice.kind().name(), json.write(notice)));
                        } else if (notice.kind() == StoredNotice.Kind.LOOK_UP) {
                            askAgain.add(key); // a hint says only that something changed, so each one counts
                        }
                    });
                    if (!fresh.isEmpty()) {
                        store.insert(handle, account, fresh, body.hash(), now);
                        if (!body.hash().isEmpty()) {
                            store.body(handle, account, body, now);
                        }
                    }
                    if (!known.isEmpty()) {
                        store.repeat(handle, account, known);
                    }
                    if (!askAgain.isEmpty()) {
                        store.replay(handle, account, askAgain, now);
                    }
                    return known.size();
                });
                counts.repeat(account, repeated);
                bell.ring(JOB);
                return;
            } catch (RuntimeException e) {
                if (!SqlErrors.isDuplicate(e) || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static String key(StoredNotice notice) {
        String id = notice.kind().name() + ":" + notice.eventId();
        boolean plain = id.length() <= LONGEST_KEY && id.chars().allMatch(it -> it > ' ' && it < 127);
        return plain ? id : notice.kind() + ":sha256:" + sha256(id.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(WebhookEnvelope envelope) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        envelope.headers().forEach((name, values) -> {
            if (!PRIVATE.contains(name.toLowerCase(Locale.ROOT)) && kept.size() < 100) {
                kept.put(
                        cut(name, 200), values.stream().map(it -> cut(it, 2000)).toList());
            }
        });
        return kept;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
