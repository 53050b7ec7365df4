package io.tradewind.commerce.app.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class StaffRoomTest {
    private static final String PASSWORD = "four unrelated words, no rule";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T09:00:00Z"));

    private StaffRoom open(DataSource data) {
        return new StaffRoom(data, clock, new Passwords(64));
    }

    private Member admin(StaffRoom room, String handle) {
        return room.accept(room.terminalLink(), handle, "Mira Kovač", PASSWORD).orElseThrow();
    }

    @BothDatabases(empty = true)
    void an_account_is_made_once_by_a_link_and_opens_with_its_password_only(DataSource data) {
        StaffRoom room = open(data);
        assertThat(room.isEmpty()).isTrue();
        String link = room.terminalLink();
        assertThat(room.accept(link, "mira", "Mira Kovač", PASSWORD)).isPresent();
        assertThat(room.accept(link, "mira2", "Mira Kovač", PASSWORD)).isEmpty();
        assertThat(room.isEmpty()).isFalse();

        assertThat(room.signIn(" MIRA ", PASSWORD, "here").handle()).isEqualTo("mira");
        assertThatThrownBy(() -> room.signIn("mira", "something else entirely", "here"))
                .isInstanceOf(StaffException.class);
        assertThat(open(data).signIn("mira", PASSWORD, "here").roles())
                .as("after a restart")
                .containsExactly(Role.ADMIN);
    }

    @BothDatabases(empty = true)
    void a_link_ends_after_a_day_and_when_a_newer_one_is_made(DataSource data) {
        StaffRoom room = open(data);
        String old = room.terminalLink();
        String link = room.terminalLink();
        assertThat(room.invitation(old)).isEmpty();
        clock.pass(Duration.ofHours(25));
        assertThat(room.accept(link, "mira", "Mira Kovač", PASSWORD)).isEmpty();
        assertThat(room.isEmpty()).isTrue();
    }

    @BothDatabases(empty = true)
    void what_does_not_fit_is_named_and_the_link_stays_good(DataSource data) {
        StaffRoom room = open(data);
        admin(room, "mira");
        String link = room.terminalLink();
        assertThatThrownBy(() -> room.accept(link, "mira", "Another", PASSWORD)).hasMessageContaining("is taken");
        assertThatThrownBy(() -> room.accept(link, "x", "Another", PASSWORD)).hasMessageContaining("2 to 30");
        assertThatThrownBy(() -> room.accept(link, "tomas", " ", PASSWORD)).hasMessageContaining("name is missing");
        assertThatThrownBy(() -> room.accept(link, "tomas", "Tomas", "short")).hasMessageContaining("5 characters");
        assertThatThrownBy(() -> room.accept(link, "tomas", "Tomas", "it is tomas here!"))
                .hasMessageContaining("easy to guess");
        assertThatThrownBy(() -> room.accept(link, "tomas", "Tomas", "aaaaaaaaaaaaaaa"))
                .hasMessageContaining("easy to guess");
        assertThat(room.accept(link, "tomas", "Tomas", PASSWORD)).isPresent();
    }

    @BothDatabases(empty = true)
    void a_session_ends_after_quiet_hours_after_a_shift_and_when_left(DataSource data) {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        String quiet = room.open(mira, "Firefox");
        clock.pass(StaffRoom.IDLE.plusMinutes(1));
        assertThat(room.session(quiet)).isEmpty();

        String busy = room.open(mira, "Firefox");
        for (int hour = 0; hour < 11; hour++) {
            clock.pass(Duration.ofHours(1));
            assertThat(room.session(busy)).as("hour %d", hour).isPresent();
        }
        clock.pass(Duration.ofHours(1));
        assertThat(room.session(busy)).isEmpty();

        String left = room.open(mira, "Firefox");
        room.leave(left);
        assertThat(room.session(left)).isEmpty();
    }

    @BothDatabases(empty = true)
    void a_new_password_ends_all_sessions_and_the_old_one_is_worthless(DataSource data) {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        String session = room.open(mira, "Firefox");
        room.changePassword(mira, PASSWORD, "another four unrelated words", "here");
        assertThat(room.session(session)).isEmpty();
        assertThatThrownBy(() -> room.signIn("mira", PASSWORD, "here")).isInstanceOf(StaffException.class);

        String again = room.open(mira, "Firefox");
        String link = room.resetLink(mira, mira.id());
        assertThat(room.accept(link, "", "", "a third set of plain words")).isPresent();
        assertThat(room.session(again)).isEmpty();
        assertThat(room.signIn("mira", "a third set of plain words", "here").id())
                .isEqualTo(mira.id());
    }

    @BothDatabases(empty = true)
    void the_fifth_wrong_password_brings_a_pause_that_ends(DataSource data) {
        StaffRoom room = open(data);
        admin(room, "mira");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> room.signIn("mira", "wrong wrong wrong", "there"))
                    .hasMessageContaining("do not match");
        }
        assertThatThrownBy(() -> room.signIn("mira", PASSWORD, "there")).hasMessageContaining("Too many tries");
        clock.pass(Duration.ofMinutes(16));
        assertThat(room.signIn("mira", PASSWORD, "there").handle()).isEqualTo("mira");
    }

    @BothDatabases(empty = true)
    void unknown_names_closed_accounts_and_wrong_passwords_hear_the_same(DataSource data) {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        Member tomas = room.accept(room.invite(mira, Set.of(Role.PACKER)), "tomas", "Tomas", PASSWORD)
                .orElseThrow();
        room.close(mira, tomas.id());
        List<String> answers = new ArrayList<>();
        for (String name : List.of("mira", "tomas", "nobody", "", "ümlaut", "x".repeat(500))) {
            String password = name.equals("tomas") ? PASSWORD : "some other words here";
            assertThatThrownBy(() -> room.signIn(name, password, "there"))
                    .satisfies(it -> answers.add(it.getMessage()));
        }
        assertThat(answers).hasSize(6).containsOnly(answers.get(0));
    }

    @BothDatabases(empty = true)
    void one_administrator_always_stays_even_if_two_close_each_other_at_once(DataSource data) throws Exception {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        assertThatThrownBy(() -> room.close(mira, mira.id())).hasMessageContaining("only administrator");
        assertThatThrownBy(() -> room.setRoles(mira, mira.id(), Set.of(Role.PACKER)))
                .hasMessageContaining("only administrator");
        Member tomas = admin(room, "tomas");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> both =
                    pool.invokeAll(List.of(() -> closes(room, mira, tomas), () -> closes(room, tomas, mira)));
            assertThat(both.stream().filter(StaffRoomTest::result)).hasSize(1);
        } finally {
            pool.shutdownNow();
            assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(room.members().stream().filter(Member::active)).hasSize(1);
    }

    private static boolean closes(StaffRoom room, Member by, Member whom) {
        try {
            room.close(by, whom.id());
            return true;
        } catch (StaffException last) {
            return false;
        }
    }

    private static boolean result(Future<Boolean> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @BothDatabases(empty = true)
    void giving_the_password_anew_proves_and_changes_the_token(DataSource data) {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        String token = room.open(mira, "Firefox");
        clock.pass(StaffRoom.PROOF.plusMinutes(1));
        Session session = room.session(token).orElseThrow();
        assertThat(room.proved(session)).isFalse();
        String next = room.prove(session, PASSWORD, "here");
        assertThat(room.session(token)).isEmpty();
        assertThat(room.proved(room.session(next).orElseThrow())).isTrue();
    }

    @BothDatabases(empty = true)
    void passwords_that_are_tried_at_once_count_as_many_as_they_are(DataSource data) throws Exception {
        StaffRoom room = open(data);
        admin(room, "mira");
        ExecutorService crowd = Executors.newFixedThreadPool(20);
        CountDownLatch ready = new CountDownLatch(20);
        List<Future<String>> said = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            said.add(crowd.submit(() -> {
                ready.countDown();
                ready.await();
                try {
                    return room.signIn("mira", "a guess of a password", "here").name();
                } catch (StaffException e) {
                    return e.words().substring(0, 8);
                }
            }));
        }
        List<String> words = new ArrayList<>();
        for (Future<String> it : said) {
            words.add(it.get());
        }
        crowd.shutdown();
        assertThat(words).filteredOn("Name and"::equals).hasSize(5);
        assertThat(words).filteredOn("Too many"::equals).hasSize(15);
    }

    @Test
    void a_storm_of_sign_ins_leaves_threads_to_others() throws Exception {
        Passwords passwords = new Passwords();
        ExecutorService crowd = Executors.newFixedThreadPool(24);
        for (int i = 0; i < 24; i++) {
            crowd.execute(() -> passwords.fitsNobody("a guess of a password"));
        }
        crowd.shutdown();
        assertThatThrownBy(() -> {
                    while (!crowd.isTerminated()) {
                        passwords.requireTurn();
                    }
                })
                .hasMessageContaining("Try again in a few seconds");
        assertThat(crowd.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        passwords.requireTurn();
    }

    @BothDatabases(empty = true)
    void the_log_keeps_who_did_what_newest_first(DataSource data) {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofSeconds(1));
            room.note("mira", "POST orders/{id}/hold", "/admin/orders/1/hold", "number " + i, true);
        }
        List<Deed> first = room.deeds("mira", Optional.empty(), 3);
        assertThat(first).extracting(Deed::outcome).containsExactly("number 4", "number 3", "number 2");
        assertThat(room.deeds("mira", Optional.of(first.get(2)), 2))
                .extracting(Deed::outcome)
                .containsExactly("number 1", "number 0");
        assertThat(room.deeds("tomas", Optional.empty(), 10)).isEmpty();
        room.note("tomas", "POST codes", "", "Hours: a whole number, not “4111 1111 1111 1111”.", false);
        assertThat(room.deeds("tomas", Optional.empty(), 1).get(0).outcome())
                .as("numbers of cards are not kept")
                .isEqualTo("Hours: a whole number, not “***”.");
        assertThat(mira.handle()).isEqualTo("mira");
    }

    @BothDatabases(fresh = true)
    void views_are_kept_once_under_a_name_and_by_nobody_else(DataSource data) throws Exception {
        StaffRoom room = open(data);
        Member mira = admin(room, "mira");
        Member ole = admin(room, "ole");
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Future<SavedView>> saved = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            saved.add(two.submit(() -> room.views().save(mira, " Late ones ", "view=late")));
        }
        two.shutdown();
        assertThat(two.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(saved).filteredOn(StaffRoomTest::isRefused).hasSize(1);
        assertThat(room.views().of(mira)).extracting(SavedView::name).containsExactly("Late ones");
        SavedView late = room.views().of(mira).get(0);
        SavedView all = room.views().save(mira, "All of them", "view=all");
        room.views().openWith(mira, late.id());
        room.views().openWith(mira, all.id());
        assertThat(room.views().of(mira))
                .filteredOn(SavedView::first)
                .extracting(SavedView::name)
                .containsExactly("All of them");
        assertThatThrownBy(() -> room.views().rename(mira, all.id(), "LATE ones"))
                .isInstanceOf(StaffException.class);
        assertThatThrownBy(() -> room.views().openWith(ole, late.id())).isInstanceOf(StaffException.class);
        room.views().delete(ole, late.id());
        assertThat(open(data).views().of(mira)).as("after a restart").hasSize(2);
        assertThat(room.views().of(ole)).isEmpty();
        room.views().openWithAll(mira);
        room.views().delete(mira, late.id());
        assertThat(room.views().of(mira)).noneMatch(SavedView::first).hasSize(1);
    }

    private static boolean isRefused(Future<SavedView> saving) {
        try {
            saving.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof StaffException;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
