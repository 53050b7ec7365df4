package io.tradewind.commerce.tests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a story that fails shorter and simpler as long as it still fails. */
final class Shrinking {
    private static final int MOST_TRIES = 400;

    private final Predicate<Story> fails;
    private int tries;

    Shrinking(Predicate<Story> fails) {
        this.fails = fails;
    }

    /** The smallest one that was found to fail too. */
    Story shrink(Story story) {
        Story smallest = story;
        boolean smaller = true;
        while (smaller && tries < MOST_TRIES) {
            Story fewer = fewerSteps(smallest);
            Story simpler = simplerSteps(fewer);
            smaller = !simpler.equals(smallest);
            smallest = simpler;
        }
        return smallest;
    }

    private Story fewerSteps(Story story) {
        Story smallest = story;
        for (int chunk = Math.max(1, story.steps().size() / 2); chunk > 0; chunk /= 2) {
            for (int from = 0; from < smallest.steps().size(); ) {
                List<Step> rest = new ArrayList<>(smallest.steps());
                rest.subList(from, Math.min(from + chunk, rest.size())).clear();
                Story shorter = smallest.with(rest);
                if (stillFails(shorter)) {
                    smallest = shorter;
                } else {
                    from += chunk;
                }
            }
        }
        return smallest;
    }

    private Story simplerSteps(Story story) {
        Story smallest = story;
        for (int i = 0; i < smallest.steps().size(); i++) {
            for (Step simpler : simpler(smallest.steps().get(i))) {
                List<Step> steps = new ArrayList<>(smallest.steps());
                steps.set(i, simpler);
                Story other = smallest.with(steps);
                if (!simpler.equals(smallest.steps().get(i)) && stillFails(other)) {
                    smallest = other;
                }
            }
        }
        return smallest;
    }

    private static List<Step> simpler(Step step) {
        List<Step> simpler = new ArrayList<>(List.of(step.quiet().alone(), step.quiet(), step.alone()));
        Step meanwhile = step.meanwhile();
        if (meanwhile != null) {
            simpler.add(meanwhile);
        }
        return simpler;
    }

    private boolean stillFails(Story story) {
        return tries++ < MOST_TRIES && fails.test(story);
    }
}
