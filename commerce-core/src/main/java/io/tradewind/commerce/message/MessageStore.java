package io.tradewind.commerce.message;

import com.fasterxml.uuid.UUIDComparator;
import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.store.PageMark;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All SQL of messages. */
@Singleton
final class MessageStore {
    private static final String COLUMNS = """
            select store_id, id, about_id, template, fact, channel, subject_id, details, state, tries, most_tries, doubtful,
              next_at, account, provider_ref, problem, asked_by, created_at, ended_at
            from commerce.message
            """;
    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;
    private static final String OF_FACT = COLUMNS + """
            where store_id = :store and about_id = :about and template = :template and fact = :fact
              and channel = :channel
            """;
    private static final String ABOUT = COLUMNS + """
            where store_id = :store and about_id = :about
            order by created_at, id
            fetch first 200 rows only
            """;
    private static final String LIST = COLUMNS + """
            where store_id = :store and state = :state and (created_at, id) < (:at, :id)
            order by store_id desc, state desc, created_at desc, id desc
            fetch first :size rows only
            """;
    private static final String TOLD = """
            select template
            from commerce.message
            where store_id = :store and about_id = :about and template = any(:templates) and subject_id = :subject
              and state in ('SENDING', 'SENT', 'UNKNOWN')
            order by created_at desc, id desc
            fetch first 1 rows only
            """;
    private static final String DUE = COLUMNS + """
            where next_at <= :now and store_id = any(:stores)
            order by next_at
            fetch first 20 rows only
            """;
    private static final String INSERT = """
            insert into commerce.message
              (store_id, id, about_id, template, fact, channel, subject_id, details, state, tries, most_tries, doubtful,
               next_at, account, provider_ref, problem, asked_by, created_at, ended_at)
            values
              (:store, :id, :about, :template, :fact, :channel, :subject, :details, :state, 0, :mostTries, false,
               :nextAt, '', '', :problem, :askedBy, :createdAt, :endedAt)
            """;
    private static final String CLAIM = """
            update commerce.message
            set state = 'SENDING', tries = tries + 1, next_at = :until, account = :account, problem = ''
            where store_id = :store and id = :id and tries = :tries and state = :state and next_at = :nextAt
            """;
    private static final String END = """
            update commerce.message
            set state = :to, next_at = null, provider_ref = :ref, problem = :problem, ended_at = :now,
              doubtful = doubtful or :doubtful
            where store_id = :store and id = :id and tries = :tries and state = any(:from)
            """;
    private static final String AGAIN = """
            update commerce.message
            set state = 'WAITING', next_at = :at, problem = :problem, doubtful = doubtful or :doubtful
            where store_id = :store and id = :id and tries = :tries and state = any(:from)
            """;
    private static final String REVIVE = """
            update commerce.message
            set state = 'WAITING', next_at = :at, most_tries = tries + :more, problem = '', ended_at = null,
              asked_by = :by
            where store_id = :store and id = :id and state = any(:from)
            """;
    private static final int PROBLEM = 500;

    private final Json json;

    @Inject
    MessageStore(Json json) {
        this.json = json;
    }

