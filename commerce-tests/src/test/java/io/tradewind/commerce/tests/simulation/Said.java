package io.tradewind.commerce.tests.simulation;

/** What somebody says after a step: the same words for the same story. */
final class Said {
    static final String NOTHING = "nothing to do";

    private Said() {}

    static String brief(Object answer) {
        return answer.getClass().getSimpleName();
    }

    static String name(Object answer) {
        String text = answer.toString().replaceAll("R-\\d+", "R-…"); // numbers go on from story to story
        return brief(answer) + (text.length() > 160 ? "" : " " + text);
    }
}
