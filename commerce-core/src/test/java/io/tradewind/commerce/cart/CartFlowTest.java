package io.tradewind.commerce.cart;

import static io.tradewind.commerce.cart.CartMove.*;
import static io.tradewind.commerce.cart.CartState.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CartFlowTest {
    private static final Map<CartState, Map<CartMove, CartState>> ALLOWED = Map.of(
            ACTIVE,
            Map.of(
                    ADD, ACTIVE,
                    CHANGE, ACTIVE,
                    REMOVE, ACTIVE,
                    CODE, ACTIVE,
                    MERGE, MERGED,
                    GIVE_UP, ACTIVE,
                    EXPIRE, EXPIRED),
            MERGED,
            Map.of(),
            EXPIRED,
            Map.of(REVIVE, ACTIVE));

    @Test
    void every_move_in_every_state_leads_where_the_table_says_or_nowhere() {
        for (CartState state : CartState.values()) {
            Map<CartMove, CartState> found = new EnumMap<>(CartMove.class);
            for (CartMove move : CartMove.values()) {
                if (CartFlow.TABLE.allows(state, move)) {
                    found.put(move, CartFlow.TABLE.to(state, move));
                }
            }
            assertThat(found).as("from " + state).isEqualTo(ALLOWED.get(state));
        }
    }

    @Test
    void only_a_merged_cart_is_never_left() {
        assertThat(CartFlow.TABLE.terminal()).containsExactly(MERGED);
    }
}
