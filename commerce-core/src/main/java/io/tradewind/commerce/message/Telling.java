package io.tradewind.commerce.message;

/** Whether there is something to tell, and to whom. Prints neither. */
sealed interface Telling {
    /**
     * There is.
     *
     * @param email address; empty for none
     * @param phone number in E.164; empty for none
     * @param number of the order; empty if there is none
     */
    record Something(String email, String phone, String number, Values values) implements Telling {
        @Override
        public String toString() {
            return "Something[***]";
        }
    }

    /** There is not, or not any more. */
    record Nothing(String why) implements Telling {}
}
