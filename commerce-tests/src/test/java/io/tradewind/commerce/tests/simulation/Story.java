package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A shop, and what happens in it step by step.
 *
 * @param shop which of the shops: they differ in when money is taken
 * @param units how much there is of the scarcest article at the start
 */
record Story(int shop, int units, List<Step> steps) {
    private static final int SHOPPERS = 4;
    private static final int CHOICES = 64;
    private static final int MOMENTS = 70;

    /** One story in so many begins with a scene. */
    private static final int SCENES = 3;

    Story {
        steps = List.copyOf(steps);
    }

    Story with(List<Step> others) {
        return new Story(shop, units, others);
    }

    /**
     * The story of a seed: the same one each time. Every seed has its own mix of what is done and what goes wrong; one in
     * three begins with a scene, so that every pair of operation and trouble has its turn.
     */
    static Story of(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        int troubled = new int[] {0, 20, 40, 70}[random.nextInt(4)];
        int crowded = new int[] {0, 15, 40}[random.nextInt(3)];
        List<Kind> kinds = someKinds(random);
        List<Act> acts = someActs(random);
        List<Step> steps = new ArrayList<>();
        int shop = random.nextInt(2);
        int length = random.nextInt(8) == 0 ? 20 + random.nextInt(20) : 6 + random.nextInt(10);
        Optional<Scene> scene = scene(seed);
        if (scene.isPresent()) {
            steps.addAll(scene.get().steps());
            shop = scene.get().shop();
        }
        for (int i = 0; i < 2; i++) {
            steps.add(new Step(Act.FILL, random.nextInt(SHOPPERS), random.nextInt(CHOICES), 0, Trouble.NONE, null, 0));
        }
        int last = steps.size() + length;
        while (steps.size() < last) {
            Step step = step(random, acts);
            if (random.nextInt(100) < troubled) {
                step = troubled(step, kinds, random);
            }
            if (random.nextInt(100) < crowded) {
                step = step.meanwhile(moment(random), step(random, acts));
            }
            steps.add(step);
        }
        return new Story(shop, 1 + random.nextInt(4), steps);
    }

    /** In a third of the stories a pair of operation and trouble, in a sixth of the others a rare situation. */
    private static Optional<Scene> scene(long seed) {
        long turn = seed / SCENES;
        if (seed % SCENES == 0) {
            Scene scene = Scenes.ALL.get((int) (turn % Scenes.ALL.size()));
            return Optional.of(scene.at((int) (turn / Scenes.ALL.size() % 4)));
        }
        return seed % SCENES == 1 && turn % 3 == 0
                ? Optional.of(Scenes.RARE.get((int) (turn / 3 % Scenes.RARE.size())))
                : Optional.empty();
    }

    private static Step step(Random random, List<Act> acts) {
        return Step.of(
                acts.get(random.nextInt(acts.size())),
                random.nextInt(SHOPPERS),
                random.nextInt(CHOICES),
                random.nextInt(CHOICES));
    }

    private static Step troubled(Step step, List<Kind> kinds, Random random) {
        List<Kind> fitting =
                kinds.stream().filter(it -> step.act().meets(it.victim)).toList();
        if (fitting.isEmpty()) {
            return step;
        }
        Kind kind = fitting.get(random.nextInt(fitting.size()));
        boolean call = kind.victim != Victim.DATABASE && kind.victim != Victim.PROCESS;
        return step.with(kind, call ? random.nextInt(8) / 7 : moment(random));
    }

    /** Early ones come more often, since most steps are short. */
    private static int moment(Random random) {
        return random.nextInt(1 + random.nextInt(MOMENTS));
    }

    private static List<Kind> someKinds(Random random) {
        List<Kind> some = Arrays.stream(Kind.values())
                .filter(it -> it != Kind.NONE && random.nextBoolean())
                .toList();
        return some.isEmpty() ? List.of(Kind.CRASH) : some;
    }

    /** One in four acts is left out, so that the others come more often. */
    private static List<Act> someActs(Random random) {
        List<Act> acts = new ArrayList<>();
        for (Act act : Act.values()) {
            boolean needed = act == Act.FILL || act == Act.PAY || act == Act.JOBS;
            if (needed || random.nextInt(4) > 0) {
                for (int i = 0; i < act.weight; i++) {
                    acts.add(act);
                }
            }
        }
        return acts;
    }

    /** Whether somebody does that in it. */
    boolean has(Act act) {
        return steps.stream()
                .anyMatch(it -> it.act() == act
                        || (it.meanwhile() != null && it.meanwhile().act() == act));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("shop " + shop + " with " + units + " units:");
        steps.forEach(it -> text.append("\n  ").append(it));
        return text.toString();
    }
}
