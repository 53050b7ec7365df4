package io.tradewind.commerce.event;

import com.fasterxml.uuid.UUIDComparator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** SQL of deliveries on their way: WAITING, then DELIVERED, or DEAD, which staff send again or skip. */
@Singleton
final class DeliveryStore {
    /**
     * A subject's next delivery stays behind every earlier one of the same subscriber. There is no order beyond that: what
     * is claimed is out of the way, so nothing starves, and to sort would be to read the whole backlog at each claim.
     */
    private static final String DUE = """
            select d.store_id, d.event_id, d.subscriber, d.seq, d.tries, e.type, e.payload
            from commerce.delivery d
            join commerce.history e on e.store_id = d.store_id and e.event_id = d.event_id
            where d.state = 'WAITING'
              and d.next_at <= :now
              and d.subscriber = any(:subscribers)
              and (not d.ordered or not exists (
                select 1
                from commerce.delivery b
                where b.store_id = d.store_id
                  and b.subject_id = d.subject_id
                  and b.subscriber = d.subscriber
                  and b.machine = d.machine
                  and b.seq < d.seq
                  and b.state in ('WAITING', 'DEAD')))
            fetch first 50 rows only
            for update of d skip locked
            """;

    private static final String CLAIM = """
            update commerce.delivery
            set tries = tries + 1, next_at = :until
            where store_id = :store and event_id = :event and subscriber = :subscriber
              and state = 'WAITING' and tries = :tries
            """;

    private static final String END = """
            update commerce.delivery
            set state = :to, next_at = :next, ended_at = :ended, problem = :problem
            where store_id = :store and event_id = :event and subscriber = :subscriber
              and state = 'WAITING' and tries = :tries
            """;

    private static final String DEAD = """
            select d.event_id, d.subscriber, d.subject_id, d.tries, d.problem, d.ended_at, e.type, e.happened_at
            from commerce.delivery d
            join commerce.history e on e.store_id = d.store_id and e.event_id = d.event_id
            where d.store_id = :store and d.state = 'DEAD'
            order by d.ended_at, d.event_id, d.subscriber
            fetch first 200 rows only
            """;

    private static final String REQUEUE = """
            update commerce.delivery
            set state = 'WAITING', tries = 0, next_at = :now, ended_at = null
            where store_id = :store and event_id = :event and subscriber = :subscriber and state = 'DEAD'
            """;

    private static final String SKIP = """
            update commerce.delivery
            set state = 'SKIPPED', ended_at = :now, problem = :problem
            where store_id = :store and event_id = :event and subscriber = :subscriber and state = 'DEAD'
            """;

    private static final String REPLAY = """
            update commerce.delivery
            set state = 'WAITING', tries = 0, next_at = :now, ended_at = null, problem = ''
            where store_id = :store and subscriber = :subscriber and state <> 'WAITING'
              and event_id in (
                select event_id
                from commerce.history
                where store_id = :store and happened_at >= :from)
            """;

    private static final String UNTOLD = """
            select h.event_id, h.subject_id, h.machine, h.seq, h.type, h.payload
            from commerce.history h
            where h.store_id = :store and h.happened_at >= :from
              and not exists (
                select 1
                from commerce.delivery d
                where d.store_id = h.store_id and d.event_id = h.event_id and d.subscriber = :subscriber)
            """;

    private static final String TELL = """
            insert into commerce.delivery
              (store_id, event_id, subscriber, subject_id, machine, seq, ordered, state, tries, next_at, problem)
            values
              (:store, :event, :subscriber, :subject, :machine, :seq, true, 'WAITING', 0, :now, '')
            """;

    private static final int PROBLEM = 500;

    private final EventText text;

    @Inject
    DeliveryStore(EventText text) {
        this.text = text;
    }

    /** Takes what is due and belongs to these subscribers, until the lease runs out. */
    List<Due> claim(Handle handle, Collection<String> subscribers, Instant now, Instant until) {
        List<Due> due = handle
                .createQuery(DUE)
                .bind("now", now)
                .bindArray("subscribers", String.class, subscribers)
                .map((rs, context) -> new Due(
                        new Key(
                                rs.getInt("store_id"),
                                rs.getObject("event_id", UUID.class),
                                rs.getString("subscriber")),
                        rs.getInt("seq"),
                        rs.getInt("tries") + 1,
                        rs.getString("type"),
                        rs.getString("payload")))
                .stream()
                .sorted(Comparator.comparing(it -> it.key().event(), new UUIDComparator()))
                .toList();
        if (due.isEmpty()) {
            return due;
        }
        PreparedBatch batch = handle.prepareBatch(CLAIM);
        for (Due one : due) {
            batch.bind("store", one.key().store())
                    .bind("event", one.key().event())
                    .bind("subscriber", one.key().subscriber())
                    .bind("tries", one.attempt() - 1)
                    .bind("until", until)
                    .add();
        }
        batch.execute();
        return due;
    }

