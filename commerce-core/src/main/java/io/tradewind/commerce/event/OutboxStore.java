package io.tradewind.commerce.event;

import io.tradewind.commerce.event.Outbox.Recorded;
import io.tradewind.commerce.internal.db.Later;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL of history and new deliveries. A row of history carries its event and is never changed. */
@Singleton
final class OutboxStore {
    private static final String HISTORY = """
            insert into commerce.history
              (store_id, subject_id, machine, seq, from_state, to_state, root_id, event_id, happened_at, actor, note,
                type, payload, subscribers)
            values
              (:store, :subject, :machine, :seq, :from, :to, :root, :event, :at, :actor, :note,
                :type, :payload, :subscribers)
            """;

    private static final String DELIVERY = """
            insert into commerce.delivery
              (store_id, event_id, subscriber, subject_id, machine, seq, ordered, state, tries, next_at, problem)
            values
              (:store, :event, :subscriber, :subject, :machine, :seq, true, 'WAITING', 0, :at, '')
            """;

    private static final String TIMELINE = """
            select happened_at, machine, subject_id, from_state, to_state, actor, note
            from commerce.history
            where store_id = :store and root_id = :root
            order by happened_at, event_id
            """;

    private static final String AFTER = """
            select event_id, happened_at, type, machine, subject_id, root_id, from_state, to_state, actor, note
            from commerce.history
            where store_id = :store and event_id > :after
            order by store_id, event_id
            fetch first :most rows only
            """;

    private static final int NOTE = 500;

    private final EventText text;

    @Inject
    OutboxStore(EventText text) {
        this.text = text;
    }

    void write(Handle handle, int store, String actor, Instant at, List<Recorded> moves) {
        for (Recorded move : moves) {
            Change change = move.change();
            Later.run(bind(handle.createUpdate(HISTORY), store, at, move)
                    .bind("from", change.from())
                    .bind("to", change.to())
                    .bind("root", change.root())
                    .bind("actor", actor)
                    .bind("note", cut(change.note()))
                    .bind("type", move.event().type())
                    .bind("payload", text.write(move.event()))
                    .bind("subscribers", move.subscribers().size()));
        }
        for (Recorded move : moves) {
            for (Subscriptions.Durable subscriber : move.subscribers()) {
                Later.run(bind(handle.createUpdate(DELIVERY), store, at, move).bind("subscriber", subscriber.name()));
            }
        }
    }

    List<Entry> timeline(Handle handle, int store, UUID root) {
        return handle.createQuery(TIMELINE)
                .bind("store", store)
                .bind("root", root)
                .map((rs, context) -> new Entry(
                        rs.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        rs.getString("machine"),
                        rs.getObject("subject_id", UUID.class),
                        rs.getString("from_state"),
                        rs.getString("to_state"),
                        rs.getString("actor"),
                        rs.getString("note")))
                .list();
    }

    List<Happening> after(Handle handle, int store, UUID after, int most) {
        return handle.createQuery(AFTER)
                .bind("store", store)
                .bind("after", after)
                .bind("most", most)
                .map((rs, context) -> new Happening(
                        rs.getObject("event_id", UUID.class),
                        rs.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        rs.getString("type"),
                        rs.getString("machine"),
                        rs.getObject("subject_id", UUID.class),
                        rs.getObject("root_id", UUID.class),
                        rs.getString("from_state"),
                        rs.getString("to_state"),
                        rs.getString("actor"),
                        rs.getString("note")))
                .list();
    }

    private static Update bind(Update insert, int store, Instant at, Recorded move) {
        return insert.bind("store", store)
                .bind("event", move.eventId())
                .bind("subject", move.change().subject())
                .bind("machine", move.change().machine())
                .bind("seq", move.change().seq())
                .bind("at", at);
    }

    private static String cut(String note) {
        return note.length() <= NOTE ? note : note.substring(0, NOTE);
    }
}
