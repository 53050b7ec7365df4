package io.tradewind.commerce.tests.simulation;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What keeps something from going wrong: a condition in a statement, a lock, a unique constraint of the schema, or
 * several of them that stand in for one another and can only be missed together.
 *
 * @param name what it sees to
 * @param changes what is different without it
 */
record Guard(String name, List<Change> changes) {
    private static final String OURS = "io.tradewind.commerce.";
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):[a-zA-Z]\\w*");

    /**
     * One difference.
     *
     * @param where the store and its statement, or the table
     * @param text what stands there, or the constraint
     * @param instead what stands there without the guard, or the columns of the constraint
     */
    private record Change(String where, String text, String instead) {
        private static final String ADDED = " for update";

        boolean isConstraint() {
            return !where.contains("#");
        }

        /** The statement as the library has it; fails if it is gone, or does not contain the guard any more. */
        String statement() {
            String[] parts = where.split("#", -1);
            try {
                Field field = Class.forName(OURS + parts[0]).getDeclaredField(parts[1]);
                field.setAccessible(true);
                String sql = field.get(null) + (text.equals(ADDED) ? ADDED : "");
                if (!sql.contains(text)) {
                    throw new AssertionError("'" + text + "' does not stand in " + where + " any more:\n" + sql);
                }
                return sql;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("'" + text + "' is looked for in " + where + ", which is gone", e);
            }
        }

        @Override
        public String toString() {
            return (isConstraint() ? where : where.substring(where.lastIndexOf('.') + 1)) + ": " + text.strip();
        }
    }

    static Guard that(String name) {
        return new Guard(name, List.of());
    }

    /** A condition that is always met without the guard. */
    Guard condition(String statement, String text) {
        return and(new Change(statement, text, "(" + text + " or true)"));
    }

    /** A condition that is never met without the guard, so that nothing is found. */
    Guard look(String statement, String text) {
        String column = text.substring(0, text.indexOf(' '));
        return and(new Change(statement, text, "(" + text + " and " + column + " <> " + column + ")"));
    }

    /** The lock of a statement that reads. */
    Guard lock(String statement) {
        return and(new Change(statement, "for update", ""));
    }

    /** The lock that the store adds to a statement. */
    Guard lockAfter(String statement) {
        return and(new Change(statement, Change.ADDED, ""));
    }

    Guard unique(String table, String constraint, String columns) {
        return and(new Change(table, constraint, columns));
    }

    private Guard and(Change change) {
        List<Change> all = new ArrayList<>(changes);
        all.add(change);
        return new Guard(name, List.copyOf(all));
    }

    /** Whether it needs two at once to be missed. */
    boolean needsTwo() {
        return changes.stream().anyMatch(it -> it.isConstraint() || it.instead().isEmpty());
    }

    /** What is sent to the database without the guard, by what is sent with it. */
    Map<String, String> wording() {
        Map<String, String> wording = new LinkedHashMap<>();
        for (Change change : changes) {
            if (!change.isConstraint()) {
                String with = change.statement();
                String before = wording.getOrDefault(with, with);
                wording.put(with, before.replace(change.text(), change.instead()));
            }
        }
        Map<String, String> sent = new LinkedHashMap<>();
        wording.forEach((with, without) -> sent.put(sent(with), sent(without)));
        return sent;
    }

    private static String sent(String sql) {
        return PARAMETER.matcher(sql).replaceAll("?");
    }

    List<String> drop() {
        return changes.stream()
                .filter(Change::isConstraint)
                .map(it -> "alter table commerce." + it.where() + " drop constraint commerce." + it.text())
                .toList();
    }

    List<String> restore() {
        return changes.stream()
                .filter(Change::isConstraint)
                .map(it -> "alter table commerce." + it.where() + " add constraint " + it.text() + " unique ("
                        + it.instead() + ")")
                .toList();
    }

    @Override
    public String toString() {
        return name + " " + changes;
    }
}
