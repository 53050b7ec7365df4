package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of what imports wrote. */
@Singleton
final class ImportItemStore {
    private static final String INSERT = """
            insert into commerce.product_import_item
              (store_id, import_id, place, slug, product_id, version, before, units, outcome, reason)
            values
              (:store, :id, :place, :slug, :product, :version, :before, :units, 'WRITTEN', '')
            """;
    private static final String WRITTEN = """
            select place, slug, product_id, version, before, units
            from commerce.product_import_item
            where store_id = :store and import_id = :id and outcome = 'WRITTEN'
            order by place desc
            fetch first :rows rows only
            """;
    private static final String SETTLE = """
            update commerce.product_import_item
            set outcome = :outcome, reason = :reason, before = null
            where store_id = :store and import_id = :id and place = :place
            """;
    private static final String KEPT = """
            select slug, reason
            from commerce.product_import_item
            where store_id = :store and import_id = :id and outcome = 'KEPT'
            order by place
            """;

    private final Json json;

    @Inject
    ImportItemStore(Json json) {
        this.json = json;
    }

    void insert(Handle handle, ImportRow row, List<ImportItem> items) {
        if (items.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (ImportItem it : items) {
            batch.bind("store", row.storeId())
                    .bind("id", row.id())
                    .bind("place", it.place())
                    .bind("slug", it.slug())
                    .bind("product", it.product().value())
                    .bind("version", it.version())
                    .bind(
                            "before",
                            it.before()
                                    .map(was ->
                                            ImportStore.packed(json.write(was).getBytes(StandardCharsets.UTF_8)))
                                    .orElse(null))
                    .bind("units", units(it.units()))
                    .add();
        }
        batch.execute();
    }

    private String units(Map<String, Integer> units) {
        return json.write(units.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> String.valueOf(it.getValue()))));
    }

    /** What was written last and not looked at since. */
    List<ImportItem> last(Handle handle, ImportRow row, int rows) {
        return handle.createQuery(WRITTEN)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("rows", rows)
                .map((it, context) -> item(it))
                .list();
    }

    private ImportItem item(ResultSet row) throws SQLException {
        Map<String, Integer> units = new TreeMap<>();
        json.readMap(row.getString("units")).forEach((sku, count) -> units.put(sku, Integer.valueOf(count)));
        return new ImportItem(
                row.getInt("place"),
                row.getString("slug"),
                new ProductId(row.getObject("product_id", UUID.class)),
                row.getInt("version"),
                Optional.ofNullable(row.getBytes("before"))
                        .map(it ->
                                json.read(new String(ImportStore.unpacked(it), StandardCharsets.UTF_8), Product.class)),
                units);
    }

    /** Notes what became of items: taken back for those without a reason. */
    void settle(Handle handle, ImportRow row, Map<ImportItem, String> reasons) {
        PreparedBatch batch = handle.prepareBatch(SETTLE);
        reasons.forEach((item, reason) -> batch.bind("store", row.storeId())
                .bind("id", row.id())
                .bind("place", item.place())
                .bind("outcome", reason.isEmpty() ? "TAKEN_BACK" : "KEPT")
                .bind("reason", reason.length() <= 400 ? reason : reason.substring(0, 399) + "…")
                .add());
        batch.execute();
    }

    List<KeptProduct> kept(Handle handle, int store, ImportId id) {
        return handle.createQuery(KEPT)
                .bind("store", store)
                .bind("id", id.value())
                .map((row, context) -> new KeptProduct(row.getString("slug"), row.getString("reason")))
                .list();
    }
}
