package io.tradewind.commerce.catalog;

import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.internal.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of imports and their files. Files are kept compressed, in parts that either database takes. */
@Singleton
final class ImportStore {
    private static final int PART = 1_000_000;
    private static final int LISTED = 50;

    private static final String COLUMNS = """
            select store_id, id, name, kind, fields, state, whole, drafts, from_types, total, done, created, updated,
                   unchanged, refused, taken_back, kept, notes, categories, actor, uploaded_at, finished_at
            from commerce.product_import
            """;
    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;
    private static final String LOCK = FIND + """
            for update
            """;
    private static final String NEWEST = COLUMNS + """
            where store_id = :store
            order by store_id desc, uploaded_at desc, id desc
            fetch first :rows rows only
            """;
    private static final String WORKING = COLUMNS + """
            where store_id = any(:stores) and (state = 'RUNNING' or state = 'UNDOING')
            order by uploaded_at, id
            fetch first 20 rows only
            """;
    private static final String OLD = COLUMNS + """
            where store_id = any(:stores) and uploaded_at < :before and state <> 'RUNNING' and state <> 'UNDOING'
            order by uploaded_at, id
            fetch first 20 rows only
            """;
    private static final String INSERT = """
            insert into commerce.product_import
              (store_id, id, name, kind, fields, state, whole, drafts, from_types, total, done, created, updated,
               unchanged, refused, taken_back, kept, notes, categories, actor, uploaded_at, version)
            values
              (:store, :id, :name, :kind, :fields, 'READY', false, false, false, 0, 0, 0, 0,
               0, 0, 0, 0, 0, '[]', :actor, :at, 1)
            """;
    private static final String INSERT_PART = """
            insert into commerce.product_import_part (store_id, import_id, place, content)
            values (:store, :id, :place, :content)
            """;
    private static final String PARTS = """
            select content
            from commerce.product_import_part
            where store_id = :store and import_id = :id
            order by place
            """;
    private static final String MAP = """
            update commerce.product_import
            set fields = :fields, version = version + 1
            where store_id = :store and id = :id and state = 'READY'
            """;
    private static final String START = """
            update commerce.product_import
            set state = 'RUNNING', whole = :whole, drafts = :drafts, from_types = :types, total = :total,
                version = version + 1
            where store_id = :store and id = :id and state = 'READY'
            """;
    private static final String MOVE = """
            update commerce.product_import
            set state = :to, finished_at = :finished, version = version + 1
            where store_id = :store and id = :id and state = any(:from)
            """;
    private static final String STEP = """
            update commerce.product_import
            set done = :done, created = :created, updated = :updated, unchanged = :unchanged, refused = :refused,
                notes = :notes, categories = :categories, state = :state, finished_at = :finished,
                version = version + 1
            where store_id = :store and id = :id and state = 'RUNNING'
            """;
    private static final String STEP_BACK = """
            update commerce.product_import
            set taken_back = taken_back + :back, kept = kept + :kept, state = :state, version = version + 1
            where store_id = :store and id = :id and state = 'UNDOING'
            """;
    private static final String KIND = """
            select fields
            from commerce.product_import_kind
            where store_id = :store and kind = :kind
            """;
    private static final String KEEP_KIND = """
            update commerce.product_import_kind
            set fields = :fields
            where store_id = :store and kind = :kind
            """;
    private static final String INSERT_KIND = """
            insert into commerce.product_import_kind (store_id, kind, fields)
            values (:store, :kind, :fields)
            """;
    private static final String INSERT_NOTE = """
            insert into commerce.product_import_note (store_id, import_id, place, wrong, line, field, content, cure)
            values (:store, :id, :place, :wrong, :line, :field, :content, :cure)
            """;
    private static final String NOTES = """
            select line, field, content, cure
            from commerce.product_import_note
            where store_id = :store and import_id = :id and wrong = :wrong
            order by line, place
            """;
    private static final List<String> FORGET = List.of(
            "delete from commerce.product_import_note where store_id = :store and import_id = :id",
            "delete from commerce.product_import_item where store_id = :store and import_id = :id",
            "delete from commerce.product_import_part where store_id = :store and import_id = :id",
            "delete from commerce.product_import where store_id = :store and id = :id");

    private final Json json;

    @Inject
    ImportStore(Json json) {
        this.json = json;
    }

