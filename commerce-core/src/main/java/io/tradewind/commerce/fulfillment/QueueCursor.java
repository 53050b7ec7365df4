package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.store.PageMark;

/**
 * Where a page of the queue ended.
 *
 * @param due when the work is due, and its id
 */
record QueueCursor(boolean express, PageMark due) {
    static final QueueCursor START = new QueueCursor(true, PageMark.OLDEST);

    private static final String EXPRESS = "e.";

    static QueueCursor of(WorkRow row) {
        return new QueueCursor(row.express(), new PageMark(row.dueAt(), row.id()));
    }

    static QueueCursor read(String text) {
        boolean express = text.startsWith(EXPRESS);
        return new QueueCursor(express, PageMark.read(express ? text.substring(EXPRESS.length()) : text));
    }

    String text() {
        return (express ? EXPRESS : "") + due.text();
    }
}
