package io.tradewind.commerce.internal.db;

/** What stands between a commit and the moment its outcome may leave the process. */
interface Barrier {
    /** Where the database itself keeps what it has acknowledged. */
    Barrier NONE = new Barrier() {
        @Override
        public void committing() {}

        @Override
        public void ended(boolean commit) {}

        @Override
        public void await() {}
    };

    /** A commit is about to be sent. */
    void committing();

    /** It has been answered. */
    void ended(boolean commit);

    /** Returns when everything this thread may have seen will survive. */
    void await();
}
