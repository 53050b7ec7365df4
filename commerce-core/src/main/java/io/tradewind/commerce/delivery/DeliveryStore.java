package io.tradewind.commerce.delivery;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** All SQL of delivery: options as they were shown. */
@Singleton
final class DeliveryStore {
    static final String COLUMNS = """
            q.option_id as q_option, q.account as q_account, q.service, q.label, q.price as q_price, q.carrier_price,
              q.express as q_express, q.earliest, q.latest, q.zone, q.guaranteed, q.reason, q.later, q.quote_ref,
              q.handover_at, q.valid_until, q.contents, q.address_hash, q.quoted_at, q.starts_on
            """;

    private static final String SAVE = """
            insert into commerce.delivery_quote (
              store_id, id, subject_id, address_hash, country, quoted_at, option_id, account, service, label, price,
              carrier_price, express, earliest, latest, zone, guaranteed, reason, later, quote_ref, handover_at,
              valid_until, contents, starts_on)
            values (
              :store, :id, :subject, :address, :country, :now, :option, :account, :service, :label, :price,
              :carrierPrice, :express, :earliest, :latest, :zone, :guaranteed, :reason, :later, :ref, :handover,
              :until, :contents, :startsOn)
            """;

    private static final String LAST_TO_COUNTRY = "select " + COLUMNS + """
            from commerce.delivery_quote q
            where q.store_id = :store and q.country = :country and q.express = false and q.account <> ''
            order by q.quoted_at desc, q.latest, q.price
            fetch first 1 row only
            """;

    private static final String LAPSED = """
            select store_id, id
            from commerce.delivery_quote
            where quoted_at < :before
            order by quoted_at
            fetch first 500 rows only
            """;

    private static final String DROP = """
            delete from commerce.delivery_quote
            where store_id = :store and id = :id
            """;

    private final Json json;
    private final World world;

    @Inject
    DeliveryStore(Json json, World world) {
        this.json = json;
        this.world = world;
    }

    /** Remembers the options that were shown for the subject; those shown before do not hold any more. */
    void show(Handle handle, Scope scope, UUID subject, Address address, List<StoredQuote> quotes) {
        Instant now = world.now();
        for (StoredQuote quote : quotes) {
            DeliveryOption option = quote.option();
            Promise promise = option.promise();
            Later.run(handle.createUpdate(SAVE)
                    .bind("store", scope.storeId())
                    .bind("id", world.id())
                    .bind("subject", subject)
                    .bind("address", ContentsKey.of(address))
                    .bind("country", address.country())
                    .bind("now", now)
                    .bind("option", option.id())
                    .bind("account", option.account())
                    .bind("service", option.service())
                    .bind("label", option.label())
                    .bind("price", scope.minor(option.price()))
                    .bind("carrierPrice", scope.minor(quote.carrierPrice()))
                    .bind("express", option.express())
                    .bind("earliest", promise.earliest())
                    .bind("latest", promise.latest())
                    .bind("zone", promise.zone().getId())
                    .bind("guaranteed", promise.guaranteed())
                    .bind("reason", promise.reason())
                    .bind(
                            "later",
                            json.write(
                                    option.later().stream().map(LaterText::of).toList()))
                    .bind("ref", quote.quoteRef())
                    .bind("handover", quote.handover())
                    .bind("until", quote.validUntil())
                    .bind("contents", quote.contents())
                    .bind("startsOn", quote.startsOn().orElse(null)));
        }
    }

    /** The soonest of the options that somebody was shown last for that country. */
    Optional<StoredQuote> lastTo(Handle handle, Scope scope, String country) {
        return handle.createQuery(LAST_TO_COUNTRY)
                .bind("store", scope.storeId())
                .bind("country", country)
                .map((rs, context) -> quote(rs, scope))
                .findOne();
    }

    /** Removes options of any store shown before then, up to 500; says how many. */
    int prune(Handle handle, Instant before) {
        List<Lapsed> lapsed = handle.createQuery(LAPSED)
                .bind("before", before)
                .map((rs, context) -> new Lapsed(rs.getInt("store_id"), rs.getObject("id", UUID.class)))
                .list();
        if (lapsed.isEmpty()) {
            return 0;
        }
        PreparedBatch batch = handle.prepareBatch(DROP);
        lapsed.forEach(
                row -> batch.bind("store", row.store()).bind("id", row.id()).add());
        batch.execute();
        return lapsed.size();
    }

    StoredQuote quote(ResultSet rs, Scope scope) throws SQLException {
        ZoneId zone = ZoneId.of(rs.getString("zone"));
        Promise promise = new Promise(
                instant(rs, "earliest"),
                instant(rs, "latest"),
                zone,
                rs.getBoolean("guaranteed"),
                rs.getString("reason"));
        DeliveryOption option = new DeliveryOption(
                rs.getString("q_option"),
                rs.getString("q_account"),
                rs.getString("service"),
                rs.getString("label"),
                scope.money(rs.getLong("q_price")),
                promise,
                rs.getBoolean("q_express"),
                json.readList(rs.getString("later"), LaterText.class).stream()
                        .map(it -> it.parcel(zone))
                        .toList());
        return new StoredQuote(
                option,
                rs.getString("quote_ref"),
                scope.money(rs.getLong("carrier_price")),
                instant(rs, "handover_at"),
                instant(rs, "valid_until"),
                rs.getString("contents"),
                Optional.ofNullable(rs.getObject("starts_on", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Lapsed(int store, UUID id) {}

    /** A later parcel as it is stored. */
    private record LaterText(String shipsOn, String earliest, String latest, String reason, List<String> skus) {
        static LaterText of(LaterParcel parcel) {
            return new LaterText(
                    parcel.shipsOn().toString(),
                    parcel.promise().earliest().toString(),
                    parcel.promise().latest().toString(),
                    parcel.promise().reason(),
                    parcel.skus().stream().map(Sku::value).toList());
        }

        LaterParcel parcel(ZoneId zone) {
            Promise promise = new Promise(Instant.parse(earliest), Instant.parse(latest), zone, false, reason);
            return new LaterParcel(
                    Instant.parse(shipsOn), promise, skus.stream().map(Sku::of).toList());
        }
    }
}
