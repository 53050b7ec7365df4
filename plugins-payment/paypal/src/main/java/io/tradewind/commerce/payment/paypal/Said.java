package io.tradewind.commerce.payment.paypal;

import java.util.Optional;

/** What became of one exchange with PayPal. */
sealed interface Said {
    /**
     * Yes.
     *
     * @param json the object it answered with
     */
    record Object(Json json) implements Said {}

    /** Yes, without an object (204). */
    record Nothing() implements Said {}

    /**
     * No, in PayPal's own words.
     *
     * @param status HTTP status
     * @param problem what is wrong
     */
    record No(int status, Problem problem) implements Said {}

    /**
     * It is not known what happened.
     *
     * @param why for staff
     */
    record Lost(String why) implements Said {}

    /**
     * Nothing was asked: no connection, no access token, too many requests.
     *
     * @param why for staff
     */
    record NotSent(String why) implements Said {}

    /**
     * An error object of PayPal's.
     *
     * @param name its name, as {@code UNPROCESSABLE_ENTITY}
     * @param issue its first issue, as {@code INSTRUMENT_DECLINED}; the name if it has none
     * @param where the field concerned, if it says
     * @param text PayPal's sentence
     * @param debugId what PayPal's support asks for
     * @param action where to send the buyer, if that is PayPal's advice
     */
    record Problem(
            String name,
            String issue,
            Optional<String> where,
            Optional<String> text,
            Optional<String> debugId,
            Optional<String> action) {
        /** Reads an error object; empty if it is none. */
        static Optional<Problem> read(Json json) {
            Optional<String> name = json.find("name").or(() -> json.find("error"));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            Optional<Json> first = json.list("details").stream().findFirst();
            return Optional.of(new Problem(
                    name.get(),
                    first.flatMap(it -> it.find("issue")).orElse(name.get()),
                    first.flatMap(it -> it.find("field")),
                    first.flatMap(it -> it.find("description")).or(() -> json.find("message")),
                    json.find("debug_id"),
                    json.link("payer-action").or(() -> json.link("redirect"))));
        }

        /** For staff; the value of the field is not in it. */
        String say() {
            StringBuilder text = new StringBuilder("PayPal says ").append(issue);
            where.ifPresent(it -> text.append(" at ").append(it));
            this.text.ifPresent(it -> text.append(": ").append(it));
            debugId.ifPresent(it -> text.append(" (debug id ").append(it).append(')'));
            return text.toString();
        }
    }

    /** Says for staff what went wrong. */
    static String say(Said said) {
        if (said instanceof No no) {
            return no.problem().say();
        } else if (said instanceof Lost lost) {
            return lost.why();
        }
        return said instanceof NotSent not ? not.why() : "the answer has no object";
    }
}
