package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.testdb.removal.Shortcut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What keeps something from going wrong: a condition in a statement, a lock, a constraint of the schema, a method, or
 * several of them that stand in for one another and can only be missed together.
 *
 * @param name what it sees to
 * @param wordings statements that are sent differently without it
 * @param dropped constraints that are not there without it
 * @param shortcuts methods that do less without it
 * @param meant the drills that must miss it; empty if any may
 */
record Guard(String name, List<Wording> wordings, List<Dropped> dropped, List<Shortcut> shortcuts, List<String> meant) {
    private static final Pattern KEYS = Pattern.compile("unnest\\(:(\\w+)\\) as w\\(");

    static Guard that(String name) {
        return new Guard(name, List.of(), List.of(), List.of(), List.of());
    }

    /** The drill that must miss it, where others would miss what is only taken away with it. */
    Guard in(String drill) {
        return new Guard(name, wordings, dropped, shortcuts, with(meant, drill));
    }

    boolean isMeant(Drill drill) {
        return meant.isEmpty() || meant.stream().anyMatch(drill.name()::startsWith);
    }

    // ---- statements ----

    /** A condition that is always met without the guard. */
    Guard condition(String statement, String text) {
        return and(new Wording(statement, text, "(" + text + " or true)"));
    }

    /** A condition that is never met without the guard, so that nothing is found. */
    Guard look(String statement, String text) {
        String column = text.substring(0, text.indexOf(' '));
        return and(new Wording(statement, text, "(" + text + " and " + column + " <> " + column + ")"));
    }

    /** The lock of a statement that reads. */
    Guard lock(String statement) {
        return lock(statement, "for update");
    }

    /** The lock of a statement that reads more than it locks. */
    Guard lock(String statement, String clause) {
        return and(new Wording(statement, clause, ""));
    }

    /** The lock that the store adds to a statement. */
    Guard lockAfter(String statement) {
        return and(new Wording(statement, Wording.ADDED, ""));
    }

    // ---- constraints ----

    Guard unique(String table, String constraint, String columns) {
        return and(new Dropped(table, constraint, "unique (" + columns + ")"));
    }

    Guard key(String table, String constraint, String columns) {
        return and(new Dropped(table, constraint, "primary key (" + columns + ")"));
    }

    Guard check(String table, String constraint, String condition) {
        return and(new Dropped(table, constraint, "check (" + condition + ")"));
    }

    // ---- methods ----

    /** A method that answers the same whatever it is asked. */
    Guard says(String method, Object answer) {
        return and(Shortcut.says(method, answer));
    }

    /** A method that does nothing, or has nothing to say. */
    Guard nothing(String method) {
        return and(Shortcut.nothing(method));
    }

    /** A method that gives back what it is given as its first argument. */
    Guard believes(String method) {
        return and(Shortcut.believes(method));
    }

    /** A method that does what another one of its class does. */
    Guard takenFor(String method, String other) {
        return and(Shortcut.takenFor(method, other));
    }

    /** A method that answers with what a public static method makes of constants. */
    Guard answers(String method, Class<?> maker, String how, Object... constants) {
        return and(Shortcut.answers(method, maker, how, constants));
    }

    /** A method that answers with what a static method makes of its first argument. */
    Guard makes(String method, String maker, String how) {
        return and(Shortcut.makes(method, maker, how));
    }

    /** Where a method calls some other one, it does something instead. */
    Guard calls(String method, String called, String instead) {
        return and(Shortcut.calls(method, called, Instead.class, instead));
    }

    private Guard and(Wording wording) {
        return new Guard(name, with(wordings, wording), dropped, shortcuts, meant);
    }

    private Guard and(Dropped constraint) {
        return new Guard(name, wordings, with(dropped, constraint), shortcuts, meant);
    }

    private Guard and(Shortcut shortcut) {
        return new Guard(name, wordings, dropped, with(shortcuts, shortcut), meant);
    }

    private static <T> List<T> with(List<T> some, T more) {
        List<T> all = new ArrayList<>(some);
        all.add(more);
        return List.copyOf(all);
    }

    /** What is sent to the database without the guard, by what is sent with it. */
    Map<String, String> wording() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Wording each : wordings) {
            String with = each.statement();
            String before = changed.getOrDefault(with, with);
            changed.put(with, before.replace(each.text(), each.instead()));
        }
        Map<String, String> sent = new LinkedHashMap<>();
        changed.forEach((with, without) -> {
            sent.put(Wording.sent(with), Wording.sent(without));
            Matcher keys = KEYS.matcher(with);
            if (keys.find()) {
                fewKeys(with, without, keys.group(1), sent);
            }
        });
        return sent;
    }

    /** The same statement as it is sent for a few keys. */
    private static void fewKeys(String with, String without, String name, Map<String, String> sent) {
        for (Class<?> type : List.of(UUID.class, String.class)) {
            for (int keys = 1; keys <= Keys.FEW; keys++) {
                sent.put(
                        Wording.sent(Keys.oneByOne(with, name, type, keys)),
                        Wording.sent(Keys.oneByOne(without, name, type, keys)));
            }
        }
    }

    List<String> drop() {
        return dropped.stream().map(Dropped::drop).toList();
    }

    List<String> restore() {
        return dropped.stream().map(Dropped::restore).toList();
    }

    @Override
    public String toString() {
        List<Object> all = new ArrayList<>(wordings);
        all.addAll(dropped);
        all.addAll(shortcuts);
        return name + " " + all;
    }
}
