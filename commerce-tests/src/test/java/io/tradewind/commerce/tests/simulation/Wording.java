package io.tradewind.commerce.tests.simulation;

import java.lang.reflect.Field;
import java.util.regex.Pattern;

/**
 * A statement that is sent differently.
 *
 * @param where the store and its statement
 * @param text what stands there
 * @param instead what is sent instead
 */
record Wording(String where, String text, String instead) {
    static final String ADDED = " for update";
    static final String OURS = "io.tradewind.commerce.";
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):[a-zA-Z]\\w*");

    /** The statement as the library has it; fails if it is gone, or does not contain the text any more. */
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

    /** The text as it reaches the database. */
    static String sent(String sql) {
        return PARAMETER.matcher(sql).replaceAll("?");
    }

    @Override
    public String toString() {
        return where.substring(where.lastIndexOf('.') + 1) + ": " + text.strip();
    }
}
