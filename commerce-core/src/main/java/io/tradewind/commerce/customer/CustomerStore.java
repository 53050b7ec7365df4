package io.tradewind.commerce.customer;

import io.tradewind.commerce.store.PageMark;
import io.tradewind.commerce.verification.PhoneNumber;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL of customers. E-mail addresses are compared folded to lower case and shown as they were written. */
@Singleton
final class CustomerStore {
    private static final String COLUMNS = """
            select id, external_id, email, phone, name, version, created_at
            from commerce.customer
            """;

    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id and erased_at is null
            """;

    private static final String BY_EXTERNAL_ID = COLUMNS + """
            where store_id = :store and external_id = :external and erased_at is null
            """;

    private static final String BY_EMAIL = COLUMNS + """
            where store_id = :store and email_key = :email and erased_at is null
            """;

    private static final String BY_PHONE = COLUMNS + """
            where store_id = :store and phone = :phone and erased_at is null
            order by created_at, id
            fetch first 50 rows only
            """;

    private static final String LIST = COLUMNS + """
            where store_id = :store and erased_at is null
              and created_at <= :at and (created_at < :at or id < :before)
              and (:words = '' or lower(name) like :contains escape '!' or email_key like :contains escape '!'
                or (:digits <> '' and phone like :digits))
            order by store_id desc, created_at desc, id desc
            fetch first :size rows only
            """;

    private static final String NOTE = """
            insert into commerce.customer_note (store_id, id, customer_id, words, actor, written_at)
            values (:store, :id, :customer, :words, :actor, :at)
            """;

    private static final String NOTES = """
            select words, actor, written_at
            from commerce.customer_note
            where store_id = :store and customer_id = :customer
            order by written_at desc, id desc
            fetch first 100 rows only
            """;

    private static final String INSERT = """
            insert into commerce.customer
              (store_id, id, external_id, email, email_key, phone, name, version, created_at)
            values (:store, :id, :external, :email, :emailKey, :phone, :name, 1, :now)
            """;

    private static final String UPDATE = """
            update commerce.customer
            set external_id = :external, email = :email, email_key = :emailKey, phone = :phone, name = :name,
              version = version + 1
            where store_id = :store and id = :id and version = :version and erased_at is null
            """;

    @Inject
    CustomerStore() {}

    Optional<Customer> find(Handle handle, int store, UUID id) {
        return handle.createQuery(FIND)
                .bind("store", store)
                .bind("id", id)
                .map((row, context) -> customer(row))
                .findOne();
    }

    Optional<Customer> byExternalId(Handle handle, int store, String externalId) {
        return handle.createQuery(BY_EXTERNAL_ID)
                .bind("store", store)
                .bind("external", externalId)
                .map((row, context) -> customer(row))
                .findOne();
    }

    Optional<Customer> byEmail(Handle handle, int store, String email) {
        return handle.createQuery(BY_EMAIL)
                .bind("store", store)
                .bind("email", folded(email))
                .map((row, context) -> customer(row))
                .findOne();
    }

    List<Customer> byPhone(Handle handle, int store, PhoneNumber phone) {
        return handle.createQuery(BY_PHONE)
                .bind("store", store)
                .bind("phone", phone.e164())
                .map((row, context) -> customer(row))
                .list();
    }

    /** One more than a page, so that it is known whether others follow. */
    List<Customer> list(Handle handle, int store, CustomerQuery query) {
        PageMark after = query.after().map(PageMark::read).orElse(PageMark.LATEST);
        String words = query.words().toLowerCase(Locale.ROOT);
        String digits = words.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        return handle.createQuery(LIST)
                .bind("store", store)
                .bind("at", after.at())
                .bind("before", after.id())
                .bind("words", words)
                .bind("contains", "%" + words.replaceAll("[!%_]", "!$0") + "%")
                .bind("digits", digits.length() < 3 ? "" : "%" + digits + "%")
                .bind("size", query.size() + 1)
                .map((row, context) -> customer(row))
                .list();
    }

    void note(Handle handle, int store, UUID id, UUID customer, CustomerNote note) {
        handle.createUpdate(NOTE)
                .bind("store", store)
                .bind("id", id)
                .bind("customer", customer)
                .bind("words", note.text())
                .bind("actor", note.actor())
                .bind("at", note.at())
                .execute();
    }

    List<CustomerNote> notes(Handle handle, int store, UUID customer) {
        return handle.createQuery(NOTES)
                .bind("store", store)
                .bind("customer", customer)
                .map((row, context) -> new CustomerNote(
                        row.getObject("written_at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("words")))
                .list();
    }

    void insert(Handle handle, int store, UUID id, NewCustomer customer, Instant now) {
        bound(handle.createUpdate(INSERT), store, id, customer).bind("now", now).execute();
    }

    boolean update(Handle handle, int store, UUID id, int version, NewCustomer customer) {
        return bound(handle.createUpdate(UPDATE), store, id, customer)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    private static Update bound(Update update, int store, UUID id, NewCustomer it) {
        return update.bind("store", store)
                .bind("id", id)
                .bindByType("external", it.externalId().orElse(null), String.class)
                .bindByType("email", it.email().orElse(null), String.class)
                .bindByType("emailKey", it.email().map(CustomerStore::folded).orElse(null), String.class)
                .bindByType("phone", it.phone().map(PhoneNumber::e164).orElse(null), String.class)
                .bind("name", it.name());
    }

    private static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static Customer customer(ResultSet row) throws SQLException {
        return new Customer(
                new CustomerId(row.getObject("id", UUID.class)),
                Optional.ofNullable(row.getString("external_id")),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("phone")).map(PhoneNumber::new),
                row.getString("name"),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