    Optional<ImportRow> find(Handle handle, int store, ImportId id, boolean lock) {
        return handle.createQuery(lock ? LOCK : FIND)
                .bind("store", store)
                .bind("id", id.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    List<ImportRow> newest(Handle handle, int store) {
        return handle.createQuery(NEWEST)
                .bind("store", store)
                .bind("rows", LISTED)
                .map((row, context) -> row(row))
                .list();
    }

    /** Those that are under way in some stores, the oldest first. */
    List<ImportRow> working(Handle handle, Set<Integer> stores) {
        return handle.createQuery(WORKING)
                .bindArray("stores", Integer.class, stores)
                .map((row, context) -> row(row))
                .list();
    }

    List<ImportRow> old(Handle handle, Set<Integer> stores, Instant before) {
        return handle.createQuery(OLD)
                .bindArray("stores", Integer.class, stores)
                .bind("before", before)
                .map((row, context) -> row(row))
                .list();
    }

    void insert(
            Handle handle,
            int store,
            ImportId id,
            String name,
            String kind,
            List<String> fields,
            byte[] file,
            String actor,
            Instant now) {
        handle.createUpdate(INSERT)
                .bind("store", store)
                .bind("id", id.value())
                .bind("name", name)
                .bind("kind", kind)
                .bind("fields", json.write(fields))
                .bind("actor", actor)
                .bind("at", now)
                .execute();
        byte[] packed = packed(file);
        PreparedBatch batch = handle.prepareBatch(INSERT_PART);
        for (int from = 0, place = 0; from < packed.length; from += PART, place++) {
            batch.bind("store", store)
                    .bind("id", id.value())
                    .bind("place", place)
                    .bind("content", Arrays.copyOfRange(packed, from, Math.min(from + PART, packed.length)))
                    .add();
        }
        batch.execute();
    }

    byte[] file(Handle handle, int store, ImportId id) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        handle.createQuery(PARTS)
                .bind("store", store)
                .bind("id", id.value())
                .map((row, context) -> row.getBytes("content"))
                .forEach(all::writeBytes);
        return unpacked(all.toByteArray());
    }

    boolean map(Handle handle, int store, ImportId id, List<String> fields) {
        return handle.createUpdate(MAP)
                        .bind("store", store)
                        .bind("id", id.value())
                        .bind("fields", json.write(fields))
                        .execute()
                == 1;
    }

    Optional<List<String>> remembered(Handle handle, int store, String kind) {
        return handle.createQuery(KIND)
                .bind("store", store)
                .bind("kind", kind)
                .map((row, context) -> json.readList(row.getString("fields"), String.class))
                .findOne();
    }

    /** False if somebody else has just remembered something for files of that kind. */
    boolean remember(Handle handle, int store, String kind, List<String> fields) {
        return kind(handle, KEEP_KIND, store, kind, fields) == 1
                || FirstRow.insert(handle, () -> kind(handle, INSERT_KIND, store, kind, fields));
    }

    private int kind(Handle handle, String sql, int store, String kind, List<String> fields) {
        return handle.createUpdate(sql)
                .bind("store", store)
                .bind("kind", kind)
                .bind("fields", json.write(fields))
                .execute();
    }

    boolean start(Handle handle, int store, ImportId id, ImportOptions options, int total) {
        return handle.createUpdate(START)
                        .bind("store", store)
                        .bind("id", id.value())
                        .bind("whole", options.whole())
                        .bind("drafts", options.drafts())
                        .bind("types", options.typesAsCategories())
                        .bind("total", total)
                        .execute()
                == 1;
    }

    boolean move(
            Handle handle, int store, ImportId id, ImportState to, Optional<Instant> finished, ImportState... from) {
        return handle.createUpdate(MOVE)
                        .bind("store", store)
                        .bind("id", id.value())
                        .bind("to", to.name())
                        .bind("finished", finished.orElse(null))
                        .bindArray(
                                "from",
                                String.class,
                                Arrays.stream(from).map(Enum::name).toArray())
                        .execute()
                == 1;
    }

    /** Writes how far it is, with the products of this step in the same transaction. */
    void step(Handle handle, ImportRow row) {
        ProductImport it = row.what();
        handle.createUpdate(STEP)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("done", it.done())
                .bind("created", it.created())
                .bind("updated", it.updated())
                .bind("unchanged", it.unchanged())
                .bind("refused", it.refused())
                .bind("notes", row.notes())
                .bind("categories", json.write(row.categories()))
                .bind("state", it.state().name())
                .bind("finished", it.finishedAt().orElse(null))
                .execute();
    }

    void stepBack(Handle handle, ImportRow row, int back, int kept, ImportState state) {
        handle.createUpdate(STEP_BACK)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .bind("back", back)
                .bind("kept", kept)
                .bind("state", state.name())
                .execute();
    }

    /** Writes what is to be said about lines of the file, behind what was said before. */
    void note(Handle handle, ImportRow row, List<RowError> rows, boolean wrong, int from) {
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT_NOTE);
        int place = from;
        for (RowError it : rows) {
            batch.bind("store", row.storeId())
                    .bind("id", row.id())
                    .bind("place", place++)
                    .bind("wrong", wrong)
                    .bind("line", it.line())
                    .bind("field", cut(it.column(), 200))
                    .bind("content", cut(it.value().replace("\0", "␀"), 200))
                    .bind("cure", cut(it.cure().replace("\0", "␀"), 2000))
                    .add();
        }
        batch.execute();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    List<RowError> notes(Handle handle, int store, ImportId id, boolean wrong) {
        return handle.createQuery(NOTES)
                .bind("store", store)
                .bind("id", id.value())
                .bind("wrong", wrong)
                .map((row, context) -> new RowError(
                        row.getInt("line"), row.getString("field"), row.getString("content"), row.getString("cure")))
                .list();
    }

    void forget(Handle handle, ImportRow row) {
        FORGET.forEach(sql -> handle.createUpdate(sql)
                .bind("store", row.storeId())
                .bind("id", row.id())
                .execute());
    }

    private ImportRow row(ResultSet row) throws SQLException {
        ProductImport what = new ProductImport(
                new ImportId(row.getObject("id", UUID.class)),
                row.getString("name"),
                ImportState.valueOf(row.getString("state")),
                new ImportOptions(row.getBoolean("whole"), row.getBoolean("drafts"), row.getBoolean("from_types")),
                row.getInt("total"),
                row.getInt("done"),
                row.getInt("created"),
                row.getInt("updated"),
                row.getInt("unchanged"),
                row.getInt("refused"),
                row.getInt("taken_back"),
                row.getInt("kept"),
                row.getString("actor"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
        return new ImportRow(
                what,
                row.getInt("store_id"),
                row.getString("kind"),
                json.readList(row.getString("fields"), String.class),
                row.getInt("notes"),
                json.readList(row.getString("categories"), String.class));
    }

    /** Bytes as they are kept. */
    static byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Kept bytes as they were. */
    static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return zip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
