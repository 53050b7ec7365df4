package io.tradewind.commerce.customer;

import io.tradewind.commerce.spi.Address;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL of address books. */
@Singleton
final class AddressStore {
    private static final String LOCK_OWNER = """
            select id
            from commerce.customer
            where store_id = :store and id = :customer
            for update
            """;

    private static final String COUNT = """
            select count(*)
            from commerce.customer_address
            where store_id = :store and customer_id = :customer
            """;

    private static final String LIST = """
            select id, preferred, recipient, street_lines, city, region, postcode, country
            from commerce.customer_address
            where store_id = :store and customer_id = :customer
            order by preferred desc, created_at, id
            """;

    private static final String INSERT = """
            insert into commerce.customer_address
              (store_id, id, customer_id, preferred, recipient, street_lines, city, region, postcode, country, created_at)
            values (:store, :id, :customer, :preferred, :recipient, :lines, :city, :region, :postcode, :country, :now)
            """;

    private static final String UPDATE = """
            update commerce.customer_address
            set recipient = :recipient, street_lines = :lines, city = :city, region = :region, postcode = :postcode,
              country = :country
            where store_id = :store and id = :id and customer_id = :customer
            """;

    private static final String DELETE = """
            delete from commerce.customer_address
            where store_id = :store and id = :id and customer_id = :customer
            """;

    private static final String PREFER = """
            update commerce.customer_address
            set preferred = (id = :id)
            where store_id = :store and customer_id = :customer
            """;

    @Inject
    AddressStore() {}

    /** Whoever changes an address book locks its customer first, so that limit and preference hold. */
    void lockOwner(Handle handle, int store, UUID customer) {
        handle.createQuery(LOCK_OWNER)
                .bind("store", store)
                .bind("customer", customer)
                .mapTo(UUID.class)
                .list();
    }

    int count(Handle handle, int store, UUID customer) {
        return handle.createQuery(COUNT)
                .bind("store", store)
                .bind("customer", customer)
                .mapTo(Integer.class)
                .one();
    }

    List<SavedAddress> list(Handle handle, int store, UUID customer) {
        return handle.createQuery(LIST)
                .bind("store", store)
                .bind("customer", customer)
                .map((row, context) -> saved(row))
                .list();
    }

    void insert(Handle handle, int store, UUID customer, UUID id, Address address, boolean preferred, Instant now) {
        bound(handle.createUpdate(INSERT), store, customer, id, address)
                .bind("preferred", preferred)
                .bind("now", now)
                .execute();
    }

    boolean update(Handle handle, int store, UUID customer, UUID id, Address address) {
        return bound(handle.createUpdate(UPDATE), store, customer, id, address).execute() == 1;
    }

    boolean delete(Handle handle, int store, UUID customer, UUID id) {
        return handle.createUpdate(DELETE)
                        .bind("store", store)
                        .bind("customer", customer)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    void prefer(Handle handle, int store, UUID customer, UUID id) {
        handle.createUpdate(PREFER)
                .bind("store", store)
                .bind("customer", customer)
                .bind("id", id)
                .execute();
    }

    private static Update bound(Update update, int store, UUID customer, UUID id, Address it) {
        return update.bind("store", store)
                .bind("customer", customer)
                .bind("id", id)
                .bind("recipient", it.name())
                .bind("lines", String.join("\n", it.lines()))
                .bind("city", it.city())
                .bind("region", it.region())
                .bind("postcode", it.postcode())
                .bind("country", it.country());
    }

    private static SavedAddress saved(ResultSet row) throws SQLException {
        Address address = new Address(
                row.getString("recipient"),
                List.of(row.getString("street_lines").split("\n")),
                row.getString("city"),
                row.getString("region"),
                row.getString("postcode"),
                row.getString("country"));
        return new SavedAddress(new AddressId(row.getObject("id", UUID.class)), address, row.getBoolean("preferred"));
    }
}
