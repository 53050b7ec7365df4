package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps labels under the hash of their content: printed as often as one likes, bought once. */
@Singleton
final class DocumentStore {
    private static final String EXISTS = """
            select 1
            from commerce.document
            where store_id = :store and sha256 = :sha
            """;
    private static final String INSERT = """
            insert into commerce.document (store_id, sha256, format, content, created_at)
            values (:store, :sha, :format, :content, :at)
            """;
    private static final String GET = """
            select format, content
            from commerce.document
            where store_id = :store and sha256 = :sha
            """;

    private final World world;

    @Inject
    DocumentStore(World world) {
        this.world = world;
    }

    /** Keeps a label in a short transaction of its own, since somebody else may keep the same at this moment. */
    String put(Scope scope, Label label) {
        byte[] content = label.bytes();
        String sha = sha256(content);
        try {
            return scope.tx().write("labels.put", handle -> {
                boolean known = handle.createQuery(EXISTS)
                        .bind("store", scope.storeId())
                        .bind("sha", sha)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
                if (!known) {
                    handle.createUpdate(INSERT)
                            .bind("store", scope.storeId())
                            .bind("sha", sha)
                            .bind("format", label.format().name())
                            .bind("content", content)
                            .bind("at", world.now())
                            .execute();
                }
                return sha;
            });
        } catch (RuntimeException e) {
            if (SqlErrors.isDuplicate(e)) {
                return sha;
            }
            throw e;
        }
    }

    Optional<Label> get(Handle handle, Scope scope, String sha) {
        return handle.createQuery(GET)
                .bind("store", scope.storeId())
                .bind("sha", sha)
                .map((rs, context) -> new Label(LabelFormat.valueOf(rs.getString("format")), rs.getBytes("content")))
                .findOne();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