    /** Ends a try that still holds its claim; a claim that was lost to another worker changes nothing. */
    void delivered(Handle handle, Due due, Instant now) {
        end(handle, due, "DELIVERED", now, true, "");
    }

    void again(Handle handle, Due due, Instant next, String problem) {
        end(handle, due, "WAITING", next, false, problem);
    }

    void dead(Handle handle, Due due, Instant now, String problem) {
        end(handle, due, "DEAD", now, true, problem);
    }

    List<DeadLetter> dead(Handle handle, int store) {
        return handle.createQuery(DEAD)
                .bind("store", store)
                .map((rs, context) -> new DeadLetter(
                        rs.getObject("event_id", UUID.class),
                        rs.getString("subscriber"),
                        rs.getString("type"),
                        rs.getObject("subject_id", UUID.class),
                        rs.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        rs.getInt("tries"),
                        rs.getString("problem")))
                .list();
    }

    boolean requeue(Handle handle, Key key, Instant now) {
        return bind(handle.createUpdate(REQUEUE), key).bind("now", now).execute() == 1;
    }

    boolean skip(Handle handle, Key key, Instant now, String reason) {
        return bind(handle.createUpdate(SKIP), key)
                        .bind("now", now)
                        .bind("problem", cut(reason))
                        .execute()
                == 1;
    }

    /** Has what ended since then delivered again. */
    int replay(Handle handle, int store, String subscriber, Instant from, Instant now) {
        return handle.createUpdate(REPLAY)
                .bind("store", store)
                .bind("subscriber", subscriber)
                .bind("from", from)
                .bind("now", now)
                .execute();
    }

    /** Has those events since then delivered that the subscriber wants and was never to be told. */
    int catchUp(Handle handle, int store, Subscriptions.Durable subscriber, Instant from, Instant now) {
        List<Untold> untold = handle
                .createQuery(UNTOLD)
                .bind("store", store)
                .bind("subscriber", subscriber.name())
                .bind("from", from)
                .map((rs, context) -> new Untold(
                        rs.getObject("event_id", UUID.class),
                        rs.getObject("subject_id", UUID.class),
                        rs.getString("machine"),
                        rs.getInt("seq"),
                        subscriber.wanted().test(text.read(rs.getString("type"), rs.getString("payload")))))
                .stream()
                .filter(Untold::wanted)
                .toList();
        if (untold.isEmpty()) {
            return 0;
        }
        PreparedBatch batch = handle.prepareBatch(TELL);
        for (Untold one : untold) {
            batch.bind("store", store)
                    .bind("event", one.event())
                    .bind("subscriber", subscriber.name())
                    .bind("subject", one.subject())
                    .bind("machine", one.machine())
                    .bind("seq", one.seq())
                    .bind("now", now)
                    .add();
        }
        batch.execute();
        return untold.size();
    }

    private record Untold(UUID event, UUID subject, String machine, int seq, boolean wanted) {}

    private static void end(Handle handle, Due due, String to, Instant at, boolean ended, String problem) {
        bind(handle.createUpdate(END), due.key())
                .bind("tries", due.attempt())
                .bind("to", to)
                .bind("next", at)
                .bind("ended", ended ? at.atOffset(ZoneOffset.UTC) : null)
                .bind("problem", cut(problem))
                .execute();
    }

    private static Update bind(Update update, Key key) {
        return update.bind("store", key.store()).bind("event", key.event()).bind("subscriber", key.subscriber());
    }

    private static String cut(String text) {
        return text.length() <= PROBLEM ? text : text.substring(0, PROBLEM);
    }

    /** One delivery: an event and who is to hear of it. */
    record Key(int store, UUID event, String subscriber) {}

    /** A delivery that this worker has claimed for its n-th try. */
    record Due(Key key, int seq, int attempt, String type, String payload) {}
}
