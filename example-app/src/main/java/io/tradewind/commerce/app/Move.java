package io.tradewind.commerce.app;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.app.api.ApiTables;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.settings.SettingsFile;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.app.web.Accounts;
import io.tradewind.commerce.database.Copied;
import io.tradewind.commerce.job.JobMode;
import java.nio.file.Files;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Carries what the embedded database holds to the PostgreSQL that {@code DATABASE_URL} names. The store is closed. */
final class Move {
    private static final String[] OURS = {"console", "tradewind_api", "tradewind_shop"};

    private Move() {}

    /**
     * Copies everything, or nothing; the embedded database stays as it is.
     *
     * @throws IllegalArgumentException if the configuration does not say from where to where
     */
    static Copied run(AppConfig config) {
        AppConfig.PostgresUrl to = config.database()
                .orElseThrow(() ->
                        new IllegalArgumentException("DATABASE_URL is missing: it says where the data moves to, like"
                                + " postgresql://user:password@127.0.0.1:5432/shop"));
        if (!Files.exists(config.data().resolve("commerce.mv.db"))) {
            throw new IllegalArgumentException(
                    "DATA_DIR is '" + config.data() + "': there is no embedded database in it");
        }
        SettingsFile settings = SettingsFile.in(config.data(), config.keyFile());
        DataSource target = postgres(to);
        try (Commerce commerce = JuniperAndJet.open(config.embedded(), settings, JobMode.MANUAL)) {
            StaffRoom.makeTables(target);
            ApiTables.make(target);
            Accounts.makeTables(target);
            return commerce.copyTo(target, OURS);
        }
    }

    private static DataSource postgres(AppConfig.PostgresUrl to) {
        PGSimpleDataSource target = new PGSimpleDataSource();
        target.setUrl(to.jdbc());
        target.setUser(to.user().isEmpty() ? null : to.user());
        target.setPassword(to.password().isEmpty() ? null : to.password());
        target.setReWriteBatchedInserts(true);
        return target;
    }
}