    Optional<MessageRow> find(Handle handle, int store, UUID id) {
        return handle.createQuery(FIND)
                .bind("store", store)
                .bind("id", id)
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /** The one message of that fact by that channel. */
    Optional<MessageRow> find(Handle handle, int store, UUID about, Template template, String fact, Channel channel) {
        return handle.createQuery(OF_FACT)
                .bind("store", store)
                .bind("about", about)
                .bind("template", template.name())
                .bind("fact", fact)
                .bind("channel", channel.name())
                .map((rs, context) -> row(rs))
                .findOne();
    }

    /** Everything about one order, checkout or sign-up, oldest first. */
    List<MessageRow> about(Handle handle, int store, UUID about) {
        return handle.createQuery(ABOUT)
                .bind("store", store)
                .bind("about", about)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** One statement for each state, so that each walks its own index. */
    List<MessageRow> list(Handle handle, int store, Collection<MessageState> states, PageMark after, int size) {
        List<MessageRow> rows = new ArrayList<>();
        for (MessageState state : states) {
            rows.addAll(handle.createQuery(LIST)
                    .bind("store", store)
                    .bind("state", state.name())
                    .bind("at", after.at())
                    .bind("id", after.id())
                    .bind("size", size)
                    .map((rs, context) -> row(rs))
                    .list());
        }
        rows.sort(Comparator.comparing(MessageRow::createdAt)
                .thenComparing(MessageRow::id, new UUIDComparator())
                .reversed());
        return List.copyOf(rows.subList(0, Math.min(size, rows.size())));
    }

    /** The newest of these that somebody has, or may have, heard of that subject. */
    Optional<Template> lastTold(Handle handle, int store, UUID about, UUID subject, Template... templates) {
        String[] names = new String[templates.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = templates[i].name();
        }
        return handle.createQuery(TOLD)
                .bind("store", store)
                .bind("about", about)
                .bindArray("templates", String.class, (Object[]) names)
                .bind("subject", subject)
                .mapTo(String.class)
                .findOne()
                .map(Template::valueOf);
    }

    /** Messages that wait or whose sender has died; those of other processes' stores are left alone. */
    List<MessageRow> due(Handle handle, Collection<Integer> stores, Instant now) {
        return handle.createQuery(DUE)
                .bind("now", now)
                .bindArray("stores", Integer.class, stores)
                .map((rs, context) -> row(rs))
                .list();
    }

    /** False if there is one of that fact already. */
    boolean insert(Handle handle, MessageRow row) {
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(INSERT)
                        .bind("store", row.storeId())
                        .bind("id", row.id())
                        .bind("about", row.about())
                        .bind("template", row.template().name())
                        .bind("fact", row.fact())
                        .bind("channel", row.channel().name())
                        .bind("subject", row.subject())
                        .bind("details", json.write(row.details()))
                        .bind("state", row.state().name())
                        .bind("mostTries", row.mostTries())
                        .bind("nextAt", row.nextAt().orElse(null))
                        .bind("problem", cut(row.problem()))
                        .bind("askedBy", row.askedBy())
                        .bind("createdAt", row.createdAt())
                        .bind("endedAt", row.endedAt().orElse(null))
                        .execute());
    }

    /** True for whoever may send it now: the row is as it was read, and it was due. */
    boolean claim(Handle handle, MessageRow row, String account, Instant until) {
        return handle.createUpdate(CLAIM)
                        .bind("store", row.storeId())
                        .bind("id", row.id())
                        .bind("tries", row.tries())
                        .bind("state", row.state().name())
                        .bind("nextAt", row.nextAt().orElseThrow())
                        .bind("until", until)
                        .bind("account", account)
                        .execute()
                == 1;
    }

    /** Ends the try with that number; false if somebody else has gone on with the message. */
    boolean end(
            Handle handle, MessageRow row, int tries, MessageMove move, String reference, String problem, Instant now) {
        MessageState to = MessageFlow.TABLE.to(MessageState.SENDING, move);
        return handle.createUpdate(END)
                        .bind("store", row.storeId())
                        .bind("id", row.id())
                        .bind("tries", tries)
                        .bind("to", to.name())
                        .bindArray("from", String.class, (Object[]) MessageFlow.TABLE.from(move))
                        .bind("ref", reference)
                        .bind("problem", cut(problem))
                        .bind("doubtful", move == MessageMove.DOUBT)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Puts the message back after that try. */
    boolean again(Handle handle, MessageRow row, int tries, boolean doubtful, String problem, Instant at) {
        return handle.createUpdate(AGAIN)
                        .bind("store", row.storeId())
                        .bind("id", row.id())
                        .bind("tries", tries)
                        .bindArray("from", String.class, (Object[]) MessageFlow.TABLE.from(MessageMove.RETRY))
                        .bind("doubtful", doubtful)
                        .bind("problem", cut(problem))
                        .bind("at", at)
                        .execute()
                == 1;
    }

    /** Somebody wants it sent after all; false if it has not ended, or has been sent. */
    boolean revive(Handle handle, MessageRow row, int more, String by, Instant at) {
        return handle.createUpdate(REVIVE)
                        .bind("store", row.storeId())
                        .bind("id", row.id())
                        .bindArray("from", String.class, (Object[]) MessageFlow.TABLE.from(MessageMove.SEND_AGAIN))
                        .bind("more", more)
                        .bind("by", by)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    private MessageRow row(ResultSet rs) throws SQLException {
        return new MessageRow(
                rs.getInt("store_id"),
                rs.getObject("id", UUID.class),
                rs.getObject("about_id", UUID.class),
                Template.valueOf(rs.getString("template")),
                rs.getString("fact"),
                Channel.valueOf(rs.getString("channel")),
                rs.getObject("subject_id", UUID.class),
                json.readMap(rs.getString("details")),
                MessageState.valueOf(rs.getString("state")),
                rs.getInt("tries"),
                rs.getInt("most_tries"),
                rs.getBoolean("doubtful"),
                instant(rs, "next_at"),
                rs.getString("account"),
                rs.getString("provider_ref"),
                rs.getString("problem"),
                rs.getString("asked_by"),
                instant(rs, "created_at").orElseThrow(),
                instant(rs, "ended_at"));
    }

    private static Optional<Instant> instant(ResultSet rs, String column) throws SQLException {
        return Optional.ofNullable(rs.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String cut(String problem) {
        return problem.length() <= PROBLEM ? problem : problem.substring(0, PROBLEM);
    }
}
