package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.MasterKey;
import io.tradewind.commerce.internal.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Where the embedded database lies: its file, and beside it the password that opens it and the secret key, readable by
 * their owner alone. A backup holds them all, so that it can be unpacked into an empty folder and opened.
 */
record EmbeddedFolder(Path folder) {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final String SECRET = "commerce.secret";
    private static final List<String> BESIDE = List.of(SECRET, MasterKey.FILE);

    /** The database's path without ending, as H2 wants it. */
    Path database() {
        return folder.toAbsolutePath().resolve("commerce");
    }

    /** The password, made on first use. */
    String password(World world) {
        Path secret = folder.resolve(SECRET);
        try {
            Files.createDirectories(folder);
            if (Files.notExists(secret)) {
                if (Files.exists(folder.resolve("commerce.mv.db"))) {
                    throw new CommerceException(
                            ErrorCode.BAD_CONFIGURATION,
                            "The data folder " + folder + " has lost its file " + SECRET
                                    + ". Fix: put it back from a backup.");
                }
                Path draft = Files.createTempFile(folder, SECRET, ".new", ownerOnly());
                Files.writeString(draft, world.token());
                Files.move(draft, secret, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION, "The data folder " + folder + " cannot be used.", e);
        }
    }

    /** Writes a copy that can be opened; the target appears when it is complete. */
    void backup(DataSource gated, Path target) {
        Path whole = target.toAbsolutePath();
        Path draft = whole.resolveSibling(whole.getFileName() + ".part");
        try (Connection connection = gated.getConnection();
                Statement statement = connection.createStatement()) { // holds the writer gate until it is closed
            statement.execute("CHECKPOINT SYNC");
            statement.execute("BACKUP TO '" + draft.toString().replace("'", "''") + "'");
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The backup to " + target + " failed.", e);
        }
        try {
            try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + draft.toUri()), Map.of())) {
                for (String name : BESIDE) {
                    if (Files.exists(folder.resolve(name))) {
                        Files.copy(folder.resolve(name), zip.getPath(name), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            if (ownerOnly().length > 0) {
                Files.setPosixFilePermissions(draft, OWNER);
            }
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommerceException(ErrorCode.DATABASE, "The backup to " + target + " failed.", e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
    }
}
