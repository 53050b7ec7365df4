package io.tradewind.commerce.flow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A state machine as a table: which move leads where, from which states. Guards and effects are ordinary code
 * elsewhere; diagrams, documentation, allowed actions and the invariant check all read this table. Immutable.
 *
 * @param <S> the states
 * @param <M> the moves
 */
public final class Flow<S extends Enum<S>, M extends Enum<M>> {
    /** One row: {@code move} leads from {@code from} to {@code to}; {@code from} is empty for a birth. */
    public record Step<S, M>(M move, Optional<S> from, S to) {}

    private final String machine;
    private final Class<S> states;
    private final List<Step<S, M>> steps;

    private Flow(String machine, Class<S> states, List<Step<S, M>> steps) {
        this.machine = machine;
        this.states = states;
        this.steps = List.copyOf(steps);
    }

    /** Starts a table. */
    public static <S extends Enum<S>, M extends Enum<M>> Builder<S, M> of(
            String machine, Class<S> states, Class<M> moves) {
        return new Builder<>(machine, states);
    }

    /** The machine's name as it stands in history rows, such as {@code order}. */
    public String machine() {
        return machine;
    }

    /** All rows in the order they were declared. */
    public List<Step<S, M>> steps() {
        return steps;
    }

    /** True if the move may be made in that state. */
    public boolean allows(S from, M move) {
        return steps.stream()
                .anyMatch(step -> step.move() == move
                        && step.from().filter(it -> it == from).isPresent());
    }

    /** True if that very step is in the table. */
    public boolean allows(S from, M move, S to) {
        return steps.contains(new Step<>(move, Optional.of(from), to));
    }

    /** The moves that may be made in that state, in the order of the table. */
    public Set<M> moves(S from) {
        Set<M> moves = new LinkedHashSet<>();
        steps.stream()
                .filter(step -> step.from().filter(it -> it == from).isPresent())
                .forEach(step -> moves.add(step.move()));
        return moves;
    }

    /** Where the move leads from there. Throws if the table says nothing or more than one place. */
    public S to(S from, M move) {
        List<S> targets = steps.stream()
                .filter(step -> step.move() == move
                        && step.from().filter(it -> it == from).isPresent())
                .map(Step::to)
                .toList();
        if (targets.size() != 1) {
            throw new IllegalArgumentException(machine + ": " + move + " from " + from + " leads to " + targets);
        }
        return targets.get(0);
    }

    /** The names of the states in which the move may be made, for {@code state = any(:from)}. */
    public String[] from(M move) {
        return steps.stream()
                .filter(step -> step.move() == move && step.from().isPresent())
                .map(step -> step.from().orElseThrow().name())
                .distinct()
                .toArray(String[]::new);
    }

    /** States that no row leads out of. */
    public Set<S> terminal() {
        Set<S> open = EnumSet.noneOf(states);
        steps.forEach(step -> step.from().filter(it -> it != step.to()).ifPresent(open::add));
        return EnumSet.complementOf(EnumSet.copyOf(open.isEmpty() ? EnumSet.noneOf(states) : open));
    }

    /** The distinct (from, to) pairs, births and standing still included; from is empty for a birth. */
    public Set<Map.Entry<String, String>> transitions() {
        Set<Map.Entry<String, String>> pairs = new LinkedHashSet<>();
        steps.forEach(step -> pairs.add(
                Map.entry(step.from().map(Enum::name).orElse(""), step.to().name())));
        return pairs;
    }

    /** The table as a Mermaid state diagram. */
    public String mermaid() {
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        for (Step<S, M> step : steps) {
            String arrow = step.from().map(Enum::name).orElse("[*]") + " --> "
                    + step.to().name();
            arrows.computeIfAbsent(arrow, it -> new ArrayList<>())
                    .add(step.move().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        arrows.forEach((arrow, moves) -> text.append("  ")
                .append(arrow)
                .append(" : ")
                .append(String.join(", ", moves))
                .append('\n'));
        for (S state : terminal()) {
            text.append("  ").append(state.name()).append(" --> [*]\n");
        }
        return text.toString();
    }

    /** Collects the rows of a table. */
    public static final class Builder<S extends Enum<S>, M extends Enum<M>> {
        private final String machine;
        private final Class<S> states;
        private final List<Step<S, M>> steps = new ArrayList<>();

        private Builder(String machine, Class<S> states) {
            this.machine = machine;
            this.states = states;
        }

        /** The subject is born in that state by that move. */
        public Builder<S, M> birth(M move, S to) {
            steps.add(new Step<>(move, Optional.empty(), to));
            return this;
        }

        /** The move leads to {@code to} from each of {@code from}. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<S, M> allow(M move, S to, S... from) {
            for (S state : from) {
                steps.add(new Step<>(move, Optional.of(state), to));
            }
            return this;
        }

        /** The move may be made in each of these states and stays there. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Builder<S, M> stay(M move, S... in) {
            for (S state : in) {
                steps.add(new Step<>(move, Optional.of(state), state));
            }
            return this;
        }

        /** The finished table. */
        public Flow<S, M> build() {
            return new Flow<>(machine, states, steps);
        }
    }
}
