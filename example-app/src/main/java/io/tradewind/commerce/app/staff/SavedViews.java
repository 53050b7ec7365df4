package io.tradewind.commerce.app.staff;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The views of lists that each person keeps. Nobody sees or changes those of somebody else. Safe for many threads. */
public final class SavedViews {
    private static final int MOST = 20;
    private static final int LONGEST = 40;

    private final Jdbi jdbi;
    private final Clock clock;
    private final ViewStore store = new ViewStore();

    SavedViews(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The views of that person, oldest first. */
    public List<SavedView> of(Member member) {
        return jdbi.withHandle(handle -> store.of(handle, member.id()));
    }

    /** Keeps what a list shows under a name of its own. */
    public SavedView save(Member member, String name, String address) {
        UUID id = UUID.randomUUID();
        String kept = checked(name);
        jdbi.useTransaction(handle -> {
            List<SavedView> all = store.lock(handle, member.id());
            if (all.size() >= MOST) {
                throw new StaffException("You keep " + MOST + " views already. Delete one first.");
            }
            free(all, kept, Optional.empty());
            store.insert(handle, id, member.id(), kept, address, clock.instant());
        });
        return new SavedView(id, kept, address, false);
    }

    /** Gives an own view another name. */
    public void rename(Member member, UUID id, String name) {
        String kept = checked(name);
        changing(member, id, (handle, all) -> {
            free(all, kept, Optional.of(id));
            store.rename(handle, id, member.id(), kept);
        });
    }

    /** Opens the list with that own view from now on. */
    public void openWith(Member member, UUID id) {
        changing(member, id, (handle, all) -> store.opens(handle, id, member.id()));
    }

    /** Opens the list with all of it again. */
    public void openWithAll(Member member) {
        jdbi.useHandle(handle -> store.opensNone(handle, member.id()));
    }

    /** Deletes an own view; one that is gone already stays gone. */
    public void delete(Member member, UUID id) {
        jdbi.useHandle(handle -> store.delete(handle, id, member.id()));
    }

    private interface Change {
        void of(Handle handle, List<SavedView> all);
    }

    private void changing(Member member, UUID id, Change change) {
        jdbi.useTransaction(handle -> {
            List<SavedView> all = store.lock(handle, member.id());
            if (all.stream().noneMatch(it -> it.id().equals(id))) {
                throw new StaffException("That view is gone.");
            }
            change.of(handle, all);
        });
    }

    private static void free(List<SavedView> all, String name, Optional<UUID> except) {
        String small = name.toLowerCase(Locale.ROOT);
        if (all.stream()
                .filter(it -> !except.equals(Optional.of(it.id())))
                .anyMatch(it -> it.name().toLowerCase(Locale.ROOT).equals(small))) {
            throw new StaffException("You have a view called “" + name + "” already. Choose another name.");
        }
    }

    private static String checked(String name) {
        String text = name.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new StaffException("The name of the view: 1 to " + LONGEST + " characters.");
        }
        return text;
    }
}
